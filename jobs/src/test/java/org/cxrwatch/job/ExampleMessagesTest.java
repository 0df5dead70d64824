package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cxrwatch.notice.Message;
import org.junit.jupiter.api.Test;

/** What a person would have received in the six weeks, against what their README says happened. */
class ExampleMessagesTest {

    private static final List<Message> MESSAGES = SixWeeksReplay.evaluated().messages();

    /** With -Dexamples=write it is written anew: read it before it is committed. */
    @Test
    void everyMessageReadsAsItsPageSays() throws IOException {
        Path page = Path.of("../docs/example-messages.md");
        String text = new ExampleMessages(MESSAGES).text();
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(page, text);
        }
        assertThat(page).hasContent(text);
    }
}
