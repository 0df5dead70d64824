package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;

/** Makes the page of a month. */
final class MonthPages {

    private static final int MOST_SITES = 12;
    private static final int MOST_CASES = 200;
    private static final int MOST_DONE = 300;
    private static final double STEP = 20;

    private final Reading reading;

    MonthPages(Reading reading) {
        this.reading = reading;
    }

    MonthPage page(YearMonth month) {
        List<LocalDate> days = days(month);
        LocalDate last = days.get(days.size() - 1);
        Weeks weeks = new Weeks(reading, days);
        Metrics metrics = reading.metrics(days.get(0), last, Slice.ALL);
        List<CaseBars.Bar> bars = weeks.bars();
        List<Picture> pictures = new ArrayList<>(List.of(weeks.bars(STEP), weeks.grid(places(days), STEP)));
        pictures.addAll(weeks.lines(Slice.ALL));
        return new MonthPage(
                new Head("cxrwatch, " + month, "Month " + month, worst(bars, days), verdict(bars, days), links(last)),
                facts(days, metrics),
                pictures,
                bars.stream().limit(MOST_CASES).map(this::row).toList(),
                records(days, metrics));
    }

    /** Those that are over, by the last night. */
    private List<LocalDate> days(YearMonth month) {
        List<LocalDate> nights = reading.nights();
        LocalDate last = month.atEndOfMonth();
        if (!nights.isEmpty() && nights.get(nights.size() - 1).isBefore(last)) {
            last = nights.get(nights.size() - 1);
        }
        return month.atDay(1).datesUntil(last.plusDays(1)).toList();
    }

