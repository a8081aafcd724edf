package org.aistack.itests.hotdeploy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import org.aistack.itests.Rest;

/**
 * What a server must not use more and more of.
 *
 * @param metaspace bytes
 * @param descriptors open files and sockets
 * @param connections to the database, in use
 */
record Vitals(int threads, int classes, long metaspace, long descriptors, int connections) {

    /** As they are after unused classes were collected. */
    static Vitals now(Rest admin) {
        int classes = Integer.MAX_VALUE;
        for (int left = loaded(); left < classes; left = loaded()) {
            classes = left;
            System.gc();
        }
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .findFirst()
                .map(MemoryPoolMXBean::getUsage)
                .orElseThrow()
                .getUsed();
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Vitals(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                loaded(),
                metaspace,
                system.getOpenFileDescriptorCount(),
                connections(admin));
    }

    private static int loaded() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static int connections(Rest admin) {
        return admin.get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("db_pool_active_connections"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
