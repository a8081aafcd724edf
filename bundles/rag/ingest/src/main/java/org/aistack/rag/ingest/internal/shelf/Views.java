package org.aistack.rag.ingest.internal.shelf;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.view.Acl;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.NewDocument;

/** Rows of documents as records. */
final class Views {

    private Views() {}

    /** The rows for the caller, in order. */
    static List<DocumentView> views(EntityManager em, Access access, List<DocumentRow> rows) {
        Map<Long, Acl> lists = lists(em, rows);
        Set<Long> originals = new HashSet<>();
        rows.stream().map(DocumentRow::exactOf).filter(Objects::nonNull).forEach(originals::add);
        Set<Long> shown = new HashSet<>();
        if (!originals.isEmpty()) {
            // a document that is not for the caller is no duplicate either
            access.readableDocuments()
                    .and("r.id in :originals", "originals", originals)
                    .rows(em, "", originals.size())
                    .forEach(r -> shown.add(r.id()));
        }
        return rows.stream()
                .map(row -> view(row, lists.get(row.id()), shown.contains(row.exactOf())))
                .toList();
    }

    static DocumentView view(EntityManager em, Access access, DocumentRow row) {
        return views(em, access, List.of(row)).get(0);
    }

    private static Map<Long, Acl> lists(EntityManager em, Collection<DocumentRow> rows) {
        List<Long> own =
                rows.stream().filter(r -> r.ownList() == 1).map(DocumentRow::id).toList();
        return own.isEmpty() ? new HashMap<>() : Grants.of(em, own);
    }

    private static DocumentView view(DocumentRow r, Acl acl, boolean original) {
        var source = new DocumentView.Source(r.sourceKind(), r.sourceUri(), new NewDocument.Provenance(r.provenance()));
        var number = new DocumentView.Number(
                r.number(),
                Moments.instant(r.validFrom()),
                Moments.instant(r.validTo()),
                r.number() > 1 ? r.number() - 1 : null,
                true);
        var run = new DocumentView.Run(
                r.chunks(),
                r.chunksEmbedded(),
                r.chunksReused(),
                Moments.instant(r.runStartedAt()),
                Moments.instant(r.runEndedAt()));
        return new DocumentView(
                Id.text(r.id()),
                Id.text(r.collectionId()),
                r.externalId(),
                r.title(),
                r.fileName(),
                r.mediaType(),
                r.bytes(),
                r.sha256(),
                r.textSha256(),
                r.language(),
                r.script(),
                source,
                Json.tagList(r.tags()),
                r.category(),
                Json.map(r.metadata()),
                acl,
                number,
                r.state(),
                r.stage(),
                r.progress(),
                Json.failure(r.failure()),
                run,
                new DocumentView.Counts(r.chars(), r.pages(), r.chunks(), r.tables()),
                r.quality() == null ? null : new DocumentView.Quality(r.quality(), r.grade()),
                new DocumentView.Duplicates(original ? Id.text(r.exactOf()) : null),
                r.ownerId(),
                Moments.instant(r.publishedAt()),
                Moments.instant(r.createdAt()),
                Moments.instant(r.updatedAt()),
                r.version());
    }
}
