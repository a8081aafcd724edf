package org.aistack.rag.search.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.AccessDecision;
import org.aistack.rag.ingest.CanonicalText;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.PassageIndex;
import org.aistack.rag.search.internal.text.Script;
import org.aistack.rag.search.internal.text.Sentences;

/** A library in memory: cuts texts into passages of whole sentences and decides access as the real one does. */
public final class Shelf implements Library, AccessDecision {

    private static final int TARGET = 600;

    /** Makes vectors; none by default. */
    public interface Vectors {
        float[] of(String language, String text);

        String model(String language);
    }

    public final Map<String, DocumentCard> cards = new LinkedHashMap<>();
    public final Map<String, List<Passage>> passages = new TreeMap<>();
    public final Map<String, String> texts = new TreeMap<>();
    public Scope scope = new Scope(true, "usr_1", Set.of("everyone"), Set.of("col_1"));
    public Vectors vectors;
    /** Whether the server itself is asking, which may read everything. */
    public BooleanSupplier system = () -> false;

    /** Puts a document on the shelf. */
    public DocumentCard add(String id, String title, String text, String... tags) {
        return add(card(id, "col_1", "usr_1", title, null, Script.language(text), List.of(tags), Map.of()), text);
    }

    public DocumentCard add(DocumentCard card, String text) {
        cards.put(card.id(), card);
        texts.put(card.id() + "/" + card.version(), text);
        passages.put(card.id(), cut(card, text));
        return card;
    }

    public static DocumentCard card(
            String id,
            String collection,
            String owner,
            String title,
            List<String> readers,
            String language,
            List<String> tags,
            Map<String, Object> metadata) {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        return new DocumentCard(
                id,
                collection,
                owner,
                "ext-" + id,
                title,
                title + ".txt",
                "text/plain",
                "upload",
                "real",
                language,
                null,
                tags,
                metadata,
                readers,
                1,
                at,
                at);
    }

    public void index(PassageIndex index) {
        cards.values().forEach(card -> index.put(card, passages.get(card.id())));
        index.refresh();
    }

    private List<Passage> cut(DocumentCard card, String text) {
        List<Passage> cut = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (Sentences.Span sentence : Sentences.of(text)) {
            if (start >= 0 && sentence.end() - start > TARGET) {
                cut.add(passage(card, text, cut.size(), start, end));
                start = -1;
            }
            start = start < 0 ? sentence.start() : start;
            end = sentence.end();
        }
        if (start >= 0) {
            cut.add(passage(card, text, cut.size(), start, end));
        }
        return cut;
    }

    private Passage passage(DocumentCard card, String text, int index, int start, int end) {
        String part = text.substring(start, end);
        String language = Script.language(part);
        float[] vector = vectors == null ? null : vectors.of(language, part);
        return new Passage(
                card.id() + "-" + index,
                index,
                text.codePointCount(0, start),
                text.codePointCount(0, end),
                1,
                null,
                List.of(),
                "paragraph",
                language,
                part,
                "",
                vector,
                vectors == null ? null : vectors.model(language));
    }

    @Override
    public Map<String, DocumentCard> readable(Collection<String> ids) {
        Map<String, DocumentCard> readable = new LinkedHashMap<>();
        ids.stream()
                .filter(cards::containsKey)
                .map(cards::get)
                .filter(this::permitted)
                .forEach(card -> readable.put(card.id(), card));
        return readable;
    }

    private boolean permitted(DocumentCard card) {
        return scope.everything()
                || system.getAsBoolean()
                || scope.userId().equals(card.ownerId())
                || (card.readers() != null
                        ? card.readers().stream().anyMatch(scope.principals()::contains)
                        : scope.collections().contains(card.collectionId()));
    }

    @Override
    public Optional<CanonicalText> text(String documentId, int version) {
        return readable(List.of(documentId)).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(texts.get(documentId + "/" + version))
                        .map(text -> new CanonicalText(text, List.of()));
    }

    @Override
    public void replay(BiConsumer<DocumentCard, List<Passage>> each) {
        List.copyOf(cards.values()).forEach(card -> each.accept(card, passages.get(card.id())));
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public void requireReadable(Collection<String> collectionIds) {
        if (!scope.everything() && !scope.collections().containsAll(collectionIds)) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
    }
}
