package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.notice.Message;

/** Writes docs/example-messages.md: what whoever reads the log of the demo was told, night by night. */
record ExampleMessages(List<Message> messages) {

    private static final String HEAD = """
            # Six weeks of messages

            Everything that a person would have been sent in the six weeks of the demo, night by night: subject, then text. Nights
            that are not here were silent. This page is written from the stream by a test (`ExampleMessagesTest`) that fails if a
            word differs; to write it anew:
            `mvn -pl jobs -am test -Dtest=ExampleMessagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dexamples=write`.

            What happened, and what each part of a message means: [what a message says](operators.md#what-a-message-says).
            """;

    String text() {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        SortedMap<Instant, List<Message>> nights = new TreeMap<>();
        messages.forEach(message -> nights.computeIfAbsent(message.asOf(), night -> new ArrayList<>())
                .add(message));
        nights.forEach((night, told) -> {
            lines.add("");
            lines.add("## " + night.toString().substring(0, 10));
            told.forEach(message -> {
                lines.add("");
                lines.add("**" + message.subject() + "**");
                lines.add("");
                lines.add("```text");
                lines.addAll(message.lines());
                lines.add("```");
            });
        });
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d messages on %d of 42 nights, of %d cases.",
                messages.size(),
                nights.size(),
                messages.stream()
                        .flatMap(message -> message.notice().cases().stream())
                        .map(told -> told.caseId())
                        .distinct()
                        .count()));
        return String.join("\n", lines) + "\n";
    }
}
