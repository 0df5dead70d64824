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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the packages of jobs; docs/decisions/0001 says why they point this way. */
class ArchitectureTest {

    private static final String ROOT = "org.cxrwatch";

    private static final List<String> CORE = List.of(
            "error",
            "model",
            "schema",
            "window",
            "summary",
            "baseline",
            "drift",
            "performance",
            "estimate",
            "sequential",
            "score",
            "multivariate",
            "traffic",
            "alert",
            "notice",
            "bench",
            "retention",
            "port");

    /** Each package of jobs, and the packages of jobs it may know; all of them may know the core. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "command",
                    Set.of(
                            "config",
                            "job",
                            "log",
                            "spark",
                            "notify",
                            "report",
                            "http",
                            "io.delta",
                            "io.postgres",
                            "io.files",
                            "io.pushgateway")),
            Map.entry("config", Set.of()),
            Map.entry("job", Set.of()),
            Map.entry("notify", Set.of("wire")),
            Map.entry("report", Set.of()),
            Map.entry("http", Set.of("job")),
            // The scan knows the tables it reads and writes; the tables are handed their session.
            Map.entry("spark", Set.of("io.delta")),
            Map.entry("io.delta", Set.of("store")),
            Map.entry("log", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("wire", Set.of()),
            Map.entry("io.postgres", Set.of("log", "wire")),
            Map.entry("io.files", Set.of("log", "store")),
            Map.entry("io.pushgateway", Set.of()));

    /** A library, and the only packages that import it. */
    private record Import(String library, List<String> importers) {}

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsTheCoreAndItsOwnArrowsOnly(String name) {
        String[] known = Stream.of(Stream.of(name), ARROWS.get(name).stream(), CORE.stream())
                .flatMap(names -> names)
                .map(ArchitectureTest::withSubpackages)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(withSubpackages(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(known))))
                .because("beside the core, %s knows %s".formatted(name, ARROWS.get(name)))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void everyClassIsInAPackageWhoseArrowsAreKnown() {
        String[] known = Stream.concat(packages(), CORE.stream())
                .map(ArchitectureTest::withSubpackages)
                .toArray(String[]::new);

        classes()
                .should()
                .resideInAnyPackage(known)
                .because("a new package gets its line in the arrows of this test first")
                .check(ALL);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that know one another are one package")
                .check(ALL);
    }

    @ParameterizedTest
    @MethodSource("imports")
    void aLibraryIsImportedWhereItBelongsOnly(Import rule) {
        String[] importers =
                rule.importers().stream().map(ArchitectureTest::withSubpackages).toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(importers)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(rule.library())
                .because("%s is imported by %s only".formatted(rule.library(), rule.importers()))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void onlyTheScanTouchesSparksInternalRows() {
        noClasses()
                .that()
                .resideOutsideOfPackage(withSubpackages("spark"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.catalyst..",
                        "org.apache.spark.sql.execution..",
                        "org.apache.spark.sql.vectorized..")
                .because("InternalRow and column batches change between versions of Spark: one package pays for that")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt"})
    void onlyTheCommandLayerEndsTheProcess(String method) {
        noClasses()
                .that()
                .resideOutsideOfPackage(withSubpackages("command"))
                .should()
                .callMethod(Runtime.class, method, int.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .because("an exception of org.cxrwatch.error carries its exit code to the command layer")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void theTestSeesTheCore() {
        assertThat(ALL.contain("org.cxrwatch.error.CxrwatchException")).isTrue();
    }

    private static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    private static Stream<Import> imports() {
        return Stream.of(
                new Import("com.typesafe.config..", List.of("config")),
                new Import("org.apache.spark..", List.of("spark", "io.delta")),
                new Import("org.apache.hadoop..", List.of("spark", "io.delta", "io.files", "store")),
                new Import("software.amazon..", List.of("store")),
                new Import("org.apache.parquet..", List.of("io.files")),
                new Import("com.github.luben.zstd..", List.of("io.files")),
                new Import("org.apache.commons.csv..", List.of("io.files")),
                new Import("io.delta..", List.of("spark", "io.delta")),
                new Import("scala..", List.of("spark", "io.delta")),
                new Import("java.sql..", List.of("io.postgres")),
                new Import("javax.sql..", List.of("io.postgres")),
                new Import("org.postgresql..", List.of("io.postgres")),
                new Import("org.flywaydb..", List.of("io.postgres")),
                new Import("io.zonky..", List.of("io.postgres")),
                new Import("io.prometheus..", List.of("io.pushgateway")),
                new Import("jakarta.mail..", List.of("notify")),
                new Import("org.eclipse.angus..", List.of("notify")),
                new Import("org.apache.hc..", List.of("notify")),
                new Import("picocli..", List.of("command")));
    }

    private static String withSubpackages(String name) {
        return ROOT + "." + name + "..";
    }
}
