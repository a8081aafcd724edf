package org.aistack.kernel.catalog.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Page;
import org.aistack.kernel.catalog.Permission;
import org.aistack.kernel.catalog.Tool;

/**
 * A capability as clients see it.
 *
 * @param actions what can be done to it now; nothing to the foundation
 * @param deployment the newest one of it; null when it came with the distribution and nothing was deployed since
 * @param foundation never stopped or replaced while the server runs
 */
public record CapabilityView(
        String id,
        String title,
        String titleZh,
        String titleEn,
        String version,
        ModuleView bundle,
        boolean foundation,
        Catalog.State state,
        List<String> waitingFor,
        List<String> permissions,
        List<String> pages,
        List<String> tools,
        List<String> checks,
        List<Catalog.Action> actions,
        DeploymentView deployment) {

    /** The bundle; its number is a text like every id. */
    public record ModuleView(String symbolicName, String version, String id, String state, Instant lastModified) {}

    static CapabilityView of(Catalog.Entry entry, Optional<Deployment> deployment, Locale locale) {
        var plate = entry.plate();
        var module = entry.module();
        return new CapabilityView(
                plate.id(),
                plate.title().in(locale),
                plate.title().zh(),
                plate.title().en(),
                module.version(),
                new ModuleView(
                        module.symbolicName(),
                        module.version(),
                        Long.toString(module.id()),
                        module.state(),
                        module.lastModified()),
                entry.foundation(),
                entry.state(),
                entry.waitingFor().stream().map(text -> text.in(locale)).toList(),
                plate.permissions().stream().map(Permission::name).toList(),
                plate.pages().stream().map(Page::path).toList(),
                entry.tools().stream().map(Tool.Card::name).toList(),
                entry.checks(),
                entry.actions().stream().sorted().toList(),
                deployment.map(newest -> DeploymentView.of(newest, locale)).orElse(null));
    }
}
