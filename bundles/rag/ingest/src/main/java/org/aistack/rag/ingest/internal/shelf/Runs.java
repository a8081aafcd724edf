package org.aistack.rag.ingest.internal.shelf;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.work.Progress;
import org.aistack.rag.ingest.internal.work.Stage;
import org.aistack.rag.ingest.internal.work.TaskQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins and stops the way of a document. */
@Component(service = Runs.class)
public final class Runs {

    private final Store<EntityManager> store;
    private final Access access;
    private final TaskQueue queue;
    private final Progress progress;
    private final Clock clock;

    @Activate
    public Runs(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference TaskQueue queue,
            @Reference Progress progress,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.queue = queue;
        this.progress = progress;
        this.clock = clock;
    }

    /** Begins with the first stage; joins the running write. */
    void begin(Work<EntityManager> work, DocumentRow row, LocalDateTime now) {
        row.state("processing");
        row.stage(Stage.RECEIVED.word());
        row.progress(Stage.RECEIVED.progress());
        row.failure(null);
        row.runStartedAt(now);
        row.runEndedAt(null);
        row.chunksEmbedded(0);
        row.chunksReused(0);
        queue.open(work, row, Stage.RECEIVED);
        long id = row.id();
        work.afterCommit(() -> progress.tell(id, "processing", Stage.RECEIVED.word(), Stage.RECEIVED.progress()));
    }

    /** What can be done with the document now. */
    public List<String> actions(String id) {
        DocumentRow row = store.read(em -> access.document(em, id));
        if (row.source() != null) {
            return List.of();
        }
        return row.state().equals("processing") ? List.of("cancel") : List.of("reprocess");
    }

    /** Does the last version's way again, with today's settings. */
    public DocumentView reprocess(String id) {
        return act(id, false);
    }

    /** Stops the running way. */
    public DocumentView cancel(String id) {
        return act(id, true);
    }

    private DocumentView act(String id, boolean cancel) {
        return store.write(work -> {
            EntityManager em = work.session();
            DocumentRow row = access.changeable(em, id);
            if (row.state().equals("processing") != cancel) {
                throw Problem.of(IngestError.ILLEGAL_TRANSITION);
            }
            LocalDateTime now = Moments.now(clock);
            if (cancel) {
                queue.drop(em, row.id());
                row.taskId(0);
                row.state("failed");
                row.failure(Json.write(new DocumentView.Failure(
                        row.stage(),
                        IngestError.CANCELLED.wire(),
                        IngestError.CANCELLED.text().zh() + " "
                                + IngestError.CANCELLED.text().en(),
                        true,
                        0)));
                row.runEndedAt(now);
                work.afterCommit(() -> progress.tell(row.id(), "failed", row.stage(), 1.0));
            } else {
                begin(work, row, now);
            }
            em.flush();
            return Views.view(em, access, row);
        });
    }

    /** Documents and chunks the caller may read. */
    public Map<String, Long> totals() {
        return store.read(em -> Map.of(
                "documents", access.readableDocuments().number(em, "count(r)"),
                "chunks", access.readableDocuments().number(em, "sum(r.chunks)")));
    }
}
