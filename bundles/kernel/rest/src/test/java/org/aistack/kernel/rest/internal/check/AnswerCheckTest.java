package org.aistack.kernel.rest.internal.check;

import static org.junit.Assert.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.kernel.rest.internal.store.AnswerRow;
import org.aistack.kernel.testkit.TestStore;
import org.junit.After;
import org.junit.Test;

public final class AnswerCheckTest {

    private final TestStore store = TestStore.of("rest");
    private final AnswerCheck check = new AnswerCheck(store, store.clock());

    @After
    public void close() {
        store.close();
    }

    private void keep(String lookup, int status, String type, String body, int hoursAhead) {
        var at =
                LocalDateTime.ofInstant(store.clock().instant(), ZoneOffset.UTC).plusHours(hoursAhead);
        store.write(work -> {
            work.session()
                    .persist(new AnswerRow(lookup, "hash", at, new AnswerRow.Content(status, type, null, null), body));
            return null;
        });
    }

    @Test
    public void answersThatCannotBeRepeatedAreFound() {
        keep("a", 201, "application/json", "sealed", 0);
        keep("b", 204, null, null, -10);
        assertEquals(List.of(), check.check().findings());
        keep("c", 500, "application/json", "sealed", 0);
        keep("d", 200, "application/json", null, 0);
        keep("e", 200, "application/json", "sealed", 5);
        var report = check.check();
        assertEquals(5, report.checked());
        assertEquals(
                List.of("c", "d", "e"),
                report.findings().stream().map(Finding::id).sorted().toList());
    }
}
