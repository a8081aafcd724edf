package org.aistack.rag.search.internal.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.Problem;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.index.Reconciler;
import org.aistack.rag.search.internal.index.Reconciler.Differences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The index says what the library says. */
@Component
public final class IndexCheck implements IntegrityCheck {

    private static final int TRIES = 30;

    private final Reconciler reconciler;

    @Activate
    public IndexCheck(@Reference Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public String name() {
        return "search.index";
    }

    @Override
    public Report check() {
        try {
            Differences first = verify();
            if (first.none()) {
                return new Report(first.checked(), List.of());
            }
            // what was on its way has arrived by now
            pause();
            Differences second = verify();
            List<Finding> wrong = new ArrayList<>();
            both(first.missing(), second.missing()).forEach(id -> wrong.add(finding(id, "indexed", "not indexed")));
            both(first.stale(), second.stale()).forEach(id -> wrong.add(finding(id, "as stored", "an older state")));
            both(first.surplus(), second.surplus()).forEach(id -> wrong.add(finding(id, "not indexed", "indexed")));
            return new Report(second.checked(), wrong);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Report(0, List.of());
        }
    }

    /** Waits while the index is checked or built for somebody else. */
    private Differences verify() throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return reconciler.verify();
            } catch (Problem e) {
                if (e.code() != SearchError.BUSY || tries == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }

    private static Set<String> both(List<String> first, List<String> second) {
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        return both;
    }

    private static Finding finding(String document, String expected, String actual) {
        return new Finding(
                Severity.ERROR, "document", document, expected, actual, "search:reindex makes the index anew");
    }
}