    private List<Slice> places(List<LocalDate> days) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = days.size() - 1; i >= 0 && verdicts.isEmpty(); i--) {
            verdicts.addAll(reading.verdicts(days.get(i)));
        }
        return Sites.worst(verdicts, MOST_SITES).stream().sorted().toList();
    }

    private Tone worst(List<CaseBars.Bar> bars, List<LocalDate> days) {
        return bars.stream()
                .map(CaseBars.Bar::tone)
                .reduce(Tone::or)
                .orElse(compared(days) == 0 ? Tone.UNKNOWN : Tone.FINE);
    }

    /** On how many days answers were compared with a baseline: the others are no all-clear. */
    private long compared(List<LocalDate> days) {
        return reading.verdicts(days.get(0), days.get(days.size() - 1), Slice.ALL).stream()
                .filter(verdict -> Slices.tone(verdict) != Tone.UNKNOWN)
                .map(verdict -> verdict.where().window().firstDay())
                .distinct()
                .count();
    }

    private String verdict(List<CaseBars.Bar> bars, List<LocalDate> days) {
        YearMonth month = YearMonth.from(days.get(0));
        if (bars.isEmpty()) {
            long compared = compared(days);
            return compared == 0
                    ? "No case in " + month
                            + ", which is no all-clear: on no day could answers be compared with a baseline."
                    : "Nothing was wrong in " + month + " on the days that could be compared with a baseline: "
                            + compared + " of " + days.size() + ".";
        }
        long open = bars.stream().filter(bar -> bar.last().isEmpty()).count();
        return Shown.counted(bars.size(), "case") + " in " + month + ", "
                + (open == 0 ? "none of which is open." : open + " of which " + (open == 1 ? "is" : "are") + " open.");
    }

    private List<Fact> facts(List<LocalDate> days, Metrics metrics) {
        TreeSet<LocalDate> missing = new TreeSet<>(days);
        reading.nights().forEach(missing::remove);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Nights evaluated",
                (days.size() - missing.size()) + " of " + days.size()
                        + (missing.isEmpty()
                                ? ""
                                : "; none for "
                                        + Shown.some(
                                                missing.stream()
                                                        .map(LocalDate::toString)
                                                        .toList(),
                                                10))));
        facts.add(new Fact("Requests", requests(days, metrics)));
        facts.add(new Fact("Requests that failed", pooled(days, metrics, Scope.SERVICE, "error_rate")));
        versions(days, metrics).forEach(version -> {
            String name = Shown.name(version.toString());
            facts.add(new Fact("Accuracy of " + name, pooled(days, metrics, version, "accuracy")));
            facts.add(new Fact(
                    "Answers of " + name + " that have a label", pooled(days, metrics, version, "label_coverage")));
        });
        return facts;
    }

    private static List<Scope> versions(List<LocalDate> days, Metrics metrics) {
        return days.stream()
                .flatMap(day -> metrics.versions(day).stream())
                .distinct()
                .sorted()
                .limit(12)
                .toList();
    }

    private static String requests(List<LocalDate> days, Metrics metrics) {
        Map<LocalDate, Score.Measured> known = metrics.serviceDays(days, "requests");
        return known.isEmpty()
                ? "not known"
                : Shown.number(known.values().stream()
                        .mapToDouble(Score.Measured::value)
                        .sum());
    }

    /** Of all its days together, with Wilson's interval. */
    private static String pooled(List<LocalDate> days, Metrics metrics, Scope scope, String name) {
        long hits = 0;
        long n = 0;
        for (LocalDate day : days) {
            Optional<MetricScore> score = metrics.find(scope, day, name);
            Optional<Score.Measured> found = score.flatMap(one -> one.score().measured());
            if (found.isPresent()) {
                n += score.get().n();
                hits += Math.round(found.get().value() * score.get().n());
            }
        }
        if (n == 0) {
            return "not known";
        }
        Wilson interval = Wilson.of(Math.min(hits, n), n);
        return Shown.percent((double) hits / n) + " (95 % interval " + Shown.percent(interval.lower()) + " to "
                + Shown.percent(interval.upper()) + ", n " + Shown.number(n) + ", days on which it was measured)";
    }

    private MonthPage.CaseRow row(CaseBars.Bar bar) {
        TreeSet<String> hands = new TreeSet<>();
        reading.alerts().changes(bar.id()).stream()
                .filter(change -> change.kind() == Transition.Kind.ACKNOWLEDGED)
                .forEach(change ->
                        change.handling().map(Handling::by).map(Shown::name).ifPresent(hands::add));
        return new MonthPage.CaseRow(
                Shown.name(bar.id()),
                bar.tone(),
                bar.name(),
                bar.first()
                        + bar.last()
                                .map(last -> last.equals(bar.first()) ? "" : " to " + last)
                                .orElse(", open"),
                hands.isEmpty() ? "nobody" : String.join(", ", hands));
    }

    private MonthPage.Records records(List<LocalDate> days, Metrics metrics) {
        Instant from = days.get(0).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = days.get(days.size() - 1)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        List<CaseView.Said> done = new ArrayList<>();
        reading.stores().alerts().transitions().stream()
                .filter(change -> change.handling().isPresent())
                .filter(change -> !change.asOf().isBefore(from) && change.asOf().isBefore(to))
                .limit(MOST_DONE)
                .forEach(change -> done.add(new CaseView.Said(
                        Shown.instant(change.asOf()),
                        change.kind().text(),
                        Shown.name(change.handling().get().by()),
                        Shown.name(change.caseId()) + ": "
                                + Shown.sentence(change.handling().get().comment()))));
        LocalDate last = days.get(days.size() - 1);
        return new MonthPage.Records(
                done,
                normal(days, to),
                new DayRows(reading).between(days.get(0), last),
                new Origins(reading).facts(last, metrics));
    }

    private List<Fact> normal(List<LocalDate> days, Instant end) {
        BaselineStates states = new BaselineStates(reading.stores().baselines().transitions());
        Map<String, Fact> facts = new TreeMap<>();
        reading.stores().baselines().list().stream()
                .filter(one -> states.of(one.id(), end) == BaselineState.ACTIVE)
                .forEach(one -> facts.put(
                        one.id(),
                        new Fact(
                                "Baseline of " + Shown.name(one.modelVersion()),
                                Origins.described(one, states.latest(one.id(), end)))));
        List<Fact> all = new ArrayList<>(facts.values());
        reading.stores().incidents().list().stream()
                .filter(one ->
                        !one.lastDay().isBefore(days.get(0)) && !one.firstDay().isAfter(days.get(days.size() - 1)))
                .forEach(one -> all.add(new Fact(
                        one.firstDay() + " to " + one.lastDay() + ", marked as not normal",
                        Shown.sentence(one.reason()) + " (" + Shown.name(one.by()) + ")")));
        return all.isEmpty()
                ? Collections.singletonList(new Fact("Baselines", "none was in force: drift was not looked at"))
                : all;
    }

    private List<Link> links(LocalDate last) {
        return List.of(
                reading.link("All nights", FileNames.INDEX), reading.link("Night of " + last, FileNames.night(last)));
    }
}
