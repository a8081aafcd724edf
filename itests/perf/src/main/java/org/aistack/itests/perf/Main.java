package org.aistack.itests.perf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code java -jar perf.jar --url http://127.0.0.1:8181 --scenario mix --rate 1000 --seconds 300} and other words. */
public final class Main {

    private Main() {}

    public static void main(String[] words) throws Exception {
        String command = words.length > 0 && !words[0].startsWith("--") ? words[0] : "run";
        Map<String, String> given = options(
                command.equals("run") && (words.length == 0 || words[0].startsWith("--"))
                        ? words
                        : Arrays.copyOfRange(words, 1, words.length));
        var options = new Options(given);
        switch (command) {
            case "run" -> Run.once(options);
            case "ratio" -> Ratio.main(options);
            case "compare" -> print(Compare.servers(options));
            case "overload" -> print(Overload.once(options));
            case "seed" -> print(Seed.run(new Api(options.url(), options.password()), options.text("size", "S")));
            case "check" -> check(options);
            case "baseline" -> Compare.write(Path.of(options.text("baseline", "")), paths(options));
            case "suite" -> new Suite(options).run();
            case "page" -> Page.write(Path.of(options.text("results", "")), Path.of(options.text("page", "")));
            case "smoke" ->
                Smoke.run(Path.of(options.text("archive", "")), Path.of(options.text("work", "")), (int)
                        options.number("port", 18342));
            default ->
                throw new IllegalArgumentException(
                        "run, ratio, overload, compare, seed, check, baseline, suite, page or smoke, not " + command);
        }
        System.exit(0);
    }

    private static void print(Object json) throws IOException {
        System.out.println(Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    private static List<Path> paths(Options options) {
        return Arrays.stream(options.text("results", "").split(","))
                .map(Path::of)
                .toList();
    }

    /** Ends with 1 when something is worse than the baseline. */
    private static void check(Options options) throws IOException {
        List<String> worse = Compare.baseline(Path.of(options.text("baseline", "")), paths(options));
        worse.forEach(System.out::println);
        if (!worse.isEmpty()) {
            System.exit(1);
        }
    }

    private static Map<String, String> options(String[] words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("--")) {
                throw new IllegalArgumentException("not an option: " + words[i]);
            }
            boolean value = i + 1 < words.length && !words[i + 1].startsWith("--");
            options.put(words[i].substring(2), value ? words[++i] : "true");
        }
        return options;
    }

    /** What was said on the command line. */
    record Options(Map<String, String> given) {
        String text(String name, String otherwise) {
            return given.getOrDefault(name, otherwise);
        }

        double number(String name, double otherwise) {
            return given.containsKey(name) ? Double.parseDouble(given.get(name)) : otherwise;
        }

        URI url() {
            return URI.create(text("url", "http://127.0.0.1:8181"));
        }

        String password() {
            String said = System.getenv("AISTACK_ADMIN_PASSWORD");
            return text("password", said == null ? "Correct-Horse-7" : said);
        }
    }
}
