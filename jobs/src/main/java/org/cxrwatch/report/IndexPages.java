package org.cxrwatch.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Verdict;

/** Makes the index of all nights. */
final class IndexPages {

    private static final int MOST_DRAWN = 84;
    private static final int LEAST_DRAWN = 14;
    private static final int MOST_LISTED = 750;
    private static final int MOST_SITES = 12;
    private static final int MOST_MONTHS = 24;
    private static final double WIDEST = 60;
    private static final double WIDTH = 940;
    private static final double NARROWEST = 12;

    private final Reading reading;

    IndexPages(Reading reading) {
        this.reading = reading;
    }

    IndexPage page() {
        List<LocalDate> nights = reading.nights();
        if (nights.isEmpty()) {
            return empty();
        }
        LocalDate last = nights.get(nights.size() - 1);
        List<LocalDate> days = drawn(nights);
        List<Verdict> verdicts = reading.verdicts(last);
        Weeks weeks = new Weeks(reading, days);
        double step = Math.max(NARROWEST, Math.min(WIDEST, WIDTH / days.size()));
        List<DayRow> rows = new ArrayList<>(new DayRows(reading).between(listed(nights), last));
        Collections.reverse(rows);
        long older = nights.stream().filter(day -> day.isBefore(listed(nights))).count();
        return new IndexPage(
                head(last, nights, verdicts),
                List.of(weeks.bars(step), weeks.grid(places(verdicts), step)),
                weeks.lines(Slice.ALL),
                rows,
                older == 0 ? "" : Shown.counted(older, "older night") + " not listed here; see the months.");
    }

    private static LocalDate listed(List<LocalDate> nights) {
        LocalDate first = nights.get(0);
        LocalDate earliest = nights.get(nights.size() - 1).minusDays(MOST_LISTED - 1L);
        return first.isBefore(earliest) ? earliest : first;
    }

    private static List<LocalDate> drawn(List<LocalDate> nights) {
        LocalDate last = nights.get(nights.size() - 1);
        long days = last.toEpochDay() - nights.get(0).toEpochDay() + 1;
        return Weeks.upTo(last, (int) Math.max(LEAST_DRAWN, Math.min(MOST_DRAWN, days)));
    }

    private static List<Slice> places(List<Verdict> verdicts) {
        return Sites.worst(verdicts, MOST_SITES).stream().sorted().toList();
    }

    private Head head(LocalDate last, List<LocalDate> nights, List<Verdict> verdicts) {
        Optional<Verdict> whole = verdicts.stream()
                .filter(verdict -> verdict.where().slice().isAll())
                .max(Comparator.comparing(Verdict::severity));
        VerdictSentence verdict = VerdictSentence.of(reading.cases(last), whole);
        List<Link> links = new ArrayList<>();
        links.add(reading.link("Last night, " + last, FileNames.night(last)));
        List<YearMonth> months = nights.stream().map(YearMonth::from).distinct().toList();
        months.stream()
                .skip(Math.max(0, months.size() - MOST_MONTHS))
                .forEach(month -> links.add(reading.link("Month " + month, FileNames.month(month))));
        Sites.worst(verdicts, MOST_SITES)
                .forEach(site -> links.add(reading.link(Shown.name(site.value()), FileNames.site(site.value(), last))));
        return new Head(
                "cxrwatch, all nights",
                "All nights, " + nights.get(0) + " to " + last,
                verdict.tone(),
                verdict.text(),
                links);
    }

    private static IndexPage empty() {
        return new IndexPage(
                new Head(
                        "cxrwatch, all nights",
                        "All nights",
                        Tone.UNKNOWN,
                        "No night was evaluated yet. The first one, cxrwatch nightly, puts its page here.",
                        List.of()),
                List.of(),
                List.of(),
                List.of(),
                "");
    }
}
