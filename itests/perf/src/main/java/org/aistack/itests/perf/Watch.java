package org.aistack.itests.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the server from outside: what the kernel of the machine says about its process. */
public final class Watch {

    private static final double TICKS = 100;

    /**
     * One look.
     *
     * @param cpu seconds used since its start
     * @param rss bytes
     * @param gcSeconds in pauses since its start; -1 when unknown
     * @param own CPU seconds of this program
     */
    record Look(long nanos, double cpu, long rss, int threads, int files, long gcs, double gcSeconds, double own) {}

    private final long pid;

    Watch(long pid) {
        this.pid = pid;
    }

    /** The process that listens on a port of this machine. */
    static long listener(int port) {
        try {
            String wanted = String.format(":%04X ", port);
            String inode = Stream.concat(
                            Files.lines(Path.of("/proc/net/tcp")),
                            Files.exists(Path.of("/proc/net/tcp6"))
                                    ? Files.lines(Path.of("/proc/net/tcp6"))
                                    : Stream.empty())
                    .map(String::strip)
                    .filter(line ->
                            line.split("\\s+")[1].concat(" ").endsWith(wanted) && "0A".equals(line.split("\\s+")[3]))
                    .map(line -> line.split("\\s+")[9])
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody listens on " + port));
            return ProcessHandle.allProcesses()
                    .mapToLong(ProcessHandle::pid)
                    .filter(p -> owns(p, "socket:[" + inode + "]"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the listener on " + port + " is not visible"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean owns(long pid, String socket) {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).toString().equals(socket);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return pid;
    }

    Look look() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
            double[] gc = gc();
            return new Look(
                    System.nanoTime(),
                    cpu,
                    rss(),
                    Integer.parseInt(fields[17]),
                    files(),
                    (long) gc[0],
                    gc[1],
                    ProcessHandle.current()
                                    .info()
                                    .totalCpuDuration()
                                    .orElseThrow()
                                    .toNanos()
                            / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU seconds alone, cheap enough to be asked often. */
    double cpu() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long rss() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private int files() throws IOException {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return (int) files.count();
        }
    }

    /** Collections and seconds in them, by the JDK's own tool. */
    private double[] gc() {
        String text = Processes.output(List.of("jstat", "-gcutil", Long.toString(pid)), 10);
        String[] lines = text.strip().split("\n");
        if (lines.length != 2) {
            return new double[] {-1, -1};
        }
        String[] names = lines[0].strip().split("\\s+");
        String[] values = lines[1].strip().split("\\s+");
        double count = 0;
        double seconds = -1;
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals("YGC") || names[i].equals("FGC")) {
                count += Double.parseDouble(values[i]);
            } else if (names[i].equals("GCT")) {
                seconds = Double.parseDouble(values[i]);
            }
        }
        return new double[] {count, seconds};
    }

    /** What happened between two looks, for {@code requests} requests. */
    static Map<String, Object> between(Look from, Look to, long requests) {
        double wall = (to.nanos() - from.nanos()) / 1e9;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("server_cpu_share", Numbers.round((to.cpu() - from.cpu()) / wall, 3));
        json.put("cpu_us_per_request", requests == 0 ? 0 : Numbers.round((to.cpu() - from.cpu()) * 1e6 / requests, 1));
        json.put("rss_mb", to.rss() >> 20);
        json.put("threads", to.threads());
        json.put("files", to.files());
        json.put("gc_count", to.gcs() - from.gcs());
        json.put("gc_ms", Numbers.round((to.gcSeconds() - from.gcSeconds()) * 1e3, 1));
        json.put("generator_cpu_share", Numbers.round((to.own() - from.own()) / wall, 3));
        return json;
    }
}
