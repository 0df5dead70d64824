package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailedNightTest {

    @TempDir
    private Path home;

    private Desk desk;
    private final List<String> sent = new ArrayList<>();
    private Channel.Delivery answer = Channel.Delivery.sent();

    @BeforeEach
    void sitDown() {
        desk = new Desk(home.resolve("home"));
        desk.ports.channels.clear();
        desk.ports.channels.add(new Channel() {
            @Override
            public String name() {
                return "log";
            }

            @Override
            public Delivery send(Message message) {
                sent.add(message.subject() + "\n" + String.join("\n", message.lines()));
                return answer;
            }
        });
    }

    private Desk.Ended nightly() throws Exception {
        Path logs = Files.createDirectories(home.resolve("logs"));
        return desk.run("nightly", "--set", "sources.files.folder=" + logs);
    }

    private void fail(RuntimeException failure) {
        desk.ports.listings = known -> {
            throw failure;
        };
    }

    private void mend() {
        desk.ports.listings = known -> Source.Listing.all(Optional.empty(), 0, List.of());
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(3, new DataException("The files cannot be read.", "Mend them.")),
                Arguments.of(4, new TransientException("The bucket does not answer.", "Try again.")),
                Arguments.of(5, new IllegalStateException("no such thing")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aNightThatFailsSaysSoAtOnceAndOnceAndTheNextThatSucceedsSaysItIsOver(int code, RuntimeException failure)
            throws Exception {
        fail(failure);

        Desk.Ended failed = nightly();

        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.err()).contains("1 message sent.");
        assertThat(sent)
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("[2026-10-13-night]").contains("`cxrwatch nightly` failed"));
        nightly();
        desk.run("notify");
        assertThat(sent).hasSize(1);

        mend();
        Desk.Ended succeeded = nightly();

        assertThat(succeeded.code()).isZero();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).startsWith("Over since").contains("[2026-10-13-night]");
        assertThat(succeeded.out()).contains("1 alert changed by the time that has gone by.");
        nightly();
        assertThat(sent).hasSize(2);
    }

    @Test
    void anEvaluationThatFailedIsToldByTheNextNotify() {
        long run = desk.ports.runs().start("evaluate", Desk.NOW);
        desk.ports.runs().finish(run, Runs.Outcome.FAILED, "The lake cannot be read.", Desk.NOW);

        Desk.Ended ended = desk.run("notify");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("1 alert changed by the time that has gone by.")
                .contains("opened  critical  run_failed_night/service/HOUR/all: `cxrwatch evaluate` failed: The lake"
                        + " cannot be read.")
                .contains("1 message sent.");
        assertThat(desk.run("notify").out()).isEqualTo("Nothing to send.\n");
        assertThat(desk.run("alerts", "list").out()).contains("run_failed");
    }

    @Test
    void aNightThatFindsAnotherAtWorkSaysNothing() throws Exception {
        fail(new BusyException("Another command is writing.", "Wait."));

        assertThat(nightly().code()).isEqualTo(6);
        assertThat(sent).isEmpty();
    }

    @Test
    void whatCannotBeToldDoesNotHideWhyTheNightFailed() throws Exception {
        desk.ports.channels.clear();
        fail(new DataException("The files cannot be read.", "Mend them."));

        Desk.Ended failed = nightly();

        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("cxrwatch: The files cannot be read.");
    }

    private void letOneDie() throws Exception {
        answer = Channel.Delivery.rejected("550 no such user");
        fail(new DataException("The files cannot be read.", "Mend them."));
        nightly();
    }

    @Test
    void theStatusSaysThatSilenceIsNoHealthWhereAMessageDied() throws Exception {
        letOneDie();

        assertThat(desk.run("status").out())
                .contains(
                        "messages    none waits; 1 was given up: people were not told, so do not take their silence for"
                                + " health; `cxrwatch notify --list-dead` says why");
        assertThat(desk.run("status", "--json").json().get("messages_dead").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatDiedIsListedWithWhy() throws Exception {
        letOneDie();

        Desk.Ended listed = desk.run("notify", "--list-dead");

        assertThat(listed.code()).isZero();
        assertThat(listed.out())
                .startsWith("1 message could not be delivered: people were not told what it says.")
                .contains("log to log: ")
                .contains("550 no such user")
                .contains("notify --retry-dead");
        assertThat(desk.run("notify", "--list-dead", "--json")
                        .json()
                        .at("/dead/0/detail")
                        .asText())
                .isEqualTo("550 no such user");
    }

    @Test
    void whatDiedIsTriedAgainOnDemand() throws Exception {
        letOneDie();
        answer = Channel.Delivery.sent();

        Desk.Ended again = desk.run("notify", "--retry-dead");

        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains("1 message that had been given up is tried again.")
                .contains("1 message sent.");
        assertThat(desk.run("notify", "--retry-dead").out()).startsWith("No message was given up.");
        assertThat(desk.run("notify", "--list-dead").out()).isEqualTo("No message was given up.\n");
    }

    @Test
    void whatDiedCanBeLetGo() throws Exception {
        letOneDie();

        assertThat(desk.run("notify", "--drop-dead").out())
                .contains("1 message that had been given up is let go: nobody is told it.");
        assertThat(desk.run("status").out()).contains("messages    none waits\n");
    }

    @Test
    void onlyOneThingIsDoneWithWhatDied() {
        Desk.Ended ended = desk.run("notify", "--retry-dead", "--drop-dead");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("--retry-dead").contains("mutually exclusive");
    }
}
