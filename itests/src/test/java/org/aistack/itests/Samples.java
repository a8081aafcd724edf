package org.aistack.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small real files of the usual formats, written byte by byte. */
public final class Samples {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

    private Samples() {}

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A PDF with one line of Latin text on each page. */
    public static byte[] pdf(String... pages) {
        List<String> objects = new ArrayList<>();
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        var kids = new StringBuilder();
        for (int i = 0; i < pages.length; i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        objects.add("<< /Type /Pages /Count " + pages.length + " /Kids [" + kids + "] >>");
        objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int i = 0; i < pages.length; i++) {
            objects.add(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents "
                            + (5 + 2 * i) + " 0 R >>");
            String content = "BT /F1 12 Tf 72 700 Td (" + pages[i] + ") Tj ET";
            objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        }
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format("%010d 00000 n \n", file.length()));
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        file.append("xref\n0 ").append(objects.size() + 1).append('\n').append(table);
        file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\nstartxref\n");
        return file.append(start).append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A Word document of a heading and paragraphs. */
    public static byte[] docx(String heading, String... paragraphs) {
        var body = new StringBuilder(
                "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>" + heading + "</w:t></w:r></w:p>");
        for (String paragraph : paragraphs) {
            body.append("<w:p><w:r><w:t>").append(paragraph).append("</w:t></w:r></w:p>");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                types(Map.of(
                        "/word/document.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")));
        parts.put("_rels/.rels", relation("officeDocument", "word/document.xml"));
        parts.put(
                "word/document.xml",
                XML
                        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                        + body + "</w:body></w:document>");
        return zip(parts);
    }

    /** An Excel workbook with one sheet, cells as inline strings. */
    public static byte[] xlsx(String sheet, String[]... rows) {
        var data = new StringBuilder();
        for (int r = 0; r < rows.length; r++) {
            data.append("<row r=\"").append(r + 1).append("\">");
            for (int c = 0; c < rows[r].length; c++) {
                data.append("<c r=\"")
                        .append((char) ('A' + c))
                        .append(r + 1)
                        .append("\" t=\"inlineStr\"><is><t>")
                        .append(rows[r][c])
                        .append("</t></is></c>");
            }
            data.append("</row>");
        }
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                types(Map.of(
                        "/xl/workbook.xml",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                        "/xl/worksheets/sheet1.xml",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")));
        parts.put("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                XML + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\"" + sheet
                        + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
        parts.put(
                "xl/worksheets/sheet1.xml",
                XML + "<worksheet xmlns=\"" + main + "\"><sheetData>" + data + "</sheetData></worksheet>");
        return zip(parts);
    }

    /** A zip of zeros that unpacks to {@code megabytes}. */
    public static byte[] bomb(int megabytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++) {
                zip.write(block);
            }
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String types(Map<String, String> overrides) {
        var text = new StringBuilder(XML + "<Types xmlns=\"" + TYPES
                + "\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        overrides.forEach(
                (part, type) -> text.append("<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>"));
        return text.append("</Types>").toString();
    }

    private static String relation(String type, String target) {
        return XML + "<Relationships xmlns=\"" + PACKAGE + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/" + type
                + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static byte[] zip(Map<String, String> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
