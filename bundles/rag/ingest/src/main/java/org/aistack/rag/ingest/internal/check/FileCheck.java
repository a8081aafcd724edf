package org.aistack.rag.ingest.internal.check;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The file and the text of every version lie on the disk, with the bytes they had. Reads for a minute at most; how far it
 * came is what it says it checked.
 */
@Component
public final class FileCheck implements IntegrityCheck {

    private static final Duration TIME = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final Store<EntityManager> store;
    private final Blobs blobs;

    @Activate
    public FileCheck(@Reference(target = "(unit=ingest)") Store<EntityManager> store, @Reference Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "ingest.files";
    }

    /** A file that has to be there. */
    private record Wanted(long version, long document, String sha256) {}

    @Override
    public Report check() {
        long deadline = System.nanoTime() + TIME.toNanos();
        List<Finding> wrong = new ArrayList<>();
        long checked = 0;
        List<Wanted> page = after(0);
        while (!page.isEmpty()) {
            for (Wanted file : page) {
                if (System.nanoTime() - deadline > 0) {
                    return new Report(checked, wrong);
                }
                look(file).ifPresent(wrong::add);
                checked++;
            }
            page = after(page.get(page.size() - 1).version());
        }
        return new Report(checked, wrong);
    }

    private List<Wanted> after(long version) {
        return store.read(em -> {
            List<Wanted> wanted = new ArrayList<>();
            for (VersionRow row : em.createQuery(
                            "select v from VersionRow v where v.id > :id order by v.id", VersionRow.class)
                    .setParameter("id", version)
                    .setMaxResults(PAGE)
                    .getResultList()) {
                wanted.add(new Wanted(row.id(), row.documentId(), row.sha256()));
                if (row.textSha256() != null) {
                    wanted.add(new Wanted(row.id(), row.documentId(), row.textSha256()));
                }
            }
            return wanted;
        });
    }

    private Optional<Finding> look(Wanted wanted) {
        Path file = blobs.path(wanted.document(), wanted.sha256());
        String found = found(file);
        if (found.equals(wanted.sha256()) || gone(wanted)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Severity.ERROR,
                "document",
                Id.text(wanted.document()),
                wanted.sha256(),
                found,
                "a file of it is missing or has other bytes"));
    }

    private static String found(Path file) {
        try {
            return Files.exists(file) ? Blobs.sha256(file) : "no file";
        } catch (UncheckedIOException e) {
            return "a file that cannot be read";
        }
    }

    /** Deleted while we looked. */
    private boolean gone(Wanted wanted) {
        return store.read(em -> em.find(VersionRow.class, wanted.version()) == null);
    }
}
