package org.aistack.rag.ingest.internal.parse;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aistack.rag.ingest.internal.text.Piece;
import org.aistack.rag.ingest.internal.text.Preparer;
import org.aistack.rag.ingest.internal.text.Shape;
import org.aistack.rag.ingest.internal.text.Tables;
import org.aistack.rag.ingest.worker.Protocol;

/**
 * What the parser said of a document, as kept on disk between two stages.
 *
 * @param printed whether lines are broken by the width of a page
 */
public record ParsedFile(String type, String title, int pages, boolean printed, List<Piece> pieces) {

    private static final String CELL = "\u001f";

    public static ParsedFile read(Path file) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        var raw = new StringBuilder();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (in.readUnsignedByte() == Protocol.BLOCK) {
                Protocol.Frame frame = Protocol.Frame.read(in);
                if (frame.kind() == Protocol.Kind.RAW) {
                    raw.append(frame.text());
                } else {
                    pieces.add(piece(frame));
                }
            }
            Protocol.Ending ending = Protocol.Ending.read(in);
            boolean markdown = ending.type().contains("markdown");
            if (raw.length() > 0) {
                pieces.addAll(Preparer.read(raw.toString(), markdown));
            }
            boolean printed = ending.type().equals("application/pdf");
            return new ParsedFile(ending.type(), ending.title(), ending.pages(), printed, pieces);
        }
    }

    private static Piece piece(Protocol.Frame frame) {
        if (frame.table() > 0) {
            String sheet = frame.sheet().isBlank() ? "Table" + frame.table() : frame.sheet();
            List<String> cells = List.of(frame.text().split(CELL, -1));
            return Tables.row(cells, frame.table(), sheet, frame.row(), frame.page(), frame.header());
        }
        String place = frame.sheet().isBlank() ? null : frame.sheet();
        return new Piece(
                Shape.valueOf(frame.kind().name()), frame.level(), frame.page(), 0, false, place, frame.text());
    }
}
