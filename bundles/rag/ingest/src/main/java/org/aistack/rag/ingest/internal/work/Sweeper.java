package org.aistack.rag.ingest.internal.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files of documents that never came to be, or of which a crash left only the files. */
@Component(service = Sweeper.class)
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    /** Files come before their rows: what is young may still become a document. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private final Store<EntityManager> store;
    private final Blobs blobs;
    private final Clock clock;

    @Activate
    public Sweeper(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Blobs blobs,
            @Reference Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    void run() {
        try {
            for (long id : blobs.documents()) {
                boolean known = store.read(em -> em.find(DocumentRow.class, id) != null);
                if (!known && old(blobs.path(id, "x").getParent())) {
                    blobs.delete(id);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("files without documents could not be removed", e);
        }
    }

    private boolean old(Path folder) throws IOException {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(clock.instant().minus(YOUNG));
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
