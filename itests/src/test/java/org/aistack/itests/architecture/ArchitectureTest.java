package org.aistack.itests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** The laws of {@code docs/architecture.md}, checked on what was built. */
public class ArchitectureTest {

    /** Groups by how far up they are; each may ask those before it. */
    private static final List<String> GROUPS = List.of("kernel", "security", "erp", "market", "rag", "ai", "ops");

    /** Libraries in the shape of bundles: they export what they carry. */
    private static final Set<String> LIBRARIES = Set.of("kernel.jpa", "ai.natives");

    private static final Path BUNDLES = bundles();
    private static JavaClasses classes;

    @BeforeClass
    public static void read() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path bundle : built()) {
            Path ours = bundle.resolve("target/classes/org/aistack");
            if (!bundle.endsWith("kernel/testkit") && Files.isDirectory(ours)) {
                folders.add(ours);
            }
        }
        classes = new ClassFileImporter().importPaths(folders);
        assertTrue("nothing was built", folders.size() > 10);
    }

    @Test
    public void apisKnowNoTechnology() {
        DescribedPredicate<JavaClass> technology = DescribedPredicate.not(resideInAnyPackage(
                "java..", "org.aistack..", "org.osgi.annotation..", "org.osgi.service.component.annotations.."));
        ArchRuleDefinition.classes()
                .that(areApi())
                .should(dependOnNo(technology))
                .check(classes);
    }

    @Test
    public void nobodyReachesIntoAnotherBundle() {
        ArchRuleDefinition.classes()
                .should(new ArchCondition<JavaClass>("leave the inside of other bundles alone") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getDirectDependenciesFromSelf().forEach(dependency -> {
                            String target = dependency.getTargetClass().getPackageName();
                            int internal = target.indexOf(".internal");
                            if (internal > 0
                                    && target.startsWith("org.aistack.")
                                    && !item.getPackageName().startsWith(target.substring(0, internal))) {
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                            }
                        });
                    }
                })
                .check(classes);
    }

    @Test
    public void groupsAskDownwardsOnly() {
        for (int upper = 1; upper < GROUPS.size(); upper++) {
            for (int lower = 0; lower < upper; lower++) {
                noClasses()
                        .that(resideInAnyPackage("org.aistack." + GROUPS.get(lower) + ".."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("org.aistack." + GROUPS.get(upper) + ".."))
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @Test
    public void domainsAskTheClockForTheTime() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.aistack.security..", "org.aistack.rag..", "org.aistack.ai..", "org.aistack.ops.."))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(classes);
    }

    @Test
    public void classesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(classes);
    }

    @Test
    public void onlyApisExportAndNothingIsOptional() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        for (Path bundle : built()) {
            String name = BUNDLES.relativize(bundle).toString().replace('/', '.');
            Path file = bundle.resolve("target/classes/META-INF/MANIFEST.MF");
            Attributes manifest;
            try (var in = Files.newInputStream(file)) {
                manifest = new Manifest(in).getMainAttributes();
            }
            if (manifest.getValue("Export-Package") != null
                    && !name.endsWith(".api")
                    && !LIBRARIES.contains(name)
                    && !name.equals("kernel.testkit")) {
                wrong.put(name, "exports packages");
            }
            if (String.valueOf(manifest.getValue("Import-Package")).contains("resolution:=optional")) {
                wrong.put(name, "has an optional import");
            }
            if (manifest.getValue("DynamicImport-Package") != null || manifest.getValue("Require-Bundle") != null) {
                wrong.put(name, "imports dynamically or requires a bundle");
            }
            if (!("org.aistack." + name).equals(manifest.getValue("Bundle-SymbolicName"))) {
                wrong.put(name, "is not named like its folder");
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static DescribedPredicate<JavaClass> areApi() {
        return new DescribedPredicate<>("are in an api bundle") {
            @Override
            public boolean test(JavaClass item) {
                return item.getSource()
                        .map(s -> s.getUri().getPath().contains("/api/target/"))
                        .orElse(false);
            }
        };
    }

    private static ArchCondition<JavaClass> dependOnNo(DescribedPredicate<JavaClass> what) {
        return new ArchCondition<>("depend on no technology") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !dependency.getTargetClass().isPrimitive())
                        .filter(dependency ->
                                what.test(dependency.getTargetClass().getBaseComponentType())
                                        && !dependency
                                                .getTargetClass()
                                                .getBaseComponentType()
                                                .isPrimitive())
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
            }
        };
    }

    /** Folders of the bundles that have code. */
    private static List<Path> built() throws IOException {
        try (Stream<Path> groups = Files.list(BUNDLES)) {
            List<Path> bundles = new ArrayList<>();
            for (Path group : groups.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> members = Files.list(group)) {
                    members.filter(m -> Files.isRegularFile(m.resolve("target/classes/META-INF/MANIFEST.MF")))
                            .sorted()
                            .forEach(bundles::add);
                }
            }
            return bundles;
        }
    }

    private static Path bundles() {
        Path here = Path.of("").toAbsolutePath();
        return (Files.isDirectory(here.resolve("bundles")) ? here : here.getParent()).resolve("bundles");
    }
}
