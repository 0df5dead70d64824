package org.cxrwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of docs/architecture.md is that of the code. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final ArchitecturePage MADE = new ArchitecturePage(new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.cxrwatch"));

    /** What stands between the marks of that name is replaced; the rest of the page is written by hand. */
    private static String with(String page, String mark, String made) {
        Pattern marked = Pattern.compile("(<!-- made: " + mark + " -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);
        assertThat(page).containsPattern(marked);
        return marked.matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(made) + "$2");
    }

    @Test
    void itsPictureAndItsTableAreThoseOfTheCode() throws IOException {
        String page = Files.readString(PAGE);

        GeneratedPage.assertSays(PAGE, with(with(page, "picture", MADE.picture()), "table", MADE.table()));
    }

    @Test
    void thePictureSeesBothModules() {
        assertThat(MADE.picture())
                .contains("command --> job", "subgraph common", "io_delta[io.delta]", "schema --> model");
        assertThat(MADE.picture()).doesNotContain("command --> port");
    }
}
