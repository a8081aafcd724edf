package org.aistack.kernel.catalog.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Page;
import org.aistack.kernel.catalog.Permission;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.catalog.internal.Protection;

/**
 * A capability as clients see it.
 *
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
        List<String> checks) {

    /** The bundle; its number is a text like every id. */
    public record ModuleView(String symbolicName, String version, String id, String state, Instant lastModified) {}

    static CapabilityView of(Catalog.Entry entry, Locale locale) {
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
                Protection.covers(module.symbolicName()),
                entry.state(),
                entry.waitingFor(),
                plate.permissions().stream().map(Permission::name).toList(),
                plate.pages().stream().map(Page::path).toList(),
                entry.tools().stream().map(Tool.Card::name).toList(),
                entry.checks());
    }
}
