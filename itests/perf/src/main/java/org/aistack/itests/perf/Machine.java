package org.aistack.itests.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where something was measured; a figure without this is none. */
final class Machine {

    private Machine() {}

    static Map<String, Object> facts(Watch watch, String commit) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("measured_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit);
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("cores", cores());
        facts.put("memory_mb", Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024);
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", Runtime.version().toString());
        facts.put("load_before", first("/proc/loadavg"));
        if (watch != null) {
            facts.put("jvm_flags", flags(watch.pid()));
        }
        facts.put("database", "H2, embedded, one file, as shipped");
        facts.put("rate_limit", "off");
        return facts;
    }

    /** Cores of the machine, also when this program may use only some. */
    static int cores() {
        String text = Processes.output(List.of("nproc", "--all"), 5).strip();
        return text.isEmpty() ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text);
    }

    private static String flags(long pid) {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                            .split("\0"))
                    .filter(word -> word.startsWith("-X"))
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String line(String file, String start) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(l -> l.startsWith(start))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0 unknown");
        } catch (IOException e) {
            return "0 unknown";
        }
    }

    private static String first(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
