package org.aistack.rag.search.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.aistack.rag.search.internal.text.Analysis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with one subfolder {@code g<number>} for each generation; usually there is one. */
final class GenerationFolder {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationFolder.class);

    private final Path folder;
    private final Analysis analysis;

    GenerationFolder(Path folder, Analysis analysis) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.analysis = analysis;
    }

    /** The newest generation that is complete, else a usable one that is not, else a new one. The others are deleted. */
    Generation openNewest() throws IOException {
        List<Long> numbers = numbers();
        Generation chosen = null;
        for (long number : numbers) {
            Generation found = chosen != null && chosen.complete() ? null : tryOpen(number);
            boolean better = found != null && (chosen == null || found.complete());
            Generation loser = better ? chosen : found;
            chosen = better ? found : chosen;
            if (loser != null) {
                loser.close();
                delete(loser.number());
            } else if (!better) {
                delete(number);
            }
        }
        return chosen != null ? chosen : create(numbers.isEmpty() ? 1 : numbers.get(0) + 1);
    }

    Generation create(long number) throws IOException {
        delete(number);
        return open(number);
    }

    /** Lucene looks for its codecs with the context class loader, once and for all, when its first class is touched. */
    Generation open(long number) throws IOException {
        var thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(GenerationFolder.class.getClassLoader());
        try {
            return Generation.open(path(number), number, analysis);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    void delete(long number) throws IOException {
        if (!Files.exists(path(number))) {
            return;
        }
        try (Stream<Path> files = Files.walk(path(number))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private Generation tryOpen(long number) {
        try {
            return open(number);
        } catch (IOException e) {
            LOG.error("the index {} cannot be used and is built anew", path(number), e);
            return null;
        }
    }

    private List<Long> numbers() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> name.matches("g\\d{1,9}"))
                    .map(name -> Long.valueOf(name.substring(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Path path(long number) {
        return folder.resolve("g" + number);
    }
}
