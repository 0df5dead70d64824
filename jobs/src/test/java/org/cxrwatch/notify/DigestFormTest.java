package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.junit.jupiter.api.Test;

/** What a digest alone can say stands in its lines: whoever reads it in another form reads it too. */
class DigestFormTest {

    private static final String UNDELIVERED = "Not delivered: 2 messages to pager.";
    private static final Message DIGEST = new Message(
            "digest/2026-W42/abc",
            Message.Purpose.DIGEST,
            "email",
            "team",
            AlertSeverity.INFO,
            Messages.NOW,
            "Alerts of the week up to 2026-10-12: 1 case open, 0 alerts closed",
            List.of("Open:", "  case-1", UNDELIVERED),
            Messages.notice("site", "valley", "v1.0.0", "text"));

    @Test
    void mailAsHtmlSaysWhatItsLinesSay() {
        assertThat(MailText.html(DIGEST)).contains("case-1", UNDELIVERED);
    }

    @Test
    void slackIsSaidWhatItsLinesSay() {
        assertThat(new SlackText(DIGEST.subject(), DIGEST).json()).contains("case-1", UNDELIVERED);
    }
}
