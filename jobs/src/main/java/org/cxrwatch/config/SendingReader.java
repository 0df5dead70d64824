package org.cxrwatch.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.notice.Receiver;

/**
 * Reads how people are told.
 *
 * @param reader of settings
 * @param environment the receivers that it names
 */
record SendingReader(SettingReader reader, ReceiverEnvironment environment) {

    /** Beside the attempt itself: to wait until Slack takes the next message, and to write down what became of it. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(10);

    SendingSettings sending() {
        List<ReceiverSettings> receivers = new ReceiverReader(reader, environment).receivers();
        Map<String, Receiver> byName = receivers.stream()
                .collect(Collectors.toMap(each -> each.common().name(), ReceiverSettings::receiver));
        SendingSettings.Patience patience = patience();
        Duration firstWait = reader.duration("notify.first-wait", Duration.ofSeconds(1), Duration.ofDays(1));
        return new SendingSettings(
                receivers,
                new RouteReader(reader, byName).routing(environment.defined()),
                patience,
                authorities(),
                lease(patience),
                firstWait,
                reader.duration("notify.longest-wait", firstWait, Duration.ofDays(30)),
                reader.count("notify.attempts", 1, 1_000));
    }

    /** Whoever sends would else lose a message to another sender while it is at it, and both would tell it. */
    private Duration lease(SendingSettings.Patience patience) {
        return reader.duration("notify.lease", patience.total().plus(AROUND_AN_ATTEMPT), Duration.ofDays(1));
    }

    private SendingSettings.Patience patience() {
        Duration least = Duration.ofMillis(100);
        Duration most = Duration.ofMinutes(10);
        return new SendingSettings.Patience(
                reader.duration("notify.connect-within", least, most),
                reader.duration("notify.answer-within", least, most),
                reader.duration("notify.send-within", least, most));
    }

    private Optional<Path> authorities() {
        String text = reader.text("notify.ca-file");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            throw reader.refused(
                    "notify.ca-file",
                    "is no file that can be read",
                    "Name a PEM file with the certificates of the authorities that your servers' certificates are of.");
        }
        return Optional.of(file);
    }
}
