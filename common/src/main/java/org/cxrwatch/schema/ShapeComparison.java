package org.cxrwatch.schema;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cxrwatch.model.Percent;
import org.cxrwatch.schema.KnownColumn.Told;
import org.cxrwatch.schema.SourceChange.Change;
import org.cxrwatch.schema.SourceChange.Words;

/**
 * Compares the rows of one file with what was known of their columns, and says what is not as before; each change once.
 * A column that only some rows ever had may be absent from any number of them.
 */
final class ShapeComparison {

    /** What a log of the classifier may always hold: of these it is no news that they are there. */
    private static final Set<String> USUAL = Set.of(
            "actual_label",
            "confidence",
            "error_message",
            "host",
            "id",
            "image_hash",
            "image_id",
            "labelled_at",
            "metadata",
            "metadata.image_stats",
            "model_version",
            "prediction",
            "prediction_id",
            "processing_time",
            "processing_time_ms",
            "source",
            "status",
            "timestamp");

    /** Fewest numbers that show that a column is counted as it should be, after it was not. */
    private static final long LEAST_JUDGED = 50;

    private final KnownShape before;
    private final ShapeStep step;
    private final SortedMap<String, KnownColumn> now = new TreeMap<>();
    private final List<SourceChange> changes = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    ShapeComparison(KnownShape before, ShapeStep step) {
        this.before = before;
        this.step = step;
    }

    /** The first rows of their kind: nothing is known that they could differ from, but for their units. */
    static ShapeComparison ofFirst(ShapeStep step) {
        return new ShapeComparison(new KnownShape(step.of(), 0, step.day(), new TreeMap<>()), step);
    }

    /** Compares; what was found is then in {@link #changes} and {@link #columns}. */
    ShapeComparison compare() {
        boolean first = before.columns().isEmpty();
        before.columns().forEach(this::compareKnown);
        step.shape().columns().forEach((path, seen) -> {
            if (!before.columns().containsKey(path) && now.size() < RowShape.MOST_COLUMNS) {
                now.put(path, KnownColumn.first(seen, step.shape().rows(), step.day()));
                if (!first && seen.present() > 0 && !USUAL.contains(path)) {
                    added.add(path);
                }
            }
        });
        step.shape().columns().forEach(this::judge);
        tellDropped();
        tellAdded();
        return this;
    }

    List<SourceChange> changes() {
        return changes;
    }

    SortedMap<String, KnownColumn> columns() {
        return now;
    }

    private void compareKnown(String path, KnownColumn known) {
        ColumnShape seen = step.shape().columns().get(path);
        if (seen == null || seen.present() == 0) {
            KnownColumn away = known.away(step.shape().rows(), step.day());
            boolean news = away.gone() && !known.said(Told.DROPPED);
            now.put(path, news ? away.telling(Told.DROPPED) : away);
            if (news) {
                dropped.add(path);
            }
        } else if (known.said(Told.DROPPED)) {
            now.put(path, KnownColumn.first(seen, step.shape().rows(), step.day()));
            added.add(path);
        } else {
            tellRetyped(path, known, seen);
            now.put(path, known.there(seen, step.shape().rows(), step.day()));
        }
    }

    private void tellRetyped(String path, KnownColumn known, ColumnShape seen) {
        known.retyped(seen).ifPresent(kind -> {
            long of = seen.kinds().get(kind);
            String rows =
                    of == seen.present() ? "" : String.format(Locale.ROOT, " in %,d of %,d rows", of, seen.present());
            tell(
                    path,
                    Change.RETYPED,
                    new Words(words(known), kind.words() + rows),
                    known.days().last());
        });
    }

    /** What is wrong with values whatever they were before; said again only after they have been right. */
    private void judge(String path, ColumnShape seen) {
        if (!now.containsKey(path)) {
            return;
        }
        String rows = seen.notAllowed() == 0
                ? ""
                : String.format(Locale.ROOT, "in %,d of %,d rows", seen.notAllowed(), seen.present());
        judge(path, Told.NOT_ALLOWED, new Words("", rows));
        Magnitudes.Looked looked = seen.magnitudes().looked();
        Optional<Unit> unit = Unit.expected(path);
        String other = unit.flatMap(expected -> expected.other(looked))
                .map(looks -> looks + looksSo(unit.get(), looked))
                .orElse("");
        if (!other.isEmpty() || looked.rows() >= LEAST_JUDGED) {
            judge(path, Told.OTHER_UNIT, new Words(unit.map(Unit::words).orElse(""), other));
        }
    }

