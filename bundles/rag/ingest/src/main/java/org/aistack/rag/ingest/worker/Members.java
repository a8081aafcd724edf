package org.aistack.rag.ingest.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Documents inside documents: members of archives, attachments of mails, embedded sheets. */
final class Members implements EmbeddedDocumentExtractor {

    private static final Set<String> SILENT =
            Set.of("MACRO", "THUMBNAIL", "METADATA", "FONT", "RENDERING", "ALTERNATE_FORMAT_CHUNK");

    private final Reader reader;
    private final Blocks blocks;
    private final Limits limits;
    private final ParseContext context;
    private int depth;

    Members(Reader reader, Blocks blocks, Limits limits, ParseContext context) {
        this.reader = reader;
        this.blocks = blocks;
        this.limits = limits;
        this.context = context;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return (kind == null || !SILENT.contains(kind.toUpperCase(Locale.ROOT)))
                && (type == null || !type.startsWith("image/"));
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean html)
            throws SAXException, IOException {
        depth++;
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        BlockWriter.Mode mode = blocks.writer().mode(BlockWriter.Mode.PLAIN);
        // the temporary files of one member go before the next one comes
        try (TemporaryResources files = new TemporaryResources()) {
            limits.entry(depth);
            blocks.flush(Protocol.Kind.PARAGRAPH);
            TikaInputStream in = TikaInputStream.get(limits.counted(stream), files, metadata);
            reader.member(in, name, metadata, blocks, context);
        } catch (TikaException e) {
            // one unreadable member does not spoil the others
            System.err.println("member skipped: " + e.getClass().getName());
        } finally {
            blocks.writer().mode(mode);
            depth--;
        }
        if (limits.broken() != null) {
            throw new IOException(limits.broken());
        }
    }
}
