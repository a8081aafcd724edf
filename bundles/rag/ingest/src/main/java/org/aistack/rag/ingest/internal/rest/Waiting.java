package org.aistack.rag.ingest.internal.rest;

import java.util.concurrent.Semaphore;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.work.Progress;

/** Holds an answer until a document is settled, for as many requests as the server can spare threads for. */
final class Waiting {

    private static final int MOST_SECONDS = 60;
    private static final int MOST_WAITING = 32;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final DocumentShelf documents;
    private final Progress progress;

    Waiting(DocumentShelf documents, Progress progress) {
        this.documents = documents;
        this.progress = progress;
    }

    /** Reads the parameter {@code wait}. */
    static int seconds(String wait) {
        if (wait == null) {
            return 0;
        }
        try {
            int seconds = Integer.parseInt(wait);
            if (seconds >= 0 && seconds <= MOST_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problem.of(KernelError.BAD_PARAMETER, "wait");
    }

    DocumentView until(DocumentView document, int seconds) {
        if (seconds == 0 || document.settled() || !places.tryAcquire()) {
            return document;
        }
        try {
            String id = document.id();
            progress.await(Id.parse(id), seconds, () -> documents.get(id).settled());
            return documents.get(id);
        } finally {
            places.release();
        }
    }
}
