package org.aistack.itests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
import org.junit.BeforeClass;
import org.junit.Test;

/** The laws of {@code docs/architecture.md}, checked on what was built. */
public class ArchitectureTest {

    /** Groups by how far up they are; each may ask those before it. */
    private static final List<String> GROUPS = List.of("kernel", "security", "erp", "market", "rag", "ai", "ops");

    private static final String[] DOMAINS = {
        "org.aistack.security..", "org.aistack.rag..", "org.aistack.ai..", "org.aistack.ops.."
    };

    private static final DescribedPredicate<JavaClass> ROW =
            DescribedPredicate.describe("a row", type -> type.isAnnotatedWith("javax.persistence.Entity"));

    private static JavaClasses classes;

    @BeforeClass
    public static void read() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path bundle : Repository.built()) {
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
                .that(resideInAnyPackage(DOMAINS))
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
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(classes);
    }

    @Test
    public void rowsStayHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal.store..")
                .should()
                .beAnnotatedWith("javax.persistence.Entity")
                .orShould()
                .haveSimpleNameEndingWith("Row")
                .because("persistent classes live in internal.store")
                .check(classes);
        noClasses()
                .that(resideInAnyPackage(
                        "..internal.rest..", "..internal.tool..", "..internal.shell..", "..internal.event.."))
                .should(touch(ROW))
                .because("what crosses a border is a record")
                .check(classes);
    }

    @Test
    public void whatIsOutsideOfApisIsInside() {
        ArchRuleDefinition.classes()
                .that(DescribedPredicate.not(areApi()))
                .and(DescribedPredicate.not(resideInAnyPackage(
                        "org.aistack.ai.natives",
                        "org.aistack.kernel.jpa..",
                        // runs in a process of its own
                        "org.aistack.rag.ingest.worker..")))
                .should()
                .resideInAPackage("org.aistack.*.*.internal..")
                .check(classes);
    }

    @Test
    public void theKernelKnowsNoDomain() {
        noClasses()
                .that(resideInAnyPackage("org.aistack.kernel.."))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to a domain",
                        (JavaClass type) -> type.getPackageName().startsWith("org.aistack.")
                                && !type.getPackageName().startsWith("org.aistack.kernel")))
                .check(classes);
    }

    @Test
    public void domainsNameNoWebOrDatabaseTechnologyOutsideOfItsPlace() {
        noClasses()
                .that(resideInAnyPackage("org.aistack..internal"))
                .and(resideInAnyPackage(DOMAINS))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("javax.ws.rs..", "javax.servlet..", "org.apache.cxf..", "java.sql.."))
                .because("the service of a capability is not its REST resource")
                .check(classes);
    }

    @Test
    public void everythingThatCannotBeReplacedIsFinal() {
        ArchRuleDefinition.classes()
                .that(resideInAnyPackage(DOMAINS))
                .and()
                .resideInAPackage("..internal..")
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnnotatedWith("javax.persistence.Entity")
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                .and(DescribedPredicate.not(
                        DescribedPredicate.describe("are extended", (JavaClass type) -> !type.getSubclasses()
                                .isEmpty())))
                .and(DescribedPredicate.not(DescribedPredicate.describe(
                        "are keys or parts of rows",
                        (JavaClass type) -> type.isAnnotatedWith("javax.persistence.Embeddable")
                                || type.getEnclosingClass()
                                        .map(c -> c.isAnnotatedWith("javax.persistence.Entity"))
                                        .orElse(false))))
                .and(DescribedPredicate.not(DescribedPredicate.describe("are enums", JavaClass::isEnum)))
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(classes);
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

    private static ArchCondition<JavaClass> touch(DescribedPredicate<JavaClass> what) {
        return new ArchCondition<>("touch " + what.getDescription()) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> what.test(dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription())));
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
}
