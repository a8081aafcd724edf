package org.aistack.kernel.catalog;

import org.aistack.kernel.Text;

/**
 * A page of the console. It appears and vanishes with its bundle; the script is an ES module in the bundle's folder
 * {@code web/} whose default export draws the page.
 *
 * @param path route below {@code /ui/#/}, for example {@code notes}
 * @param title menu entry
 * @param icon name of an icon of the console
 * @param permission who sees it
 * @param order place in the menu, small first
 * @param section menu group, for example {@code knowledge}, {@code operations}
 * @param script file in {@code web/}, for example {@code page.js}
 */
public record Page(String path, Text title, String icon, String permission, int order, String section, String script) {}
