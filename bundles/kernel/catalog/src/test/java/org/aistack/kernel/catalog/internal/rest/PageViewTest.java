package org.aistack.kernel.catalog.internal.rest;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Page;
import org.junit.Test;

public final class PageViewTest {

    private final Catalog.Entry notes =
            entry("notes", "active", page("notes", "notes:read", 20), page("tags", "notes:admin", 10));
    private final Catalog.Entry search = entry("search", "active", page("ask", "rag:read", 5));
    private final Catalog.Entry stopped = entry("trends", "resolved", page("trends", "notes:read", 1));

    @Test
    public void onlyPermittedPagesOfRunningBundlesAreShownInTheOrderOfTheMenu() {
        var pages = PageView.of(
                List.of(notes, search, stopped), permission -> permission.startsWith("notes:"), Locale.ENGLISH);
        assertEquals(
                List.of("tags", "notes"), pages.stream().map(PageView::path).toList());
    }

    @Test
    public void theScriptsAddressNamesTheEditionOfTheBundle() {
        var page =
                PageView.of(List.of(search), permission -> true, Locale.ENGLISH).get(0);
        assertEquals("/ui/c/search/1.2.0-1700000000000/page.js", page.script());
    }

    @Test
    public void titlesAreInBothLanguagesAndInTheOneAskedFor() {
        var page = PageView.of(List.of(search), permission -> true, Language.of("en-GB,zh;q=0.5"))
                .get(0);
        assertEquals(List.of("ask en", "ask zh", "ask en"), List.of(page.title(), page.titleZh(), page.titleEn()));
    }

    @Test
    public void chineseIsTheLanguageOfWhoeverAsksForNothingWeSpeak() {
        assertEquals(Locale.SIMPLIFIED_CHINESE, Language.of(null));
        assertEquals(Locale.SIMPLIFIED_CHINESE, Language.of("fr, *;q=0.1"));
        assertEquals(Locale.SIMPLIFIED_CHINESE, Language.of(";;;,=q"));
        assertEquals(Locale.SIMPLIFIED_CHINESE, Language.of("en;q=0.1, zh-CN"));
        assertEquals(Locale.ENGLISH, Language.of("fr, en-US;q=0.5, zh;q=0.1"));
    }

    private static Page page(String path, String permission, int order) {
        return new Page(path, new Text(path + " zh", path + " en"), "icon", permission, order, "operations", "page.js");
    }

    private static Catalog.Entry entry(String id, String state, Page... pages) {
        var plate = new Catalog.Plate(id, new Text(id, id), List.of(), List.of(pages));
        var module = new Catalog.Module(
                "org.aistack.ops." + id, "1.2.0", 7, state, Instant.ofEpochMilli(1_700_000_000_000L));
        return new Catalog.Entry(
                plate, module, Catalog.State.RUNNING, List.of(), List.of(), List.of(), Set.of(), false);
    }
}