    private static String looksSo(Unit expected, Magnitudes.Looked looked) {
        String seen = expected == Unit.SHARE || expected == Unit.PER_CENT
                ? String.format(Locale.ROOT, "%s of %,d are above 1", Percent.text(looked.beyondOne()), looked.rows())
                : String.format(Locale.ROOT, "the median of %,d is about %.3g", looked.rows(), looked.median());
        return ": " + seen;
    }

    private void judge(String path, Told what, Words words) {
        KnownColumn known = now.get(path);
        if (words.after().isEmpty()) {
            now.put(path, known.forgetting(what));
        } else if (!known.said(what)) {
            now.put(path, known.telling(what));
            tell(path, Change.valueOf(what.name()), words, before.day());
        }
    }

    /** A column that is gone with the object it lay in is not named on its own. */
    private void tellDropped() {
        dropped.stream().filter(withoutParentIn(dropped)).forEach(path -> {
            KnownColumn known = now.get(path);
            LocalDate since = known.absence().since().orElse(step.day());
            Optional<String> successor = successor(path, known, since);
            successor.ifPresent(added::remove);
            Change change = successor
                    .map(name -> plain(name).equals(plain(path)) ? Change.CASE_CHANGED : Change.RENAMED)
                    .orElse(Change.DROPPED);
            changes.add(new SourceChange(
                    step.of(),
                    path,
                    change,
                    new Words(words(known), successor.orElse("")),
                    new SourceChange.Seen(known.days().last(), since, step.file(), step.arrival())));
        });
    }

    /** The column that may be this one under another name: beside it, new when it went, and of its kinds. */
    private Optional<String> successor(String path, KnownColumn gone, LocalDate since) {
        List<String> alike = now.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(path)
                        && parent(entry.getKey()).equals(parent(path))
                        && !USUAL.contains(entry.getKey())
                        && entry.getValue().days().first().equals(since)
                        && entry.getValue().present() > 0)
                .filter(entry -> plain(entry.getKey()).equals(plain(path))
                        || (entry.getValue().kinds().equals(gone.kinds()) && !isOneOfThoseGone(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        boolean oneForOne = alike.size() == 1 && goneLike(path, gone) == 1;
        return alike.stream()
                .filter(name -> plain(name).equals(plain(path)))
                .findFirst()
                .or(() -> oneForOne ? Optional.of(alike.get(0)) : Optional.empty());
    }

    /** How many columns beside this one, and of its kinds, are gone without being there in other capitals. */
    private long goneLike(String path, KnownColumn gone) {
        return dropped.stream()
                .filter(other -> parent(other).equals(parent(path))
                        && now.get(other).kinds().equals(gone.kinds())
                        && step.shape().columns().keySet().stream()
                                .noneMatch(name ->
                                        !name.equals(other) && plain(name).equals(plain(other))))
                .count();
    }

    private boolean isOneOfThoseGone(String path) {
        return dropped.stream().anyMatch(other -> plain(other).equals(plain(path)));
    }

    private void tellAdded() {
        added.stream()
                .filter(withoutParentIn(added))
                .forEach(path -> tell(path, Change.ADDED, new Words("", words(now.get(path))), before.day()));
    }

    private void tell(String path, Change change, Words words, LocalDate until) {
        changes.add(new SourceChange(
                step.of(), path, change, words, new SourceChange.Seen(until, step.day(), step.file(), step.arrival())));
    }

    private static Predicate<String> withoutParentIn(List<String> paths) {
        List<String> all = List.copyOf(paths);
        return path -> all.stream().noneMatch(other -> path.startsWith(other + "."));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** A name without what people write it differently in. */
    private static String plain(String path) {
        return path.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static String words(KnownColumn known) {
        return known.kinds().stream().map(ValueKind::words).collect(Collectors.joining(" or "));
    }
}
