package org.aistack.rag.ingest.internal.work;

import org.aistack.kernel.testkit.TestDatabase;

/** The same on a real PostgreSQL. */
public class LifecyclePostgresTest extends LifecycleTest {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
