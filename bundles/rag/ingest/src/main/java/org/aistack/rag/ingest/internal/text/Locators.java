package org.aistack.rag.ingest.internal.text;

/** Places in tables: {@code Sheet1!A17:D17}. */
final class Locators {

    private Locators() {}

    /** From the first place to the last one of the same sheet. */
    static String range(String first, String last) {
        int mark = first.lastIndexOf('!');
        if (first.equals(last) || mark < 0 || !last.startsWith(first.substring(0, mark + 1))) {
            return first;
        }
        String from = first.substring(mark + 1);
        String to = last.substring(mark + 1);
        String start = from.contains(":") ? from.substring(0, from.indexOf(':')) : from;
        String end = to.contains(":") ? to.substring(to.indexOf(':') + 1) : to;
        return first.substring(0, mark + 1) + start + ":" + end;
    }
}
