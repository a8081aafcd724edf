package org.aistack.itests;

import org.aistack.itests.contract.AccessContract;
import org.aistack.itests.contract.KernelContract;
import org.aistack.itests.contract.KnowledgeContract;
import org.aistack.itests.contract.NotesContract;
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
    AccessContract.class,
    NotesContract.class,
    KnowledgeContract.class,
    HotUpdate.class,
    Removal.class,
    Rounds.class
})
public class ContainerSuite {}
