package org.aistack.rag.ingest.internal.rest;

import java.util.List;

/** The formats that an automated test reads a known phrase from. */
final class FormatList {

    /**
     * One format.
     *
     * @param extraction text, metadata, ocr, none
     * @param structure what is kept besides the words
     */
    public record Format(
            String id,
            String name,
            List<String> extensions,
            List<String> mediaTypes,
            String family,
            String extraction,
            List<String> structure,
            String status,
            String noteZh) {}

    static final List<Format> ALL = List.of(
            text("txt", "Text", "text/plain", "documents", List.of("headings")),
            text("md", "Markdown", "text/x-web-markdown", "documents", List.of("headings", "tables", "lists", "code")),
            text("html", "HTML", "text/html", "documents", List.of("headings", "tables", "lists", "code")),
            text("csv", "CSV", "text/csv", "data", List.of("tables")),
            text("json", "JSON", "application/json", "data", List.of()),
            text("xml", "XML", "application/xml", "data", List.of()),
            text("pdf", "PDF", "application/pdf", "documents", List.of("pages")),
            text(
                    "docx",
                    "Word",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "documents",
                    List.of("headings", "tables")),
            text(
                    "xlsx",
                    "Excel",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "spreadsheets",
                    List.of("sheets", "rows", "columns")),
            text(
                    "pptx",
                    "PowerPoint",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    "presentations",
                    List.of("slides")),
            text("xls", "Excel 97", "application/vnd.ms-excel", "spreadsheets", List.of("sheets", "rows", "columns")),
            text("rtf", "Rich Text", "application/rtf", "documents", List.of()),
            text("eml", "E-mail", "message/rfc822", "mail", List.of("subject", "sender", "date")));

    private FormatList() {}

    private static Format text(String id, String name, String type, String family, List<String> structure) {
        return new Format(id, name, List.of(id), List.of(type), family, "text", structure, "verified", null);
    }
}
