package org.aistack.rag.ingest.internal.shelf;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.SortKey;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Query;

/** What the list of documents can be asked for. */
public final class DocumentFilters {

    public static final ListSpec SPEC = new ListSpec(
            "ingest.documents",
            Set.of(
                    "collection_id",
                    "state",
                    "language",
                    "tags",
                    "category",
                    "media_type",
                    "source_kind",
                    "external_id",
                    "q",
                    "created_at_from",
                    "created_at_to"),
            List.of(
                    SortKey.moment("created_at", "r.createdAt"),
                    SortKey.moment("updated_at", "r.updatedAt"),
                    SortKey.text("title", "r.title"),
                    SortKey.number("bytes", "r.bytes")),
            "-created_at");

    private DocumentFilters() {}

    static Query<DocumentRow> filter(Query<DocumentRow> query, ListRequest request) {
        request.filter("collection_id")
                .ifPresent(c -> query.and("r.collectionId = :collection", "collection", Access.collectionId(c)));
        equal(query, request, "state", "r.state");
        equal(query, request, "language", "r.language");
        equal(query, request, "category", "r.category");
        equal(query, request, "media_type", "r.mediaType");
        equal(query, request, "source_kind", "r.sourceKind");
        equal(query, request, "external_id", "r.externalId");
        request.filter("tags")
                .ifPresent(t -> query.and("r.tags like :tag escape '\\'", "tag", "%\n" + Like.escaped(t) + "\n%"));
        request.filter("q")
                .ifPresent(q -> query.and(
                        "(lower(r.title) like :q escape '\\' or lower(r.fileName) like :q escape '\\')",
                        "q",
                        Like.contains(q)));
        request.filter("created_at_from", DocumentFilters::moment)
                .ifPresent(from -> query.and("r.createdAt >= :from", "from", from));
        request.filter("created_at_to", DocumentFilters::moment)
                .ifPresent(to -> query.and("r.createdAt < :to", "to", to));
        return query;
    }

    /** The values of the sort keys of a row, then its id: where the next page goes on. */
    static List<Object> keys(ListRequest request, DocumentRow row) {
        List<Object> keys = new ArrayList<>();
        for (var order : request.order()) {
            keys.add(
                    switch (order.key().field()) {
                        case "created_at" -> row.createdAt();
                        case "updated_at" -> row.updatedAt();
                        case "bytes" -> row.bytes();
                        default -> row.title();
                    });
        }
        keys.add(row.id());
        return keys;
    }

    private static void equal(Query<DocumentRow> query, ListRequest request, String name, String path) {
        request.filter(name).ifPresent(value -> query.and(path + " = :" + name, name, value));
    }

    private static LocalDateTime moment(String text) {
        return Moments.column(OffsetDateTime.parse(text).toInstant());
    }
}
