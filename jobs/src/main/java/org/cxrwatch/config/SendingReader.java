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

    private static final String TOTAL = "notify.send-within";

    SendingSettings sending() {
        List<ReceiverSettings> receivers = new ReceiverReader(reader, environment).receivers();
        Map<String, Receiver> byName = receivers.stream()
                .collect(Collectors.toMap(each -> each.common().name(), ReceiverSettings::receiver));
        Duration firstWait = reader.duration("notify.first-wait", Duration.ofSeconds(1), Duration.ofDays(1));
        return new SendingSettings(
                receivers,
                new RouteReader(reader, byName).routing(environment.defined()),
                patience(),
                authorities(),
                reader.duration("notify.lease", Duration.ofSeconds(10), Duration.ofDays(1)),
                firstWait,
                reader.duration("notify.longest-wait", firstWait, Duration.ofDays(30)),
                reader.count("notify.attempts", 1, 1_000));
    }

    private SendingSettings.Patience patience() {
        Duration least = Duration.ofMillis(100);
        Duration most = Duration.ofMinutes(10);
        return new SendingSettings.Patience(
                reader.duration("notify.connect-within", least, most),
                reader.duration("notify.answer-within", least, most),
                reader.duration(TOTAL, least, most));
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
