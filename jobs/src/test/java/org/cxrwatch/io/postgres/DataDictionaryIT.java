package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.cxrwatch.GeneratedPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/data-dictionary.md is what the tables say of themselves. */
class DataDictionaryIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static final Path PAGE = Path.of("../docs/data-dictionary.md");

    @Test
    void everyTableViewAndColumnSaysWhatItIs() {
        assertThat(new DataDictionary(SERVER.migrated()).unexplained()).isEmpty();
    }

    @Test
    void thePageSaysWhatTheTablesSay() throws IOException {
        GeneratedPage.assertSays(PAGE, new DataDictionary(SERVER.migrated()).text());
    }
}
