package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.AlertLog.Filter;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do about alerts at the command line; it is 2026-10-13 03:00 UTC. */
class AlertPolicyCommandsTest {

    private static final String HOSTILE = "'; DROP TABLE alert; --\r\nBcc: x\u001b[31m<b>=cmd|' /c'!A1 ../../etc";
    private static final String DRIFT = SampleAlerts.DRIFT.toString();

    private Desk desk;

    @BeforeEach
    void publish(@TempDir Path home) {
        desk = new Desk(home);
        Episode accuracy = SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 22);
        Episode over = SampleAlerts.resolved(
                SampleAlerts.firing(
                        new AlertKey(AlertType.HIGH_LATENCY, "latency", "service", WindowKind.DAY, Slice.ALL), 1, 21),
                22);
        publish(List.of(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), accuracy, over));
    }

    private void publish(List<Episode> episodes) {
        Results results = desk.ports.results();
        results.commit(
                results.begin(List.of(SampleRows.night(22))),
                List.of(),
                new Results.AlertBook(Checkpoint.NONE, episodes, List.of(), List.of()),
                Set.of());
    }

    private Episode drift() {
        return desk.ports.alertLog().episodes(Filter.ALL.withText(DRIFT)).get(0);
    }

    private Desk.Ended done(String... arguments) {
        Desk.Ended ended = desk.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended;
    }

    @Test
    void anAlertIsTakenInHandForAWeekByWhoeverCalls() {
        Desk.Ended ended = done("alerts", "ack", DRIFT);

        assertThat(ended.out())
                .isEqualTo(DRIFT + " is in hand by ada until 2026-10-20 03:00 UTC.\n"
                        + "People hear of it again if it gets worse, when it is over, and when this time is.\n");
        assertThat(drift().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(desk.ports.alertLog().transitions(DRIFT))
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(Transition.Kind.ACKNOWLEDGED));
        assertThat(done("alerts", "list").out())
                .contains("IN HAND BY")
                .contains("acknowledged")
                .contains("2026-10-20 03:00");
    }

    @Test
    void aShortIdOrACaseIsEnoughAndSaidAgainItIsExtended() {
        done("alerts", "ack", SampleAlerts.DRIFT.fingerprint(), "--until", "2026-10-14", "--by", "bo");
        Desk.Ended again = done("alerts", "ack", "case-22", "--for", "36h", "--comment", "looking", "--json");

        assertThat(again.json().get("alerts")).hasSize(2);
        assertThat(again.json().get("alerts").get(0).get("acknowledged_until").asText())
                .isEqualTo("2026-10-14T15:00:00Z");
        assertThat(done("alerts", "ack", DRIFT, "--for", "2 weeks").out())
                .startsWith(DRIFT + " was acknowledged already, by ada until 2026-10-14 15:00 UTC; it is in hand by ada"
                        + " until 2026-10-27 03:00 UTC.");
        assertThat(done("alerts", "show", DRIFT).out())
                .contains("in hand by ada until 2026-10-27 03:00 UTC")
                .contains("In hand by ada until 2026-10-14 15:00 UTC: looking");
    }

    @Test
    void whatSomebodySaysIsOverIsOver() {
        Desk.Ended ended = done("alerts", "resolve", "case-22", "--by", "bo", "--comment", "gateway repaired");

        assertThat(ended.out())
                .contains(DRIFT + " is over, says bo.")
                .endsWith(
                        "Evidence in a window that begins from now on opens the next episode, and people are told.\n");
        assertThat(drift().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(desk.ports.results().alerts().people().over()).hasSize(2);
        assertThat(done("alerts", "list").out()).isEqualTo("No alert is open.\n");
        assertThat(done("alerts", "show", DRIFT).out()).contains("Resolved by bo: gateway repaired.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "alerts ack nothing | There is no case and no alert nothing. | The latest cases are case-22, case-21",
                "alerts ack case-2 | There is no case and no alert case-2. | Did you mean case-21?",
                "alerts ack case-21 | case-21 is over: resolved as of 2026-09-23 | Open are case-22",
                "alerts resolve case-21 | case-21 is over | `cxrwatch alerts list` shows them",
                "alerts ack case-22 --until 2026-10-12 | The acknowledgement would end 2026-10-13 UTC | --for 3d",
                "alerts ack case-22 --for 3 | '3' is not a length of time | such as 36h",
                "alerts ack case-22 --for 3d --until 2026-10-20 | say the end twice | Leave one of them out",
                "alerts ack case-22 --by _ | Nobody is named who does this. | --by NAME",
                "alerts silence --for 8h --comment x | does not say which alerts are meant | --match all",
                "alerts silence --match site=valley --for 8h --comment x | knows no field site. | There are: alert_type",
                "alerts silence --match alert_typ=x --for 8h --comment x | knows no field alert_typ. | Did you mean alert_type?",
                "alerts silence --match severity=critica --for 8h --comment x | knows no severity critica. | Did you mean critical?",
                "alerts silence --match alert_type=drift --for 8h --comment x | knows no alert_type drift. | drift_detected",
                "alerts silence --match window_kind=WEEK --for 8h --comment x | knows no window_kind WEEK. | HOUR, DAY, DAYS_7, DAYS_28",
                "alerts silence --match slice= --for 8h --comment x | --match slice= is not a field and a pattern. | FIELD=PATTERN",
                "alerts silence --match all --match metric=x --for 8h --comment x | --match all is not a field | stands alone",
                "alerts silence --match metric=x --match metric=y --for 8h --comment x | names metric twice | ask for two silences",
                "alerts silence --match all --comment x | does not know how long | --for 8h",
                "alerts silence --match all --for 8h | does not know why | --comment",
                "alerts silence --match all --for 8h --comment _ | does not know why | --comment",
                "alerts silence --match all --from 2026-10-20 --until 2026-10-18 --comment x | before it begins | --from be before",
                "alerts silence --match all --from 2026-10-01 --until 2026-10-12 --comment x | would be over already | later end",
                "alerts silence --match all --until +999999-01-01T00:00Z --comment x | of a year that nothing is kept of | 1900",
                "alerts silence --match all --from 0000-01-01 --for 8h --comment x | of a year that nothing is kept of | 9999",
                "alerts silence --match all --for 999999w --comment x | after the year 9999 | --for 3d",
                "alerts ack case-22 --until +99999-01-01T00:00Z | of a year that nothing is kept of | 9999",
                "alerts ack case-22 --for 999999w | after the year 9999 | --for 3d",
                "alerts unsilence 7 | There is no silence 7. | No silence holds or is to come.",
                "alerts unsilence seven | 'seven' is not | --help",
            })
    void whatCannotBeMeantIsRefusedWithAWayOut(String line, String problem, String remedy) {
        String[] arguments = line.strip().split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].equals("_") ? " " : arguments[i];
        }
        Desk.Ended ended = desk.run(arguments);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(problem.strip()).contains(remedy.strip());
        assertThat(desk.ports.alertLog().transitions()).isEmpty();
        assertThat(desk.ports.alertDesk().silences()).isEmpty();
    }

    @Test
    void aSilenceIsAskedForListedAndEnded() {
        Desk.Ended asked = done(
                "alerts",
                "silence",
                "--match",
                "slice=site=v*",
                "--match",
                "severity=warning",
                "--for",
                "8h",
                "--comment",
                "service");
        done("alerts", "silence", "--match", "all", "--from", "2026-10-20", "--for", "1d", "--comment", "move");

        assertThat(asked.out())
                .isEqualTo("Silence 1 of slice=site=v*, severity=warning holds from 2026-10-13 03:00 to 2026-10-13"
                        + " 11:00 UTC: people are not told of them.\n"
                        + "1 open alert fits now. `cxrwatch alerts unsilence 1` ends it before.\n");
        assertThat(done("alerts", "silences").out().lines().skip(1))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("1   active   slice=site=v*, severity=warning"),
                        two -> assertThat(two).startsWith("2   pending  all alerts"));
        assertThat(silencedBy(DRIFT)).isEqualTo(1);
        assertThat(done("alerts", "unsilence", "1", "--comment", "done").out())
                .startsWith("Silence 1 of slice=site=v*, severity=warning is over, says ada.");
        assertThat(silencedBy(DRIFT)).isZero();
        JsonNode ended = done("alerts", "silences", "--json").json().get(0);
        assertThat(ended.get("state").asText()).isEqualTo("ended");
        assertThat(ended.get("ended_comment").asText()).isEqualTo("done");
        Desk.Ended again = desk.run("alerts", "unsilence", "1");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .contains("Silence 1 is over since 2026-10-13 03:00 UTC.")
                .contains("Holding or to come: 2");
    }

    private int silencedBy(String key) {
        for (JsonNode row : done("alerts", "list", "--json").json()) {
            if (row.get("alert_key").asText().equals(key)) {
                return row.get("silenced_by").asInt();
            }
        }
        throw new AssertionError("no " + key);
    }

    @Test
    void whoTakesAnAlertInHandNeedsNoPasswordAndWhoSendsDoes() {
        String ward = "notify.receivers.ward={channel:email,host:smtp.hospital.example,username:cxr,"
                + "from:\"cxr@hospital.example\",to:\"ward@hospital.example\"}";

        done("alerts", "ack", DRIFT, "--set", ward);
        done("alerts", "list", "--set", ward);
        Desk.Ended checked = desk.run("config", "check", "--set", ward);

        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.out())
                .containsPattern("receiver ward +false +.*SMTP_PASSWORD is to hold, and it is not set");
        for (String sender : List.of("notify", "nightly", "test-channel ward")) {
            Desk.Ended stopped = desk.run((sender + " --set " + ward).split(" "));
            assertThat(stopped.code()).as(sender).isEqualTo(2);
            assertThat(stopped.err()).contains("SMTP_PASSWORD is to hold, and it is not set", "SMTP_PASSWORD_FILE");
        }
        done("test-channel", "log", "--set", ward);
        done("notify", "--list-dead", "--set", ward);
    }

    @Test
    void alertsOfWeeksAreSilencedByTheirWindowToo() {
        AlertKey weeks = new AlertKey(AlertType.ACCURACY_DROP, "accuracy", "v1.0.0", WindowKind.DAYS_7, Slice.ALL);
        publish(List.of(drift(), SampleAlerts.firing(weeks, 1, 22)));

        done("alerts", "silence", "--match", "window_kind=DAYS_7", "--for", "8h", "--comment", "known");

        assertThat(silencedBy(weeks.toString())).isEqualTo(1);
        assertThat(silencedBy(DRIFT)).isZero();
    }

    @Test
    void whatIsKeptBackIsShownWithWhatKeepsIt() {
        Heard.Held held =
                new Heard.Held(Transition.Kind.SUPPRESSED, "silence 3", Instant.parse("2026-10-01T02:00:00Z"));
        publish(List.of(drift().heard(new Heard(Optional.empty(), Optional.of(held)))));

        assertThat(done("alerts", "list").out()).contains("KEPT BACK BY").contains("silence 3");
        assertThat(done("alerts", "show", DRIFT).out())
                .contains("people are not told of it: kept back by silence 3 since 2026-10-01 02:00 UTC");
    }

    @Test
    void hostileTextIsKeptAndShownAsText() throws IOException {
        Slice slice = new Slice("site", HOSTILE);
        AlertKey key = new AlertKey(AlertType.DRIFT_DETECTED, "data", HOSTILE, WindowKind.DAY, slice);
        publish(List.of(SampleAlerts.firing(key, 1, 22)));
        done("alerts", "ack", key.toString(), "--by", HOSTILE, "--comment", HOSTILE);
        done(
                "alerts",
                "silence",
                "--match",
                "slice_value=" + HOSTILE,
                "--for",
                "1h",
                "--by",
                HOSTILE,
                "--comment",
                HOSTILE);

        String shown = done("alerts", "show", key.toString()).out()
                + done("alerts", "list").out()
                + done("alerts", "silences").out();
        assertThat(shown).doesNotContain("\u001b").doesNotContain("\r").doesNotContainPattern("(?m)^Bcc");
        String lines = done("alerts", "export").out();
        assertThat(lines).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(lines.lines()).hasSize(4);
        JsonNode exported = new ObjectMapper()
                .readTree(lines.lines()
                        .filter(line -> line.contains("DROP"))
                        .findFirst()
                        .orElseThrow());
        assertThat(exported.get("slice_value").asText()).isEqualTo(HOSTILE);
        assertThat(exported.get("model_version").asText()).isEqualTo(HOSTILE);
        assertThat(exported.get("acknowledged_by").asText()).isEqualTo(HOSTILE);
        assertThat(exported.get("events").get(0).get("comment").asText()).isEqualTo(HOSTILE);
        assertThat(done("alerts", "export", "--json").json()).hasSize(4);
        assertThat(silencedBy(key.toString())).isEqualTo(1);
    }

    @Test
    void aCooldownOfLessThanHalfAnHourStopsTheCommand() {
        Desk.Ended ended = desk.run("alerts", "list", "--set", "alert.cooldown=29 minutes");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("alert.cooldown")
                .contains("29 minutes")
                .contains("30 minutes");
    }

    @Test
    void howLongAnAcknowledgementHoldsIsConfigured() {
        done("alerts", "ack", DRIFT, "--set", "alert.acknowledgement=1 day");

        assertThat(drift().acknowledgement().orElseThrow().until()).isEqualTo("2026-10-14T03:00:00Z");
    }
}
