package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The connection pools in numbers, as they tell the management server; so this needs none of a pool's classes. */
final class PoolCollector extends Collector {

    private static final String DOMAIN = "com.zaxxer.hikari:type=";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, Number> active = new TreeMap<>();
        Map<String, Number> most = new TreeMap<>();
        Map<String, Number> pending = new TreeMap<>();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(DOMAIN + "Pool (*)"), null)) {
                String type = name.getKeyProperty("type");
                String pool = type.substring(type.indexOf('(') + 1, type.length() - 1);
                active.put(pool, (Number) server.getAttribute(name, "ActiveConnections"));
                pending.put(pool, (Number) server.getAttribute(name, "ThreadsAwaitingConnection"));
                most.put(pool, (Number)
                        server.getAttribute(new ObjectName(DOMAIN + "PoolConfig (" + pool + ")"), "MaximumPoolSize"));
            }
        } catch (JMException e) {
            // a pool that is just closing: the next look shows what is left
            return List.of();
        }
        List<MetricFamilySamples> families = new ArrayList<>();
        if (!active.isEmpty()) {
            families.add(Families.of(
                    "db_pool_active_connections", Type.GAUGE, "使用中的连接数 · Connections in use.", "pool", active));
            families.add(
                    Families.of("db_pool_max_connections", Type.GAUGE, "连接数上限 · Connections at most.", "pool", most));
            families.add(Families.of(
                    "db_pool_pending_requests",
                    Type.GAUGE,
                    "等待连接的线程数 · Threads that wait for a connection.",
                    "pool",
                    pending));
        }
        return families;
    }
}
