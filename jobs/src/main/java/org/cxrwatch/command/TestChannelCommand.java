package org.cxrwatch.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.Channel.Delivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test-channel}: whether a receiver can be reached, said by what its server answers. */
@Command(
        name = "test-channel",
        description = {
            "Sends a message that says it is a test to one receiver, and prints what its server answered.",
            "Exit code 0 if it was taken, 4 if another try may succeed, 3 if it was refused for good."
        })
final class TestChannelCommand implements Callable<Integer> {

    private final Workplace place;

    @Parameters(index = "0", paramLabel = "NAME", description = "A receiver of notify.receivers, such as email.")
    private String name;

    @Option(
            names = "--severity",
            paramLabel = "S",
            defaultValue = "info",
            description = "How urgent it is to look: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private AlertSeverity severity;

    TestChannelCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        ReceiverSettings receiver = receiver();
        receiver.requireSecrets();
        try (Ports ports = place.open("test-channel", place.settings())) {
            Delivery delivery = ports.channel(receiver).send(message(receiver));
            place.answer(Facts.said(sentences(receiver, delivery))
                    .with("receiver", name)
                    .with("channel", receiver.channel().text())
                    .with("status", Readings.lower(delivery.status()))
                    .with("answer", delivery.detail()));
            return switch (delivery.status()) {
                case SENT -> ExitCode.DONE.number();
                case RETRY -> ExitCode.TRANSIENT.number();
                case REJECTED -> ExitCode.DATA.number();
            };
        }
    }

    private ReceiverSettings receiver() {
        List<ReceiverSettings> receivers = place.settings().sending().receivers();
        List<String> names =
                receivers.stream().map(each -> each.common().name()).toList();
        return receivers.stream()
                .filter(each -> each.common().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no receiver " + name,
                        NearestName.hint(name, names) + "There are: " + String.join(", ", names)
                                + "; notify.receivers defines them, see docs/channels.md."));
    }

    private List<String> sentences(ReceiverSettings receiver, Delivery delivery) {
        String answer = delivery.detail().isEmpty() ? "" : ": " + delivery.detail();
        return switch (delivery.status()) {
            case SENT ->
                List.of(
                        "Sent to " + name + " (" + receiver.shown() + ")" + answer + ".",
                        "Look whether it is there; it says [TEST].");
            case RETRY -> List.of("Not sent to " + name + answer + ".", "A real message would be tried again.");
            case REJECTED -> List.of("Refused" + answer + ".", "A real message would be given up.");
        };
    }

    private Message message(ReceiverSettings receiver) {
        Instant now = place.now().truncatedTo(ChronoUnit.SECONDS);
        String said = "This is a test of the receiver " + name + " of cxrwatch, sent by hand. Nothing has happened.";
        Notice.CaseNews told = new Notice.CaseNews(
                "test",
                severity,
                "[TEST] Nothing has happened",
                List.of(),
                List.of(),
                List.of(new Notice.Figure("What a figure looks like", "0.91", Optional.of("0.92"))),
                List.of(said),
                List.of("cxrwatch alerts list"),
                List.of());
        return new Message(
                "test/" + name + "/" + now,
                Message.Purpose.TEST,
                receiver.channel().text(),
                name,
                severity,
                now,
                "[TEST] cxrwatch: nothing has happened (" + severity.text() + ")",
                List.of(said, "If you can read it, alerts will reach you this way."),
                new Notice(List.of(told)));
    }
}
