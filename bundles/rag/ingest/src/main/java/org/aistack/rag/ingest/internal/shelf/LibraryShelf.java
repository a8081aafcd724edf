package org.aistack.rag.ingest.internal.shelf;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.CanonicalText;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.ingest.internal.index.Passages;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The documents for other capabilities. */
@Component
public final class LibraryShelf implements Library {

    private static final int SOME = 500;

    private final Store<EntityManager> store;
    private final Access access;
    private final DocumentShelf documents;
    private final Passages passages;

    @Activate
    public LibraryShelf(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference DocumentShelf documents,
            @Reference Passages passages) {
        this.store = store;
        this.access = access;
        this.documents = documents;
        this.passages = passages;
    }

    @Override
    public Map<String, DocumentCard> readable(Collection<String> documentIds) {
        List<Long> ids = documentIds.stream().map(Id::parse).distinct().toList();
        return store.read(em -> {
            Map<String, DocumentCard> cards = new HashMap<>();
            for (int from = 0; from < ids.size(); from += SOME) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + SOME));
                List<DocumentRow> rows = access.readableDocuments()
                        .and("r.id in :ids", "ids", some)
                        .rows(em, "", SOME);
                Passages.cards(em, rows).forEach(card -> cards.put(card.id(), card));
            }
            return cards;
        });
    }

    @Override
    public Optional<CanonicalText> text(String documentId, int version) {
        try {
            var view = documents.text(documentId, version);
            return Optional.of(new CanonicalText(
                    view.text(),
                    view.pages().stream()
                            .map(page -> new CanonicalText.Page(page.number(), page.start(), page.end()))
                            .toList()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    @Override
    public void replay(BiConsumer<DocumentCard, List<Passage>> each) {
        long last = 0;
        for (List<Long> some = after(last); !some.isEmpty(); some = after(last)) {
            for (long id : some) {
                passages.entry(id).ifPresent(entry -> each.accept(entry.card(), entry.passages()));
                last = id;
            }
        }
    }

    private List<Long> after(long last) {
        return store.read(em -> em.createQuery(
                        "select r.id from DocumentRow r where r.id > :last and r.chunkNumber > 0 order by r.id",
                        Long.class)
                .setParameter("last", last)
                .setMaxResults(SOME)
                .getResultList());
    }
}
