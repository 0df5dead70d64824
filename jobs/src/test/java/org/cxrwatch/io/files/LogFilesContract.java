package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;

/** What is read of files, wherever they lie. */
interface LogFilesContract {

    String PLAIN = "predictions_2026-09-10.jsonl";
    Instant YESTERDAY = Instant.parse("2026-09-10T23:00:00Z");

    /** A place of files, empty for each test. */
    interface Place {

        LogFiles files();

        /** Puts a file there, new or over one that is there. A place that keeps no such times takes its own. */
        void put(String path, byte[] bytes, Instant modified);

        default void put(String path, String text, Instant modified) {
            put(path, text.getBytes(StandardCharsets.UTF_8), modified);
        }

        void move(String from, String to);

        void remove(String path);
    }

    /** An empty one. */
    Place place();

    private static String lines(String... ids) {
        return Stream.of(ids).map(id -> Lines.prediction(id) + "\n").reduce("", String::concat);
    }

    @Test
    default void aFileIsReadOnceAndAgainWhenItHasGrownOrWasRewritten() {
        Place place = place();
        Nights nights = new Nights(place.files());
        place.put(PLAIN, lines("a"), YESTERDAY);

        assertThat(nights.next().ids(PLAIN)).containsExactly("a");
        assertThat(nights.next().listing().known()).isEqualTo(1);
        assertThat(nights.next().paths()).isEmpty();

        place.put(PLAIN, lines("a", "b"), YESTERDAY.plusSeconds(1));
        assertThat(nights.next().ids(PLAIN)).containsExactly("a", "b");

        place.put(PLAIN, lines("a", "c"), YESTERDAY.plusSeconds(2));
        assertThat(nights.next().ids(PLAIN)).as("same name, same size").containsExactly("a", "c");
        assertThat(nights.next().paths()).isEmpty();
    }

    @Test
    default void aFileOfAnotherNameIsAnotherFile() {
        Place place = place();
        Nights nights = new Nights(place.files());
        place.put(PLAIN, lines("a"), YESTERDAY);
        nights.next();

        place.move(PLAIN, "predictions_2026-09-09.jsonl");

        assertThat(nights.next().paths()).containsExactly("predictions_2026-09-09.jsonl");
        assertThat(nights.next().listing().known()).isEqualTo(1);
    }

    @Test
    default void theDaysOfTheNamesGiveTheOrderAndOldFilesAreNoLessRead() {
        Place place = place();
        Nights nights = new Nights(place.files());
        place.put("predictions_2026-09-10.jsonl", lines("new"), YESTERDAY);
        nights.next();

        place.put("predictions_2026-06-01.jsonl", lines("old"), YESTERDAY.minus(Duration.ofDays(100)));
        place.put("predictions_2026-09-09.jsonl", lines("late"), YESTERDAY.minus(Duration.ofDays(30)));
        place.put("predictions_2026-09-11.jsonl", lines("next"), YESTERDAY.minus(Duration.ofDays(90)));

        assertThat(nights.next().paths())
                .containsExactly(
                        "predictions_2026-06-01.jsonl", "predictions_2026-09-09.jsonl", "predictions_2026-09-11.jsonl");
    }

    @Test
    default void theSameRowsInTwoFilesAreReadFromBoth() {
        Place place = place();
        place.put(PLAIN, lines("a"), YESTERDAY);
        place.put("again/" + PLAIN, lines("a"), YESTERDAY);

        Nights.Night night = new Nights(place.files()).next();

        assertThat(night.rows("again/" + PLAIN)).isEqualTo(night.rows(PLAIN)).hasSize(1);
    }

    @Test
    default void aHalfWrittenLineWaitsAndIsThenReadOnce() {
        Place place = place();
        Nights nights = new Nights(place.files());
        String half = Lines.prediction("b").substring(0, 30);
        place.put(PLAIN, lines("a") + half, YESTERDAY);

        Nights.Night first = nights.next();
        place.put(PLAIN, lines("a", "b"), YESTERDAY.plusSeconds(1));
        Nights.Night second = nights.next();

        assertThat(first.ids(PLAIN)).containsExactly("a");
        assertThat(first.end(PLAIN).waitingBytes()).isEqualTo(30);
        assertThat(second.ids(PLAIN)).containsExactly("a", "b");
        assertThat(second.end(PLAIN).waitingBytes()).isZero();
    }

    @Test
    default void aHalfWrittenLineOfCsvWaitsEvenIfItHasAllItsCells() {
        Place place = place();
        Nights nights = new Nights(place.files());
        String whole = new String(SampleFiles.bytes(Kind.PREDICTION, ".csv"), StandardCharsets.UTF_8);
        String name = SampleFiles.name(Kind.PREDICTION, ".csv");
        place.put(name, whole.substring(0, whole.length() - 2), YESTERDAY);

        Nights.Night first = nights.next();
        place.put(name, whole, YESTERDAY.plusSeconds(1));

        assertThat(first.ids(name)).containsExactly("a");
        assertThat(first.end(name).waitingBytes()).isPositive();
        assertThat(nights.next().ids(name)).containsExactly("a", "b");
    }

