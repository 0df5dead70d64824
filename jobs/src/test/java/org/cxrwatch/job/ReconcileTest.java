package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.Test;

class ReconcileTest {

    private static final Instant NIGHT = Instant.parse("2026-09-10T02:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 9);
    private static final XidWindow.Days DAYS = new XidWindow.Days(DAY.minusDays(7), DAY);

    private final Rows source = new Rows("db");
    private final Rows lake = new Rows("db");
    private final MemorySourceChecks checks = new MemorySourceChecks();
    private ErasedIds erased = new ErasedIds("salt", Set.of());

    /** Rows in memory; each id is also its row's key, at noon of its day. */
    private static final class Rows implements TakenRows {

        private final String name;
        private final Map<OfDay, Map<Key, Row>> rows = new TreeMap<>();
        private final Set<String> putAside = new HashSet<>();
        private boolean due = true;
        private final Set<Key> tombstones = new HashSet<>();

        Rows(String name) {
            this.name = name;
        }

        void add(LocalDate day, String id) {
            add(day, id, name);
        }

        void add(LocalDate day, String id, String from) {
            Instant noon = day.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
            rows.computeIfAbsent(new OfDay(day, "v1"), absent -> new HashMap<>())
                    .put(new Key(id, noon), new Row(from, "row " + id, due));
        }

        @Override
        public SortedMap<OfDay, Tally> tallies(XidWindow.Days days) {
            SortedMap<OfDay, Tally> tallies = new TreeMap<>();
            rows.forEach((of, keys) -> {
                if (!of.day().isBefore(days.first()) && !of.day().isAfter(days.last())) {
                    BigInteger sum = keys.keySet().stream()
                            .map(key -> BigInteger.valueOf(key.predictionId().hashCode()))
                            .reduce(BigInteger.ZERO, BigInteger::add);
                    tallies.put(of, new Tally(keys.size(), sum));
                }
            });
            return tallies;
        }

        @Override
        public Map<Key, Row> rows(OfDay of) {
            return rows.getOrDefault(of, Map.of());
        }

        @Override
        public Set<String> putAside(LocalDate arrivedSince) {
            return putAside;
        }

        @Override
        public long proposeTombstones(OfDay of, Map<Key, Row> gone, Instant at) {
            Set<Key> fresh = new HashSet<>(gone.keySet());
            fresh.removeAll(tombstones);
            tombstones.addAll(fresh);
            return fresh.size();
        }
    }

    private Reconcile.Result reconcile() {
        return new Reconcile("db", source, lake, checks, erased).run(DAYS, NIGHT);
    }

    @Test
    void whatWasErasedHereIsNotMissing() {
        source.add(DAY, "a");
        source.add(DAY, "b");
        lake.add(DAY, "b");
        erased = new ErasedIds("salt", Set.of(erased.hash("a")));

        assertThat(reconcile().differences()).isEmpty();
    }

    @Test
    void whatAgreesIsNotedAsSuch() {
        source.add(DAY, "a");
        lake.add(DAY, "a");

        Reconcile.Result result = reconcile();

        assertThat(result.differences()).isEmpty();
        assertThat(result.sentence()).endsWith("all are here.");
        assertThat(checks.comparisons(NIGHT, NIGHT.plusSeconds(1)))
                .containsExactly(new Compared("db", NIGHT, DAY, "v1", 1, 1, 0, 0));
    }

    @Test
    void aRowThatIsMissingHereIsCountedWithItsDayAndARemedy() {
        source.add(DAY, "a");
        source.add(DAY, "b");
        source.add(DAY.minusDays(1), "c");
        lake.add(DAY, "a");
        lake.add(DAY.minusDays(1), "c");

        Reconcile.Result result = reconcile();

        assertThat(result.differences()).containsExactly(new Compared("db", NIGHT, DAY, "v1", 2, 1, 1, 0));
        assertThat(result.sentence())
                .contains("2026-09-09 v1: 1 missing here, 0 deleted there")
                .contains("cxrwatch ingest --repair --date D");
    }

    @Test
    void aRowThatWasPutAsideIsNotMissing() {
        source.add(DAY, "a");
        source.add(DAY, "b");
        lake.add(DAY, "a");
        lake.putAside.add("row b");

        assertThat(reconcile().differences()).isEmpty();
    }

    @Test
    void aRowThatWasWrittenOrChangedSinceIsNeitherMissingNorDeleted() {
        lake.add(DAY, "changed");
        source.due = false;
        source.add(DAY, "changed");
        source.add(DAY, "new");

        Reconcile.Result result = reconcile();

        assertThat(result.differences()).isEmpty();
        assertThat(result.proposed()).isZero();
    }

    @Test
    void asManyRowsOfOtherKeysAreADifference() {
        source.add(DAY, "a");
        lake.add(DAY, "b");

        assertThat(reconcile().differences()).containsExactly(new Compared("db", NIGHT, DAY, "v1", 1, 1, 1, 1));
    }

    @Test
    void whatTheSourceDeletedIsProposedOnce() {
        source.add(DAY, "a");
        lake.add(DAY, "a");
        lake.add(DAY, "b");

        assertThat(reconcile().proposed()).isEqualTo(1);
        assertThat(reconcile().proposed()).isZero();
        assertThat(new TreeSet<>(
                        lake.tombstones.stream().map(key -> key.predictionId()).toList()))
                .containsExactly("b");
    }

    @Test
    void whatOnlyFilesBroughtWasNotDeletedByTheDatabase() {
        source.add(DAY, "a");
        lake.add(DAY, "a");
        lake.add(DAY, "b", "files");

        Reconcile.Result result = reconcile();

        assertThat(result.differences()).isEmpty();
        assertThat(result.proposed()).isZero();
    }
}
