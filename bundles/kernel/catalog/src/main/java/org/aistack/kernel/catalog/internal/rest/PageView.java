package org.aistack.kernel.catalog.internal.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Page;

/** A page as the console sees it. */
public record PageView(
        String capability,
        String path,
        String title,
        String titleZh,
        String titleEn,
        String icon,
        String section,
        int order,
        String permission,
        String script) {

    /** The pages of running bundles that {@code permits} lets through, in the order of the menu. */
    static List<PageView> of(List<Catalog.Entry> entries, Predicate<String> permits, Locale locale) {
        return entries.stream()
                .filter(entry -> "active".equals(entry.module().state()))
                .flatMap(entry -> entry.plate().pages().stream()
                        .filter(page -> permits.test(page.permission()))
                        .map(page -> of(entry, page, locale)))
                .sorted(Comparator.comparing(PageView::section)
                        .thenComparingInt(PageView::order)
                        .thenComparing(PageView::path))
                .toList();
    }

    /** The script's address changes with its bundle, so browsers may keep it for ever. */
    private static PageView of(Catalog.Entry entry, Page page, Locale locale) {
        var module = entry.module();
        String edition = module.version() + "-" + module.lastModified().toEpochMilli();
        return new PageView(
                entry.plate().id(),
                page.path(),
                page.title().in(locale),
                page.title().zh(),
                page.title().en(),
                page.icon(),
                page.section(),
                page.order(),
                page.permission(),
                "/ui/c/" + entry.plate().id() + "/" + edition + "/" + page.script());
    }
}
