package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/lake-contract.md promises to readers is so: columns stay, and natural keys are made of columns there are. */
class LakeContractTest {

    private static final Path COLUMNS = Path.of("../docs/lake-columns.txt");
    private static final Path PAGE = Path.of("../docs/lake-contract.md");
    private static final Pattern KEY = Pattern.compile("^\\| `(\\w+)` \\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static String layout() {
        return "layout " + LakeFormat.CURRENT;
    }

    private static List<String> made() {
        return LakeTables.all().stream()
                .flatMap(table -> Stream.of(table.schema().fields())
                        .map(field -> table.name() + "." + field.name() + " "
                                + field.dataType().simpleString()))
                .toList();
    }

    /** With -Dexamples=write it is written anew: only columns that are new may differ, unless the layout does. */
    @Test
    void noColumnThatReadersKnowIsGoneOrOfAnotherTypeInThisLayout() throws IOException {
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(COLUMNS, layout() + "\n" + String.join("\n", made()) + "\n");
        }
        List<String> promised = Files.readAllLines(COLUMNS);

        assertThat(promised).first().isEqualTo(layout());
        assertThat(made()).containsAll(promised.subList(1, promised.size()));
        assertThat(promised)
                .as("new columns are promised too: write the file anew")
                .containsAll(made());
    }

    @Test
    void everyTableHasANaturalKeyOfItsColumns() throws IOException {
        Map<String, List<String>> keys = KEY.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> NAME.matcher(row.group(2))
                                .results()
                                .map(name -> name.group(1))
                                .toList()));

        assertThat(keys.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LakeTables.all().stream().map(LakeTable::name).toList());
        assertThat(LakeTables.all()).allSatisfy(table -> {
            assertThat(keys.get(table.name())).as(table.name()).isNotEmpty();
            assertThat(table.columns()).as(table.name()).containsAll(keys.get(table.name()));
        });
    }
}
