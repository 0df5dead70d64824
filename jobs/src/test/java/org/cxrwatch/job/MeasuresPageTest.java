package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cxrwatch.drift.CategoricalMeasure;
import org.cxrwatch.drift.CategoricalMeasures;
import org.cxrwatch.drift.NumericMeasure;
import org.cxrwatch.drift.NumericMeasures;
import org.junit.jupiter.api.Test;

/** docs/measures.md names every measure that is stored and no other, with numbers that the code gives. */
class MeasuresPageTest {

    private static final Path PAGE = Path.of("../docs/measures.md");
    private static final Path FOR_SCIENTISTS = Path.of("../docs/data-scientists.md");
    private static final Path NUMBERS = Path.of("../docs/pictures/measures.json");
    private static final long MOST_BYTES = 60_000;

    @Test
    void itsHeadingsNameEveryMeasureAndNoOther() throws IOException {
        List<String> explained = Pattern.compile("^### .*$", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .flatMap(heading ->
                        Pattern.compile("`([^`]+)`").matcher(heading.group()).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(explained).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(explained))
                .as("each measure has a heading '### `name`' in %s, and each heading is a measure's", PAGE)
                .isEqualTo(stored());
    }

    private static Set<String> stored() {
        TreeSet<String> names = new TreeSet<>();
        NumericMeasures.all().stream().map(NumericMeasure::name).forEach(names::add);
        CategoricalMeasures.all().stream().map(CategoricalMeasure::name).forEach(names::add);
        return names;
    }

    @Test
    void theTableForDataScientistsNamesEachOfThem() throws IOException {
        assertThat(namesIn("| each feature, `confidence`"))
                .as("measures of numbers in %s", FOR_SCIENTISTS)
                .containsExactlyInAnyOrderElementsOf(
                        NumericMeasures.all().stream().map(NumericMeasure::name).toList());
        assertThat(namesIn("| `class_share` |"))
                .as("measures of classes in %s", FOR_SCIENTISTS)
                .containsExactlyInAnyOrderElementsOf(CategoricalMeasures.all().stream()
                        .map(CategoricalMeasure::name)
                        .toList());
    }

    /** The code words of the second cell of a line of the table. */
    private static List<String> namesIn(String beginning) throws IOException {
        String line = Files.readAllLines(FOR_SCIENTISTS).stream()
                .filter(each -> each.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`([^`]+)`")
                .matcher(line.split(" \\| ", -1)[1])
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    /** With -Dexamples=write file and tables are written anew; the pictures by scripts/measure_pictures.py. */
    @Test
    void itsNumbersAndThoseOfThePicturesAreTheStreams() throws IOException {
        ExampleMeasures examples = new ExampleMeasures(new SixWeeks(LocalDate.of(2026, 11, 3)));
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(NUMBERS, examples.json());
            Files.writeString(PAGE, with(with(Files.readString(PAGE), examples.numericTable()), examples.classTable()));
        }

        assertThat(NUMBERS).as("-Dexamples=write writes it").hasContent(examples.json());
        assertThat(PAGE).content().contains(examples.numericTable()).contains(examples.classTable());
    }

    /** The page with this table in place of the one that has the same heading. */
    private static String with(String page, String table) {
        int start = page.indexOf(table.lines().findFirst().orElseThrow());
        return page.substring(0, start) + table + page.substring(page.indexOf("\n\n", start) + 1);
    }

    @Test
    void everyPictureIsShownAndSmall() throws IOException {
        Set<String> shown = new TreeSet<>(Pattern.compile("\\(pictures/(measures-[^)]+)\\)")
                .matcher(Files.readString(PAGE))
                .results()
                .map(link -> link.group(1))
                .toList());
        try (Stream<Path> files = Files.list(Path.of("../docs/pictures"))) {
            List<Path> drawn = files.filter(
                            file -> file.getFileName().toString().matches("measures-.*\\.svg"))
                    .toList();
            assertThat(drawn)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(shown);
            assertThat(drawn)
                    .allSatisfy(file -> assertThat(file.toFile().length())
                            .as("bytes of %s", file)
                            .isLessThan(MOST_BYTES));
        }
    }
}
