package org.aistack.itests;

import org.aistack.itests.api.OpenApiContract;
import org.aistack.itests.catalog.CatalogContract;
import org.aistack.itests.contract.AccessContract;
import org.aistack.itests.contract.EventsContract;
import org.aistack.itests.contract.IdempotencyContract;
import org.aistack.itests.contract.JobsContract;
import org.aistack.itests.contract.KernelContract;
import org.aistack.itests.contract.KnowledgeContract;
import org.aistack.itests.contract.LifecycleContract;
import org.aistack.itests.contract.LogContract;
import org.aistack.itests.contract.NotesContract;
import org.aistack.itests.contract.ObserveContract;
import org.aistack.itests.contract.RequestContract;
import org.aistack.itests.hotdeploy.HotUpdate;
import org.aistack.itests.hotdeploy.Removal;
import org.aistack.itests.hotdeploy.Rounds;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** Everything that shares one container. */
@RunWith(Suite.class)
@Suite.SuiteClasses({
    KernelContract.class,
    RequestContract.class,
    IdempotencyContract.class,
    AccessContract.class,
    NotesContract.class,
    KnowledgeContract.class,
    EventsContract.class,
    JobsContract.class,
    LifecycleContract.class,
    ObserveContract.class,
    LogContract.class,
    HotUpdate.class,
    Removal.class,
    Rounds.class,
    OpenApiContract.class,
    CatalogContract.class
})
public class ContainerSuite {}
