package org.aistack.rag.ingest.internal.work;

import org.aistack.kernel.testkit.TestDatabase;

/** The same on a real PostgreSQL. */
public class SourcePostgresTest extends SourceTest {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
