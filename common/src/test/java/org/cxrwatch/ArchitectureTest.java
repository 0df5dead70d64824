package org.cxrwatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages of the core; docs/decisions/0001 says why they point this way. */
class ArchitectureTest {

    private static final String ROOT = "org.cxrwatch";

    /** Each package of the core, and the packages of the core it may know. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("model", Set.of("error")),
            Map.entry("retention", Set.of("error")),
            Map.entry("schema", Set.of("error", "model")),
            Map.entry("window", Set.of("error", "model")),
            Map.entry("summary", Set.of("error", "model")),
            Map.entry("baseline", Set.of("error", "model", "window", "summary")),
            Map.entry("drift", Set.of("error", "model", "summary", "baseline")),
            Map.entry("performance", Set.of("error", "model", "summary", "baseline")),
            Map.entry("sequential", Set.of("error", "model")),
            Map.entry("estimate", Set.of("error", "model", "summary", "performance")),
            Map.entry(
                    "score",
                    Set.of(
                            "error",
                            "model",
                            "window",
                            "summary",
                            "baseline",
                            "drift",
                            "performance",
                            "estimate",
                            "sequential")),
            Map.entry("multivariate", Set.of("error", "model", "window", "performance", "score")),
            Map.entry("traffic", Set.of("error", "model", "score")),
            Map.entry("alert", Set.of("error", "model", "window", "sequential", "score", "traffic")),
            Map.entry("notice", Set.of("error", "model", "window", "score", "traffic", "alert")),
            Map.entry("bench", Set.of("model", "window", "summary", "baseline", "drift", "sequential", "score")),
            Map.entry(
                    "port",
                    Set.of(
                            "error",
                            "model",
                            "schema",
                            "window",
                            "summary",
                            "baseline",
                            "drift",
                            "performance",
                            "sequential",
                            "score",
                            "multivariate",
                            "traffic",
                            "alert",
                            "notice",
                            "retention")));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhatIsBelowIt(String name) {
        String[] known = Stream.concat(Stream.of(name), ARROWS.get(name).stream())
                .map(ArchitectureTest::withSubpackages)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(withSubpackages(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(known))))
                .because("the core's arrows point downwards: %s knows %s".formatted(name, ARROWS.get(name)))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void everyClassIsInAPackageWhoseArrowsAreKnown() {
        classes()
                .should()
                .resideInAnyPackage(
                        packages().map(ArchitectureTest::withSubpackages).toArray(String[]::new))
                .because("a new package of the core gets its line in the arrows of this test first")
                .check(CORE);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that know one another are one package")
                .check(CORE);
    }

    @Test
    void thePortsAreImplementedOutsideTheCore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(withSubpackages("port"))
                .should()
                .beAssignableTo(resideInAPackage(withSubpackages("port")))
                .because("a port is what the core needs from outside; its adapters live in jobs")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void theCoreReachesNothingOutsideTheProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "javax.net..",
                        "java.nio.file..",
                        "java.util.logging..",
                        "org.slf4j..")
                .because("the core computes: files, databases, networks and logs are reached through ports")
                .check(CORE);
    }

    @Test
    void theTestSeesTheCore() {
        assertThat(CORE.contain("org.cxrwatch.error.CxrwatchException")).isTrue();
    }

    private static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    private static String withSubpackages(String name) {
        return ROOT + "." + name + "..";
    }
}
