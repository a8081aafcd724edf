package org.aistack.kernel.catalog.internal.integrity;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.kernel.catalog.IntegrityCheck.Report;
import org.aistack.kernel.catalog.IntegrityCheck.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one check, whatever it may do. */
final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);
    private static final String NO_ERROR = "an answer";

    private final Duration patience;

    /** @param patience how long a check may take */
    Inspector(Duration patience) {
        this.patience = patience;
    }

    /** What the check says; when it says nothing, that is the finding. */
    Report ask(String name, IntegrityCheck check) {
        var task = new FutureTask<>(check::check);
        var thread = new Thread(task, "aistack-check-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            Report report = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return report == null ? failed(name, "null", "the check answered nothing") : report;
        } catch (TimeoutException e) {
            task.cancel(true);
            LOG.warn("the check {} did not end in {} s", name, patience.toSeconds());
            return failed(name, "no answer", "the check did not end in " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            LOG.warn("the check {} failed", name, cause);
            return failed(name, cause.getClass().getSimpleName(), "the check failed; the log says why");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return failed(name, "interrupted", "the check was interrupted");
        }
    }

    private static Report failed(String name, String actual, String detail) {
        return new Report(0, List.of(new Finding(Severity.ERROR, "check", name, NO_ERROR, actual, detail)));
    }
}
