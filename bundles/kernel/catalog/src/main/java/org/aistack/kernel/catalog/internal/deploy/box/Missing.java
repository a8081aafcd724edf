package org.aistack.kernel.catalog.internal.deploy.box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Why a bundle cannot be resolved, in words. */
public final class Missing {

    private static final Pattern NAME = Pattern.compile("\\((osgi\\.[a-z.]+)=([^)]*)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]*)\\)");

    private Missing() {}

    /** What no bundle offers; one sentence about a contradiction when everything is offered. */
    public static List<Text> of(BundleContext context, Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        if (revision == null || system == null) {
            return List.of();
        }
        FrameworkWiring wiring = system.adapt(FrameworkWiring.class);
        List<Text> missing = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (needed(requirement.getDirectives())
                    && wiring.findProviders(requirement).isEmpty()) {
                missing.add(words(
                        requirement.getNamespace(), requirement.getDirectives().getOrDefault("filter", "")));
            }
        }
        missing.sort(Comparator.comparing(Text::en));
        return missing.isEmpty()
                ? List.of(
                        Words.say(
                                "所需的包都有，但彼此矛盾（uses 约束）或依赖的 bundle 自身无法解析",
                                "All packages are there, but they contradict each other, or a bundle it needs cannot be resolved"))
                : missing;
    }

    private static boolean needed(Map<String, String> directives) {
        return !"optional".equals(directives.get("resolution"))
                && !"active".equals(directives.getOrDefault("effective", "resolve"));
    }

    static Text words(String namespace, String filter) {
        Matcher found = NAME.matcher(filter);
        String name = found.find() ? found.group(2) : filter;
        Matcher from = FROM.matcher(filter.replaceAll("\\(!\\(version>=[^)]*\\)\\)", ""));
        Matcher below = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)").matcher(filter);
        String range = (from.find() ? " ≥ " + from.group(1) : "") + (below.find() ? " < " + below.group(1) : "");
        return switch (namespace) {
            case "osgi.wiring.package" ->
                Words.say("没有 bundle 提供包 {0}{1}", "the package {0}{1}, which no bundle offers", name, range);
            case "osgi.wiring.bundle" -> Words.say("缺少 bundle {0}{1}", "the bundle {0}{1}", name, range);
            case "osgi.ee" -> Words.say("需要的 Java 版本：{0}", "another version of Java: {0}", filter);
            default -> Words.say("缺少 {0} {1}", "{0} {1}", namespace, filter);
        };
    }
}
