package org.aistack.rag.ingest.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.xml.sax.SAXException;

/** Values divided by commas, semicolons, tabs or bars, as rows of a table. */
final class Csv {

    static final Set<String> TYPES = Set.of("text/csv", "text/tab-separated-values");

    private static final int SAMPLE = 64 << 10;
    private static final char[] DELIMITERS = {',', '\t', ';', '|'};

    private Csv() {}

    static void read(InputStream in, BlockWriter blocks) throws IOException, SAXException {
        byte[] head = in.readNBytes(SAMPLE);
        Charset charset = Texts.charset(head);
        char delimiter = delimiter(new String(head, charset));
        var all = new InputStreamReader(new SequenceInputStream(new ByteArrayInputStream(head), in), charset);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
        blocks.table("");
        try (CSVParser rows =
                CSVParser.builder().setReader(all).setFormat(format).get()) {
            int number = 0;
            for (CSVRecord row : rows) {
                List<String> cells = new ArrayList<>(row.toList());
                if (++number == 1 && !cells.isEmpty() && cells.get(0).startsWith("\ufeff")) {
                    cells.set(0, cells.get(0).substring(1));
                }
                blocks.row(number, cells);
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        blocks.endOfTable();
    }

    /** The one that occurs in most lines, and equally often in them. */
    static char delimiter(String sample) {
        List<String> lines = sample.lines().filter(l -> !l.isBlank()).limit(50).toList();
        char best = ',';
        double most = 0;
        for (char delimiter : DELIMITERS) {
            long[] counts = lines.stream()
                    .mapToLong(l -> l.chars().filter(c -> c == delimiter).count())
                    .toArray();
            long first = counts.length == 0 ? 0 : counts[0];
            long same = 0;
            for (long count : counts) {
                same += count == first && count > 0 ? 1 : 0;
            }
            double score = first == 0 ? 0 : (double) same / counts.length + Math.min(first, 10) * 0.001;
            if (score > most) {
                most = score;
                best = delimiter;
            }
        }
        return best;
    }
}