    @Test
    default void anEmptyFileOfAnyFormatHasNoRows() {
        Place place = place();
        SampleFiles.ENDINGS.forEach(ending -> place.put("labels_2026-09-10" + ending, "", YESTERDAY));

        Nights.Night night = new Nights(place.files()).next();

        assertThat(night.paths()).hasSameSizeAs(SampleFiles.ENDINGS);
        assertThat(night.read().values()).containsOnly(List.of(new ReadRow.OfFile(0, 0, "")));
    }

    @Test
    default void foreignFilesAreListedAndLeftAloneAtAnyDepth() {
        Place place = place();
        place.put("README.md", "x", YESTERDAY);
        place.put("a/b/c d/" + PLAIN, lines("deep"), YESTERDAY);
        place.put("a/predictions_2026-09-10.parquet.gz", "x", YESTERDAY);

        Nights.Night night = new Nights(place.files()).next();

        assertThat(night.paths()).containsExactly("a/b/c d/" + PLAIN);
        assertThat(night.ids("a/b/c d/" + PLAIN)).containsExactly("deep");
        assertThat(night.listing().foreign()).containsExactly("README.md", "a/predictions_2026-09-10.parquet.gz");
    }

    @Test
    default void theSameRowsAreReadWhateverTheFormatAndCompression() {
        Place place = place();
        for (Kind kind : Kind.values()) {
            SampleFiles.ENDINGS.forEach(
                    ending -> place.put(SampleFiles.name(kind, ending), SampleFiles.bytes(kind, ending), YESTERDAY));
        }

        Nights.Night night = new Nights(place.files()).next();

        assertThat(night.paths()).hasSize(Kind.values().length * SampleFiles.ENDINGS.size());
        for (Kind kind : Kind.values()) {
            List<ReadRow> plain = night.rows(SampleFiles.name(kind, ".jsonl"));
            assertThat(plain).hasSize(2).noneMatch(ReadRow.OfReject.class::isInstance);
            for (String ending : SampleFiles.ENDINGS) {
                List<ReadRow> rows = night.rows(SampleFiles.name(kind, ending));
                int header = ending.startsWith(".csv") ? 1 : 0;
                assertThat(rows.stream().map(row -> upBy(row, header)).toList())
                        .as(kind + ending)
                        .isEqualTo(plain);
            }
        }
    }

    /** The row, so many lines further up. */
    private static ReadRow upBy(ReadRow row, int lines) {
        if (row instanceof ReadRow.OfPrediction each) {
            return new ReadRow.OfPrediction(each.line() - lines, each.prediction(), each.rowId());
        }
        return row instanceof ReadRow.OfLabel each
                ? new ReadRow.OfLabel(each.line() - lines, each.event(), each.about())
                : new ReadRow.OfSystem(((ReadRow.OfSystem) row).line() - lines, ((ReadRow.OfSystem) row).sample());
    }

    @Test
    default void brokenFilesArePutAsideWithTheReasonAndTheOthersGoOn() {
        Place place = place();
        Map<String, String> reasons = new TreeMap<>();
        for (String ending : List.of(".jsonl.gz", ".csv.gz", ".jsonl.zst", ".csv.zst", ".parquet")) {
            byte[] whole = SampleFiles.bytes(Kind.PREDICTION, ending);
            byte[] cut = Arrays.copyOf(whole, whole.length - 12);
            place.put("predictions_2026-09-01" + ending, cut, YESTERDAY);
            place.put("predictions_2026-09-02" + ending, "garbage ".repeat(40), YESTERDAY);
            boolean parquet = ending.equals(".parquet");
            String upload = ending.endsWith("gz") ? "gzip ends before its end" : "zstd ends before its end";
            reasons.put("predictions_2026-09-01" + ending, parquet ? "cannot be read as Parquet" : upload);
            reasons.put(
                    "predictions_2026-09-02" + ending,
                    parquet ? "is not a Parquet file" : "it cannot be read to its end (");
        }
        place.put("predictions_2026-09-03.csv", "a,b,c\n1,2,3\n", YESTERDAY);
        reasons.put("predictions_2026-09-03.csv", "it has no column prediction_id, timestamp");
        place.put(PLAIN, lines("good"), YESTERDAY);

        Nights.Night night = new Nights(place.files()).next();

        assertThat(night.paths())
                .as("read and put aside is all that was delivered")
                .hasSize(reasons.size() + 1);
        assertThat(night.ids(PLAIN)).containsExactly("good");
        reasons.forEach((path, reason) -> {
            assertThat(night.rows(path)).as(path).isEmpty();
            assertThat(night.end(path).quarantine())
                    .as(path)
                    .contains(reason)
                    .contains("; mend it and ")
                    .contains("is read again")
                    .doesNotContain("/tmp")
                    .doesNotContain("cxrwatch");
        });
    }

    @Test
    default void aFileThatIsGoneSinceItWasListedIsPutAside() {
        Place place = place();
        Nights nights = new Nights(place.files());
        place.put(PLAIN, lines("a"), YESTERDAY);
        place.put("predictions_2026-09-09.jsonl", lines("b"), YESTERDAY);
        var listing = nights.list();

        place.remove(PLAIN);
        Nights.Night night = nights.read(listing);

        assertThat(night.end(PLAIN).quarantine()).startsWith("it is gone since it was listed; bring it back");
        assertThat(night.ids("predictions_2026-09-09.jsonl")).containsExactly("b");
    }
}
