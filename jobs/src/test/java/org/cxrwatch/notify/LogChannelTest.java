package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LogChannelTest {

    @Test
    void aMessageIsWrittenLineByLine() {
        List<String> lines = new ArrayList<>();
        LogChannel channel =
                new LogChannel("log", SubjectTemplate.OWN, (severity, line) -> lines.add(severity + " " + line));

        Delivery delivery = channel.send(message("valley changed", "median 131 to 158", "check acquisition"));

        assertThat(delivery).isEqualTo(Delivery.sent());
        assertThat(lines)
                .containsExactly(
                        "CRITICAL ALERT [critical] valley changed",
                        "CRITICAL       median 131 to 158",
                        "CRITICAL       check acquisition");
    }

    @Test
    void aNameCannotForgeALine() {
        List<String> lines = new ArrayList<>();

        new LogChannel("log", SubjectTemplate.OWN, (severity, line) -> lines.add(line))
                .send(message("site=x\n2026 ERROR forged\u001b[2J"));

        assertThat(lines).containsExactly("ALERT [critical] site=x 2026 ERROR forged?[2J");
    }

    @ParameterizedTest
    @FieldSource("org.cxrwatch.notify.Messages#HOSTILE")
    void aNameStaysOnItsLineAndSteersNoTerminal(String name) {
        List<String> lines = new ArrayList<>();

        new LogChannel("log", SubjectTemplate.OWN, (severity, line) -> lines.add(line)).send(Messages.hostile(name));

        assertThat(lines).hasSize(3).noneMatch(line -> line.matches("(?s).*[\\p{Cc}\\p{Cf}].*"));
    }

    @Test
    void itIsCalledLogUnlessAReceiverIsCalledOtherwise() {
        assertThat(new LogChannel("audit", SubjectTemplate.OWN).name()).isEqualTo("audit");
    }

    private static Message message(String subject, String... lines) {
        return new Message(
                "k",
                Message.Purpose.ALERT,
                "log",
                "log",
                AlertSeverity.CRITICAL,
                Instant.EPOCH,
                subject,
                List.of(lines),
                new Notice(List.of()));
    }
}
