package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.port.SampleAlerts;
import org.junit.jupiter.api.Test;

class SubjectTemplateTest {

    @Test
    void fieldsStandForWhatTheMessageSays() {
        SubjectTemplate template =
                new SubjectTemplate("{severity} {headline} [{case}] {cases} of {night} to {receiver}");

        assertThat(template.subject(SampleAlerts.message("k")))
                .isEqualTo("CRITICAL valley: images changed [case-20] 1 of 2026-09-23 to log");
    }

    @Test
    void withoutATextTheMessageKeepsItsOwnSubject() {
        assertThat(SubjectTemplate.OWN.subject(SampleAlerts.message("k"))).isEqualTo("valley: images changed");
    }

    @Test
    void whatIsNotOfAlertsKeepsItsOwnSubject() {
        assertThat(new SubjectTemplate("{case}").subject(message(Message.Purpose.DIGEST, "Weekly")))
                .isEqualTo("Weekly");
    }

    @Test
    void aSubjectIsOneLineWhateverNamesHold() {
        assertThat(SubjectTemplate.OWN.subject(message(Message.Purpose.ALERT, "site=x\r\nBcc: all@example.org")))
                .isEqualTo("site=x Bcc: all@example.org");
    }

    @Test
    void namesInDataAreNotTakenForFieldsOrGroups() {
        assertThat(new SubjectTemplate("{headline}").subject(message(Message.Purpose.ALERT, "site={case}$1\\")))
                .isEqualTo("site={case}$1\\");
    }

    @Test
    void aFieldThatThereIsNotIsRefused() {
        assertThat(SubjectTemplate.unknown("{severity} {sevrity}")).contains("sevrity");
        assertThatThrownBy(() -> new SubjectTemplate("{sevrity}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no field {sevrity}: there are severity, headline, case,");
    }

    private static Message message(Message.Purpose purpose, String subject) {
        return new Message(
                "k",
                purpose,
                "email",
                "team",
                AlertSeverity.INFO,
                Instant.EPOCH,
                subject,
                List.of(),
                new Notice(List.of()));
    }
}
