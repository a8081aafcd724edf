package org.aistack.itests;

import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.extra.EnvironmentOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The shipped archive in one container for the whole suite. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public abstract class Container {

    private static final String PORT = "18181";
    /** The one inside endpoint the server may call. */
    protected static final int SINK_PORT = 18190;

    protected static final String URL = "http://127.0.0.1:" + PORT;
    protected static final Rest ANYONE = Rest.at(URL);

    private static boolean asked;
    private static boolean ready;
    private static Rest admin;

    @Inject
    protected BundleContext context;

    @Configuration
    public Option[] configuration() {
        String karaf = System.getProperty("karaf.version");
        File work = new File(System.getProperty("work"));
        return new Option[] {
            vmOptions(Stream.of("repository", "catalog.write", "catalog.break")
                    .filter(name -> System.getProperty(name) != null)
                    .map(name -> "-D" + name + "=" + System.getProperty(name))
                    .toArray(String[]::new)),
            karafDistributionConfiguration()
                    .frameworkUrl("file:" + System.getProperty("archive"))
                    .name("AI Stack")
                    .karafVersion(karaf)
                    .unpackDirectory(new File(work, "exam"))
                    .useDeployFolder(false),
            // the shipped server knows no repository but its own; the test's parts come from the build's
            editConfigurationFilePut(
                    "etc/org.ops4j.pax.url.mvn.cfg",
                    "org.ops4j.pax.url.mvn.defaultRepositories",
                    "file:${karaf.home}/system@id=system@snapshots,file:" + System.getProperty("local.repository")
                            + "@id=build@snapshots"),
            // what does not become healthy shall not take a minute to find that out
            editConfigurationFilePut("etc/org.aistack.kernel.catalog.cfg", "deploy.health_seconds", "8"),
            configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            new EnvironmentOption("AISTACK_ADMIN_PASSWORD=" + Rest.ADMIN_PASSWORD),
            new EnvironmentOption("AISTACK_RATE_LIMIT=off"),
            new EnvironmentOption("AISTACK_EGRESS_ALLOW=127.0.0.1:" + SINK_PORT),
            new EnvironmentOption("AISTACK_EVENTS_WEBHOOK_SCHEDULE=300ms,300ms,300ms"),
            keepRuntimeFolder(),
            // the options bin/aistack gives; Pax Exam does not add them by itself
            vmOptions(
                    "-Daistack.data=" + new File(work, "exam-data-" + System.nanoTime()),
                    "-Daistack.profile=development",
                    "-Daistack.port=" + PORT,
                    "-Daistack.ssh.port=18101",
                    "--add-reads=java.xml=java.logging",
                    "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                    "--patch-module",
                    "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                    "--patch-module",
                    "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                    "--add-opens",
                    "java.base/java.security=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.net=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.lang=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.util=ALL-UNNAMED",
                    "--add-opens",
                    "java.naming/javax.naming.spi=ALL-UNNAMED",
                    "--add-opens",
                    "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                    "-classpath",
                    "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*")
        };
    }

    @Before
    public void awaitReady() {
        Wait.until(
                "ready",
                Duration.ofSeconds(180),
                () -> ANYONE.get("/health/ready").status() == 200);
    }

    protected static synchronized Rest admin() {
        if (admin == null) {
            admin = ANYONE.admin();
        }
        return admin;
    }

    protected Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }
}
