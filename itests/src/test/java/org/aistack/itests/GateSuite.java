package org.aistack.itests;

import org.aistack.itests.api.OpenApiContract;
import org.aistack.itests.catalog.CatalogContract;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** The gates that write files; the quick way to write them anew. */
@RunWith(Suite.class)
@Suite.SuiteClasses({OpenApiContract.class, CatalogContract.class})
public class GateSuite {}
