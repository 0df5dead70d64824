package org.cxrwatch.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.port.Channel.Delivery;

/**
 * What a webhook answered.
 *
 * @param status of HTTP
 * @param retryAfter when to come back: seconds, or a date as HTTP writes it; empty if it does not say
 * @param body how it begins
 */
record HttpAnswer(int status, String retryAfter, String body) {

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_SHOWN = 200;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** What that means for the message. */
    Delivery delivery(Endpoint endpoint, Instant now) {
        String answered = "HTTP " + status + (firstLine(endpoint).isEmpty() ? "" : ": " + firstLine(endpoint));
        if (status >= OK && status < REDIRECT) {
            return Delivery.sent(answered);
        }
        String detail = endpoint + " answered " + answered;
        if (status == TIMEOUT || status == TOO_MANY || status >= FAILED) {
            return wait(now).map(wait -> Delivery.retryAfter(wait, detail)).orElseGet(() -> Delivery.retry(detail));
        }
        return Delivery.rejected(detail + ". " + remedy());
    }

    private String firstLine(Endpoint endpoint) {
        return PlainText.firstLine(endpoint.masked(body), LONGEST_SHOWN);
    }

    private String remedy() {
        if (status >= REDIRECT && status < REFUSED) {
            return "That is a redirect, and none is followed: set the address it is really at";
        }
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> "It does not let us: check the address's token, or the secret we sign with";
            case NOT_FOUND, GONE -> "There is nothing at this address: check it, or make a new webhook";
            default -> "It does not want such a message: its answer says why";
        };
    }

    /** How long it asked to wait, a day at most. */
    private Optional<Duration> wait(Instant now) {
        String text = retryAfter.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant until = Instant.from(
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text));
            return Optional.of(bounded(Duration.between(now, until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
