package org.aistack.kernel.observe.internal.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jvm.ClassLoadingGaugeSet;
import com.codahale.metrics.jvm.GarbageCollectorMetricSet;
import com.codahale.metrics.jvm.MemoryUsageGaugeSet;
import com.codahale.metrics.jvm.ThreadStatesGaugeSet;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Dropwizard knows about the Java machine, under the names that Prometheus users know. */
final class JvmCollector extends Collector {

    private static final String GC = "jvm.gc.";
    private static final String TIME = ".time";

    private final MetricRegistry numbers;

    JvmCollector(MetricRegistry numbers) {
        this.numbers = numbers;
        numbers.registerAll("jvm.memory", new MemoryUsageGaugeSet());
        numbers.registerAll("jvm.gc", new GarbageCollectorMetricSet());
        numbers.registerAll("jvm.threads", new ThreadStatesGaugeSet());
        numbers.registerAll("jvm.classes", new ClassLoadingGaugeSet());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<MetricFamilySamples> collect() {
        SortedMap<String, Gauge> gauges = numbers.getGauges((name, metric) -> name.startsWith("jvm."));
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(memory(gauges, "jvm_memory_used_bytes", "已用内存 · Used memory.", "used"));
        families.add(memory(
                gauges,
                "jvm_memory_max_bytes",
                "可用内存上限，-1 表示无上限 · Memory that can be used at most; -1 for no limit.",
                "max"));
        families.add(collections(gauges));
        families.add(gauge(gauges, "jvm_threads_current", "存活线程数 · Live threads.", "jvm.threads.count"));
        families.add(gauge(
                gauges,
                "jvm_threads_peak",
                "启动以来最多的存活线程数 · Most live threads since the start.",
                "jvm.threads.peak.count"));
        families.add(gauge(
                gauges,
                "jvm_threads_deadlocked",
                "互相等待的线程数 · Threads that wait for each other.",
                "jvm.threads.deadlock.count"));
        families.add(gauge(gauges, "jvm_classes_loaded", "已加载的类数 · Loaded classes.", "jvm.classes.loaded"));
        return families;
    }

    @SuppressWarnings("rawtypes")
    private static MetricFamilySamples memory(Map<String, Gauge> gauges, String name, String help, String what) {
        Map<String, Double> areas = new TreeMap<>();
        areas.put("heap", number(gauges, "jvm.memory.heap." + what));
        areas.put("nonheap", number(gauges, "jvm.memory.non-heap." + what));
        return Families.of(name, Type.GAUGE, help, "area", areas);
    }

    @SuppressWarnings("rawtypes")
    private static MetricFamilySamples collections(SortedMap<String, Gauge> gauges) {
        String name = "jvm_gc_collection_seconds";
        List<Sample> samples = new ArrayList<>();
        for (String key : gauges.tailMap(GC).keySet()) {
            if (key.startsWith(GC) && key.endsWith(TIME)) {
                String gc = key.substring(GC.length(), key.length() - TIME.length());
                double seconds = number(gauges, key) / MILLISECONDS_PER_SECOND;
                double count = number(gauges, GC + gc + ".count");
                samples.add(new Sample(name + "_count", List.of("gc"), List.of(gc), count));
                samples.add(new Sample(name + "_sum", List.of("gc"), List.of(gc), seconds));
            }
        }
        return new MetricFamilySamples(name, Type.SUMMARY, "垃圾回收用时 · Time spent in garbage collection.", samples);
    }

    @SuppressWarnings("rawtypes")
    private static MetricFamilySamples gauge(Map<String, Gauge> gauges, String name, String help, String key) {
        return Families.of(name, Type.GAUGE, help, number(gauges, key));
    }

    @SuppressWarnings("rawtypes")
    private static double number(Map<String, Gauge> gauges, String key) {
        return gauges.get(key).getValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
