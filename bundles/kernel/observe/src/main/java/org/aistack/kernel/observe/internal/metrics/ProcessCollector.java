package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** The process as the operating system sees it. What a system does not tell is left out. */
final class ProcessCollector extends Collector {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLISECONDS_PER_SECOND;
        add(
                families,
                "process_start_time_seconds",
                "进程启动时间（1970 年以来的秒数） · Start of the process, in seconds since 1970.",
                started);
        Double cpu = system("ProcessCpuTime");
        if (cpu != null) {
            families.add(Families.of(
                    "process_cpu_seconds_total",
                    Type.COUNTER,
                    "已用处理器时间 · Processor time used.",
                    cpu / NANOSECONDS_PER_SECOND));
        }
        add(families, "process_open_fds", "已打开的文件描述符 · Open file descriptors.", system("OpenFileDescriptorCount"));
        add(families, "process_max_fds", "文件描述符上限 · File descriptors at most.", system("MaxFileDescriptorCount"));
        add(families, "process_resident_memory_bytes", "常驻内存 · Resident memory.", resident());
        return families;
    }

    private static void add(List<MetricFamilySamples> families, String name, String help, Double value) {
        if (value != null) {
            families.add(Families.of(name, Type.GAUGE, help, value));
        }
    }

    private static Double system(String attribute) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), attribute);
            return value instanceof Number number ? number.doubleValue() : null;
        } catch (JMException e) {
            return null;
        }
    }

    private static Double resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
