package org.cxrwatch.notify;

import java.util.Locale;
import java.util.function.BiConsumer;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes messages to the program's own log, line by line: where somebody watches it, or a log shipper does. */
public final class LogChannel implements Channel {

    private static final String NAME = "log";

    private final BiConsumer<AlertSeverity, String> log;

    /** Writes to the log of this class. */
    public LogChannel() {
        this(LogChannel::write);
    }

    LogChannel(BiConsumer<AlertSeverity, String> log) {
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(Message message) {
        AlertSeverity severity = message.severity();
        String urgency = severity.name().toLowerCase(Locale.ROOT);
        log.accept(severity, "ALERT [" + urgency + "] " + oneLine(message.subject()));
        message.lines().forEach(line -> log.accept(severity, "      " + oneLine(line)));
        return Delivery.sent();
    }

    /** Names come from logs: none of them may begin a line of its own or steer a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static void write(AlertSeverity severity, String line) {
        Logger logger = LoggerFactory.getLogger(LogChannel.class);
        Level level = switch (severity) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case CRITICAL, EMERGENCY -> Level.ERROR;
        };
        logger.atLevel(level).log("{}", line);
    }
}
