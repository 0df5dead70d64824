package org.cxrwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs/ that is made from the code; with -Dexamples=write it is written anew: read it before it is committed. */
public final class GeneratedPage {

    private GeneratedPage() {}

    /** That the page says what was made, to the last character. */
    public static void assertSays(Path page, String made) throws IOException {
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(page, made);
        }
        assertThat(page).hasContent(made);
    }

    /** Text for a cell of a Markdown table. */
    public static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
