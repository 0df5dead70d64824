package org.cxrwatch.notice;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a receiver wants the subject of what it is told: a text in which fields such as {@code {severity}} stand for what
 * the message says. It forms what is told of alerts; a digest, an escalation and a test keep the subject they have.
 *
 * @param text the text; empty for the subject that the message has
 */
public record SubjectTemplate(String text) {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");

    /** The subject that the message has. */
    public static final SubjectTemplate OWN = new SubjectTemplate("");

    /** What a subject can say. */
    public enum Field {
        /** Of the worst news. */
        SEVERITY,
        /** What happened and where, of the worst case. */
        HEADLINE,
        /** The id of the worst case. */
        CASE,
        /** How many cases the message tells of. */
        CASES,
        /** The day of the night that found it. */
        NIGHT,
        /** Who is told. */
        RECEIVER;

        /** As a template writes it, without braces. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String value(Message message) {
            Optional<Notice.CaseNews> worst = message.notice().cases().stream().findFirst();
            return switch (this) {
                case SEVERITY -> message.severity().name();
                case HEADLINE -> worst.map(Notice.CaseNews::headline).orElse(message.subject());
                case CASE -> worst.map(Notice.CaseNews::caseId).orElse("-");
                case CASES -> String.valueOf(message.notice().cases().size());
                case NIGHT ->
                    message.asOf().atOffset(ZoneOffset.UTC).toLocalDate().toString();
                case RECEIVER -> message.receiver();
            };
        }
    }

    /** Refuses a field that there is not. */
    public SubjectTemplate {
        unknown(text).ifPresent(field -> {
            throw new IllegalArgumentException("There is no field {" + field + "}: there are "
                    + Arrays.stream(Field.values()).map(Field::text).collect(Collectors.joining(", ")) + ".");
        });
    }

    /** The first field of a text that there is not. */
    public static Optional<String> unknown(String text) {
        return FIELD.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> find(name).isEmpty())
                .findFirst();
    }

    /** The subject of a message, on one line. */
    public String subject(Message message) {
        String subject = text.isEmpty() || message.purpose() != Message.Purpose.ALERT
                ? message.subject()
                : FIELD.matcher(text).replaceAll(found -> value(found, message));
        return subject.replaceAll("\\R+", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}]", "?")
                .strip();
    }

    private static String value(MatchResult found, Message message) {
        return Matcher.quoteReplacement(find(found.group(1)).orElseThrow().value(message));
    }

    private static Optional<Field> find(String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.text().equals(name))
                .findFirst();
    }
}
