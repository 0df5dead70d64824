package org.cxrwatch.notify;

import java.util.function.BiConsumer;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes messages to the program's own log, line by line: where somebody watches it, or a log shipper does. */
public final class LogChannel implements Channel {

    private final String name;
    private final SubjectTemplate subject;
    private final BiConsumer<AlertSeverity, String> log;

    /** A receiver of this name. */
    public LogChannel(String name, SubjectTemplate subject) {
        this(name, subject, LogChannel::write);
    }

    LogChannel(String name, SubjectTemplate subject, BiConsumer<AlertSeverity, String> log) {
        this.name = name;
        this.subject = subject;
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery send(Message message) {
        AlertSeverity severity = message.severity();
        String urgency = severity.text();
        log.accept(severity, "ALERT [" + urgency + "] " + PlainText.oneLine(subject.subject(message)));
        message.lines().forEach(line -> log.accept(severity, "      " + PlainText.oneLine(line)));
        return Delivery.sent();
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
