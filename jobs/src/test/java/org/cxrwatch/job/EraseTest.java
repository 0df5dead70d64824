package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.MemoryErasures;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.NoRows;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.Test;

class EraseTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final Instant NIGHT = Instant.parse("2026-12-20T02:00:00Z");
    private static final Erase.Request REQUEST = new Erase.Request(Set.of("gone"), "asked for", "ada");

    private final MemoryErasures register = new MemoryErasures();
    private final BaselineRegister baselines = new MemoryDatabase(Clock.systemUTC()).baselines();
    private final SortedSet<LocalDate> days = new TreeSet<>(Set.of(DAY));
    private final List<String> steps = new ArrayList<>();
    private String breaking = "";
    private boolean rulesInForce = true;

    private void step(String what) {
        if (what.equals(breaking)) {
            throw new TransientException("broken off at " + what, "do it again");
        }
        steps.add(what);
    }

    private final class Lake implements LakeErasure {
        @Override
        public Found find(Set<String> predictionIds) {
            return new Found(new TreeSet<>(days), new TreeSet<>(), Map.of("prediction", (long) days.size()));
        }

        @Override
        public void remove(Set<String> predictionIds) {
            step("remove");
            days.clear();
        }

        @Override
        public void deleteOldVersions() {
            step("delete old versions");
        }
    }

    private final class Archive implements CellArchive {
        @Override
        public SortedMap<LocalDate, Instant> lastKnown(LocalDate from, LocalDate before) {
            return new TreeMap<>();
        }

        @Override
        public Upkeep.Amount size(SortedSet<LocalDate> of) {
            return Upkeep.Amount.NONE;
        }

        @Override
        public void replace(SortedSet<LocalDate> of, List<Cell> cells) {
            step("replace %s to %s: %d".formatted(of.first(), of.last(), of.size()));
        }
    }

    private final class Rebuild extends NoRows {
        @Override
        public void requireRules() {
            if (!rulesInForce) {
                throw new ConfigurationException("counted by other rules", "rebuild");
            }
        }

        @Override
        public void adoptRules() {
            throw new UnsupportedOperationException("rules stay");
        }
    }

    private Erase.Result run() {
        Erase.Stores stores = new Erase.Stores(
                register,
                new Lake(),
                new Archive(),
                ids -> {
                    step("forget what was recorded");
                    return 1;
                },
                baselines);
        Recount recount = new Recount(
                new MemoryLedger(),
                range -> List.of(),
                new Rebuild(),
                new SummaryDefinition(List.of("site"), List.of("site")),
                Expired.NOTHING);
        return new Erase(stores, recount).run(REQUEST, NIGHT);
    }

    @Test
    void itIsDoneWhenNothingIsLeftAnywhere() {
        run();

        assertThat(steps)
                .containsExactly(
                        "remove",
                        "forget what was recorded",
                        "replace 2026-09-01 to 2026-09-01: 1",
                        "delete old versions");
        assertThat(register.list().get(0).finishedAt()).hasValue(NIGHT);
    }

    @Test
    void brokenOffWhereverItIsNotDoneAndASecondAttemptKeepsDaysAndRows() {
        for (String step : List.of("forget what was recorded", "delete old versions")) {
            days.add(DAY);
            breaking = step;
            assertThatThrownBy(this::run).isInstanceOf(TransientException.class);
            assertThat(register.list().get(0).finishedAt()).as(step).isEmpty();
            breaking = "";

            Erase.Result result = run();

            assertThat(result.erasure().days()).containsExactly(DAY);
            assertThat(result.erasure().rows()).isEqualTo(Map.of("prediction", 1L));
            assertThat(register.list().get(0).rows()).isEqualTo(Map.of("prediction", 1L));
            assertThat(register.list()).allMatch(erasure -> erasure.finishedAt().isPresent());
        }
    }

    @Test
    void otherLabelRulesAreRefusedBeforeAnythingIsNotedOrRemoved() {
        rulesInForce = false;

        assertThatThrownBy(this::run).isInstanceOf(ConfigurationException.class);

        assertThat(steps).isEmpty();
        assertThat(register.list()).isEmpty();
    }

    /** 42 days are held at once, from days that are always the same; days of different weeks are not worth the days between them. */
    @Test
    void manyDaysArePutInPlaceSomeAtATime() {
        days.clear();
        DAY.datesUntil(DAY.plusDays(50)).forEach(days::add);
        days.add(DAY.plusDays(90));

        run();

        assertThat(steps)
                .contains(
                        "replace 2026-09-01 to 2026-09-09: 9",
                        "replace 2026-09-10 to 2026-10-20: 41",
                        "replace 2026-11-30 to 2026-11-30: 1");
    }

    @Test
    void baselinesThatHoldOneOfTheDaysAreNamed() {
        baselines.add(baseline("before", DAY.minusDays(7), DAY.minusDays(1)));
        baselines.add(baseline("holds", DAY.minusDays(6), DAY));

        assertThat(run().baselines()).extracting(BaselineRecord::id).containsExactly("holds");
    }

    private static BaselineRecord baseline(String id, LocalDate first, LocalDate last) {
        return new BaselineRecord(id, "v1", first, last, 100, "definition", "hash " + id, NIGHT, "ada", "");
    }
}
