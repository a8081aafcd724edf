package org.aistack.rag.ingest.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.aistack.rag.ingest.worker.BlockWriter.Mode;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.SAXException;

/** Reads one document with Tika: no OCR, no outside programs, no macros. */
final class Reader {

    private static final String CONFIG = "<properties><parsers><parser class='org.apache.tika.parser.DefaultParser'>"
            + "<parser-exclude class='org.apache.tika.parser.ocr.TesseractOCRParser'/>"
            + "<parser-exclude class='org.apache.tika.parser.external.CompositeExternalParser'/>"
            + "<parser-exclude class='org.apache.tika.parser.executable.ExecutableParser'/>"
            + "</parser></parsers></properties>";

    /** Formats of text that are no {@code text/*} by name. */
    private static final Set<String> TEXTS = Set.of(
            "application/json",
            "application/x-yaml",
            "application/yaml",
            "application/javascript",
            "application/x-sh",
            "application/sql",
            "application/x-sql",
            "application/x-tex",
            "application/toml",
            "application/x-latex");

    private static final Set<String> MARKUP = Set.of(
            "text/html",
            "text/csv",
            "text/tab-separated-values",
            "text/xml",
            "text/rtf",
            "text/iso19139+xml",
            "text/vtt",
            "text/x-vcard",
            "text/calendar");

    private final AutoDetectParser parser;

    Reader() throws TikaException, IOException, SAXException {
        parser =
                new AutoDetectParser(new TikaConfig(new ByteArrayInputStream(CONFIG.getBytes(StandardCharsets.UTF_8))));
    }

    /** The type and title that were found. */
    record Found(String type, String title) {}

    Found read(Path file, String name, Blocks blocks, Limits limits, Metadata metadata)
            throws IOException, SAXException, TikaException {
        var context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(PDFParserConfig.class, pdf());
        context.set(OfficeParserConfig.class, office());
        context.set(EmbeddedDocumentExtractor.class, new Members(this, blocks, limits, context));
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream in = TikaInputStream.get(file)) {
            MediaType type = detect(in, metadata);
            if (type.toString().equals("message/rfc822")) {
                blocks.writer().beforeFirst(() -> letterhead(blocks.writer(), metadata));
            }
            parse(in, type, metadata, blocks, context);
        }
        limits.pixels((long) number(metadata, TIFF.IMAGE_WIDTH) * number(metadata, TIFF.IMAGE_LENGTH));
        String title = metadata.get(TikaCoreProperties.TITLE);
        String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
        return new Found(type.replaceAll(";.*", "").strip(), title == null ? "" : title.strip());
    }

    /** A document inside the running one. */
    void member(TikaInputStream in, String name, Metadata metadata, Blocks blocks, ParseContext context)
            throws IOException, SAXException, TikaException {
        MediaType type = detect(in, metadata);
        if (type.getType().equals("image") || type.toString().startsWith("application/x-font")) {
            return;
        }
        if (name != null && !name.isBlank()) {
            blocks.writer().heading(2, name.substring(name.replace('\\', '/').lastIndexOf('/') + 1));
        }
        parse(in, type, metadata, blocks, context);
    }

    private MediaType detect(TikaInputStream in, Metadata metadata) throws IOException {
        MediaType type = parser.getDetector().detect(in, metadata).getBaseType();
        metadata.set(TikaCoreProperties.CONTENT_TYPE_USER_OVERRIDE, type.toString());
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        return type;
    }

    private void parse(TikaInputStream in, MediaType type, Metadata metadata, Blocks blocks, ParseContext context)
            throws IOException, SAXException, TikaException {
        String name = type.toString();
        boolean text = type.getType().equals("text") && !MARKUP.contains(name) || TEXTS.contains(name);
        if (text) {
            Texts.read(in, blocks.writer()::raw);
            return;
        }
        if (Csv.TYPES.contains(name)) {
            Csv.read(in, blocks.writer());
            return;
        }
        if (Workbooks.TYPES.contains(name) && Workbooks.read(in.getPath(), blocks.writer())) {
            return;
        }
        // for the newer formats the library repeats all missing rows before every row
        context.get(OfficeParserConfig.class).setIncludeMissingRows(name.equals("application/vnd.ms-excel"));
        blocks.writer().mode(mode(name));
        parser.parse(in, new org.apache.tika.sax.EmbeddedContentHandler(blocks), metadata, context);
        blocks.flush(Protocol.Kind.PARAGRAPH);
    }

    private static Mode mode(String type) {
        if (type.equals("application/pdf") || type.contains("xpsdocument") || type.contains("oxps")) {
            return Mode.PAGES;
        }
        if (type.contains("presentation") || type.contains("powerpoint")) {
            return Mode.SLIDES;
        }
        return type.contains("spreadsheet") || type.contains("excel") ? Mode.SHEETS : Mode.PLAIN;
    }

    private static void letterhead(BlockWriter blocks, Metadata metadata) {
        try {
            String subject = metadata.get(TikaCoreProperties.SUBJECT);
            subject = subject == null ? metadata.get(TikaCoreProperties.TITLE) : subject;
            if (subject != null) {
                blocks.heading(1, subject);
            }
            var head = new StringBuilder();
            head(head, "From", metadata.get(Message.MESSAGE_FROM));
            head(head, "To", String.join(", ", metadata.getValues(Message.MESSAGE_TO)));
            head(head, "Cc", String.join(", ", metadata.getValues(Message.MESSAGE_CC)));
            head(head, "Date", metadata.get(TikaCoreProperties.CREATED));
            if (head.length() > 0) {
                blocks.paragraph(head.toString());
            }
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void head(StringBuilder head, String name, String value) {
        if (value != null && !value.isBlank()) {
            head.append(head.length() == 0 ? "" : "\n")
                    .append(name)
                    .append(": ")
                    .append(value);
        }
    }

    private static int number(Metadata metadata, org.apache.tika.metadata.Property property) {
        Integer number = metadata.getInt(property);
        return number == null ? 0 : number;
    }

    private static PDFParserConfig pdf() {
        var config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        config.setExtractAnnotationText(false);
        config.setExtractBookmarksText(false);
        return config;
    }

    private static OfficeParserConfig office() {
        var config = new OfficeParserConfig();
        config.setExtractMacros(false);
        config.setIncludeDeletedContent(false);
        config.setIncludeMoveFromContent(false);
        return config;
    }

    /** Takes undivided text. */
    interface Raw {
        void take(String text) throws SAXException;
    }
}
