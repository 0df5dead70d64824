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
        assertThat(new TreeSet<>(explained)).isEqualTo(stored());
    }

    private static Set<String> stored() {
        TreeSet<String> names = new TreeSet<>();
        NumericMeasures.all().stream().map(NumericMeasure::name).forEach(names::add);
        CategoricalMeasures.all().stream().map(CategoricalMeasure::name).forEach(names::add);
        return names;
    }

    /** With -Dexamples=write the file is written anew; the pictures by scripts/measure_pictures.py. */
    @Test
    void itsNumbersAndThoseOfThePicturesAreTheStreams() throws IOException {
        ExampleMeasures examples = new ExampleMeasures(new SixWeeks(LocalDate.of(2026, 11, 3)));
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(NUMBERS, examples.json());
        }

        assertThat(NUMBERS).hasContent(examples.json());
        assertThat(PAGE).content().contains(examples.numericTable()).contains(examples.classTable());
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
