package org.aistack.rag.ingest.internal.shelf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.StageFailure;
import org.aistack.rag.ingest.internal.parse.ParsedFile;
import org.aistack.rag.ingest.internal.parse.Parsers;
import org.aistack.rag.ingest.internal.text.Chunk;
import org.aistack.rag.ingest.internal.text.ChunkRules;
import org.aistack.rag.ingest.internal.text.Chunker;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.text.Piece;
import org.aistack.rag.ingest.internal.text.Prepared;
import org.aistack.rag.ingest.internal.text.Preparer;
import org.aistack.rag.ingest.internal.text.Report;
import org.aistack.rag.ingest.internal.view.ChunkView;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.aistack.rag.ingest.internal.work.Cutting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The same work as on stored documents, on texts that are not stored. */
@Component(service = Bench.class)
public final class Bench {

    private static final int MOST_CHARS = 2_000_000;

    private final Parsers parsers;
    private final IngestSettings settings;

    @Activate
    public Bench(@Reference Parsers parsers, @Reference IngestSettings settings) {
        this.parsers = parsers;
        this.settings = settings;
    }

    /** The canonical text and its chunks. */
    public record Chunks(String text, List<ChunkView> chunks) {}

    /** The report, and the canonical text. */
    public record Preprocessed(
            String text, List<Report.Step> steps, Report.Quality quality, Report.Injection injection) {}

    public Chunks chunks(String text, String markdown, String html, CollectionContent.Chunks wanted) {
        Prepared prepared = html != null
                ? Preparer.prepare(html(html), false, 0)
                : Preparer.prepare(read(text, markdown), false, 0);
        ChunkRules rules = wanted == null ? settings.rules() : wanted.rules(settings.rules());
        String canonical = prepared.canonical().text();
        var points = CodePoints.of(canonical);
        List<ChunkView> views = new ArrayList<>();
        for (Chunk chunk : Chunker.chunks(prepared.canonical(), rules)) {
            views.add(view(
                    chunk, views.size(), canonical, points, prepared.language().language()));
        }
        return new Chunks(canonical, views);
    }

    private static ChunkView view(Chunk chunk, int index, String canonical, CodePoints points, String language) {
        String text = canonical.substring(chunk.start(), chunk.end());
        return new ChunkView(
                null,
                index,
                points.at(chunk.start()),
                points.at(chunk.end()),
                text,
                chunk.context(),
                chunk.headingPath(),
                chunk.shape().word(),
                chunk.page() == 0 ? null : chunk.page(),
                chunk.locator(),
                Cutting.hash(text, chunk.headingPath()),
                Cutting.language(text, language),
                Cutting.tokens(text));
    }

    public Preprocessed preprocess(String text, String mediaType) {
        boolean html = mediaType != null && mediaType.startsWith("text/html");
        boolean markdown = mediaType != null && mediaType.contains("markdown");
        Prepared prepared =
                Preparer.prepare(html ? html(text) : read(markdown ? null : text, markdown ? text : null), false, 0);
        Report report = prepared.report();
        return new Preprocessed(prepared.canonical().text(), report.steps(), report.quality(), report.injection());
    }

    private static List<Piece> read(String text, String markdown) {
        String given = text == null ? markdown : text;
        check(given);
        return Preparer.read(given, text == null);
    }

    private List<Piece> html(String html) {
        check(html);
        try {
            Path file = Files.createTempFile("bench", ".html");
            Path target = Files.createTempFile("bench", ".parsed");
            try {
                Files.writeString(file, html, StandardCharsets.UTF_8);
                parsers.parse(file, "document.html", target);
                return ParsedFile.read(target).pieces();
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(target);
            }
        } catch (StageFailure e) {
            throw Problem.at("/html", e.code());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String text) {
        if (text.codePointCount(0, text.length()) > MOST_CHARS) {
            throw Problem.of(IngestError.TEXT_TOO_LONG, MOST_CHARS);
        }
    }
}
