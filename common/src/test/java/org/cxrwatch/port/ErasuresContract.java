package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cxrwatch.port.Erasures.Erasure;
import org.cxrwatch.port.Erasures.Request;
import org.junit.jupiter.api.Test;

/** What every register of erasures does. */
public interface ErasuresContract {

    Instant ASKED = Instant.parse("2026-09-10T02:00:00Z");
    Instant DONE = Instant.parse("2026-09-10T02:01:00Z");
    LocalDate ONE_DAY = LocalDate.of(2026, 9, 3);
    LocalDate NEXT_DAY = LocalDate.of(2026, 9, 4);

    /** An empty one. */
    Erasures erasures();

    private static Request request(Erasures register, String... ids) {
        ErasedIds known = register.ids();
        Set<String> hashes = java.util.Arrays.stream(ids).map(known::hash).collect(java.util.stream.Collectors.toSet());
        return new Request(hashes, "asked for", "ada", ASKED);
    }

    @Test
    default void anIdIsKnownFromTheMomentItsErasureBegins() {
        Erasures register = erasures();
        assertThat(register.ids().none()).isTrue();

        register.begin(request(register, "a", "b"), new TreeSet<>(List.of(ONE_DAY)), Map.of());

        assertThat(register.ids().hold("a")).isTrue();
        assertThat(register.ids().hold("b")).isTrue();
        assertThat(register.ids().hold("c")).isFalse();
        assertThat(register.list().get(0).finishedAt()).isEmpty();
    }

    @Test
    default void whatWasErasedIsListedTheNewestFirst() {
        Erasures register = erasures();
        Erasure first = register.begin(
                request(register, "a", "b"),
                new TreeSet<>(List.of(NEXT_DAY, ONE_DAY)),
                Map.of("prediction", 2L, "label", 1L));
        register.finish(first.number(), DONE);
        Erasure second = register.begin(request(register, "c"), new TreeSet<>(), Map.of());
        register.finish(second.number(), DONE);

        assertThat(register.list()).extracting(Erasure::number).containsExactly(second.number(), first.number());
        assertThat(register.list().get(1))
                .isEqualTo(new Erasure(
                        first.number(),
                        "asked for",
                        "ada",
                        ASKED,
                        2,
                        new TreeSet<>(List.of(ONE_DAY, NEXT_DAY)),
                        Map.of("prediction", 2L, "label", 1L),
                        Optional.of(DONE)));
    }

    @Test
    default void whatWasCutShortGoesOnWithItsDaysAndRows() {
        Erasures register = erasures();
        register.begin(request(register, "a"), new TreeSet<>(List.of(ONE_DAY)), Map.of("prediction", 3L, "label", 1L));

        Erasure again = register.begin(
                request(register, "a"), new TreeSet<>(List.of(NEXT_DAY)), Map.of("prediction", 0L, "label", 2L));
        register.finish(again.number(), DONE);

        assertThat(again.days()).containsExactly(ONE_DAY, NEXT_DAY);
        assertThat(again.rows()).isEqualTo(Map.of("prediction", 3L, "label", 2L));
        assertThat(register.list())
                .as("rows are counted once")
                .extracting(Erasure::rows)
                .containsExactly(again.rows(), Map.of());
        assertThat(register.list()).allMatch(erasure -> erasure.finishedAt().isPresent());
        assertThat(register.begin(request(register, "a"), new TreeSet<>(), Map.of())
                        .days())
                .isEmpty();
    }

    @Test
    default void aRetryOfSomeIdsLeavesTheOthersUnfinished() {
        Erasures register = erasures();
        Erasure both =
                register.begin(request(register, "a", "b"), new TreeSet<>(List.of(ONE_DAY)), Map.of("prediction", 5L));

        Erasure one = register.begin(request(register, "a"), new TreeSet<>(), Map.of("prediction", 2L));
        register.finish(one.number(), DONE);

        assertThat(one.days()).containsExactly(ONE_DAY);
        assertThat(one.rows()).isEqualTo(Map.of("prediction", 2L));
        assertThat(register.list())
                .extracting(Erasure::finishedAt)
                .containsExactly(Optional.of(DONE), Optional.empty());

        Erasure other = register.begin(request(register, "b"), new TreeSet<>(), Map.of());
        register.finish(other.number(), DONE);

        assertThat(both.days()).isEqualTo(other.days());
        assertThat(register.list()).allMatch(erasure -> erasure.finishedAt().isPresent());
    }
}
