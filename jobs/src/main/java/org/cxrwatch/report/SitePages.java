package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.CaseSummary;
import org.cxrwatch.notice.NightNumbers;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;

/** Makes the page of a site. */
final class SitePages {

    private static final int DAYS = 42;
    private static final int GRID_DAYS = 21;
    private static final int LEAST_DAYS = 14;
    private static final double STEP = 12;
    private static final int MOST_SCANNERS = 24;
    private static final String SEPARATORS = "-_ ./";

    private final Reading reading;

    SitePages(Reading reading) {
        this.reading = reading;
    }

    /** The sites that answered on a day, the worst first. */
    List<String> sites(LocalDate day) {
        return Sites.worst(reading.verdicts(day), Integer.MAX_VALUE).stream()
                .map(Slice::value)
                .toList();
    }

    SitePage page(String site, LocalDate day) {
        Slice slice = Sites.named(site);
        List<Verdict> verdicts = reading.verdicts(day);
        Set<Slice> scanners = scanners(site, day, verdicts);
        List<CaseView> cases = cases(slice, scanners, day);
        Optional<Verdict> own = verdicts.stream()
                .filter(verdict -> verdict.where().slice().equals(slice))
                .max(Comparator.comparing(Verdict::severity));
        Tone tone =
                cases.stream().map(CaseView::tone).reduce(own.map(Slices::tone).orElse(Tone.UNKNOWN), Tone::or);
        SiteLines lines = new SiteLines(site, day, reading.metrics(day, day, slice));
        String first = lines.state(headline(cases, day), own);
        List<Slice> places = new ArrayList<>(List.of(slice));
        scanners.stream().limit(MOST_SCANNERS).forEach(places::add);
        List<Picture> pictures = new ArrayList<>();
        pictures.add(weeks(day, GRID_DAYS).gridOfPlaces(places, STEP));
        pictures.addAll(weeks(day, DAYS).linesInPlainWords(slice));
        return new SitePage(
                new Head(
                        Shown.name(site) + ", " + day,
                        "Site " + Shown.name(site) + ", " + Shown.longDay(day),
                        tone,
                        first,
                        links(day)),
                List.of(first, lines.volume(), lines.right(before(slice, day)), lines.answering(), lines.todo(cases)),
                scanners.stream()
                        .limit(MOST_SCANNERS)
                        .map(scanner -> row(scanner, day, verdicts))
                        .toList(),
                unknown(scanners),
                pictures);
    }

    /** So many days up to one, without those before the first night. */
    private Weeks weeks(LocalDate day, int count) {
        LocalDate first = reading.nights().get(0);
        List<LocalDate> days = Weeks.upTo(day, count).stream()
                .filter(one -> !one.isBefore(first) || one.isAfter(day.minusDays(LEAST_DAYS)))
                .toList();
        return new Weeks(reading, days, Optional.of(day));
    }

    private Optional<Double> before(Slice slice, LocalDate day) {
        return reading.metrics(day, day, slice)
                .busiest(day)
                .flatMap(scope -> reading.accuracyBefore(day, slice, scope));
    }

    private String unknown(Set<Slice> scanners) {
        if (scanners.size() > MOST_SCANNERS) {
            return (scanners.size() - MOST_SCANNERS) + " more scanners are not listed.";
        }
        return scanners.isEmpty()
                ? "Which scanners stand here is not known: none is named after the site, or named in its alerts."
                : "Scanners that are named after the site, or named in its alerts; others may stand here too.";
    }

    /** Named after the site, or moved with it. */
    private Set<Slice> scanners(String site, LocalDate day, List<Verdict> verdicts) {
        Optional<String> attribute = reading.terms().names().scanner();
        Set<Slice> found = new TreeSet<>();
        attribute.ifPresent(key -> {
            verdicts.stream()
                    .map(verdict -> verdict.where().slice())
                    .filter(slice -> slice.key().equals(key) && isNamedAfter(site, slice.value()))
                    .forEach(found::add);
            reading.alerts().openOn(day).stream()
                    .filter(episode -> episode.key().slice().equals(Sites.named(site)))
                    .flatMap(episode -> episode.symptoms().stream())
                    .filter(slice -> slice.key().equals(key))
                    .forEach(found::add);
        });
        return found;
    }

    private static boolean isNamedAfter(String site, String scanner) {
        return scanner.startsWith(site)
                && scanner.length() > site.length()
                && SEPARATORS.indexOf(scanner.charAt(site.length())) >= 0;
    }

    /** Of the worst case; without numbers, which stand below in words. */
    private Optional<String> headline(List<CaseView> cases, LocalDate day) {
        return cases.stream()
                .findFirst()
                .map(worst -> reading.alerts().casesOn(day).get(worst.id()))
                .map(open ->
                        Shown.sentence(CaseSummary.of(open, NightNumbers.NONE).headline()));
    }

    private List<CaseView> cases(Slice slice, Set<Slice> scanners, LocalDate day) {
        Set<String> ids = new TreeSet<>();
        for (Episode episode : reading.alerts().openOn(day)) {
            Slice where = episode.key().slice();
            if (where.equals(slice) || scanners.contains(where)) {
                ids.add(episode.caseId());
            }
        }
        return reading.cases(day).stream().filter(one -> ids.contains(one.id())).toList();
    }

    private SitePage.ScannerRow row(Slice scanner, LocalDate day, List<Verdict> verdicts) {
        Tone tone = verdicts.stream()
                .filter(verdict -> verdict.where().slice().equals(scanner))
                .map(Slices::tone)
                .reduce(Tone::or)
                .orElse(Tone.UNKNOWN);
        Optional<LocalDate> since = tone.isAlarming()
                ? reading.drift(day, scanner).stream()
                        .filter(SubjectScore::drifted)
                        .flatMap(score -> score.onset().stream())
                        .map(Onset::first)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
        String requests = reading.metrics(day, day, scanner)
                .service(day, "requests")
                .map(score -> Shown.score(score.score()))
                .orElse("–");
        return new SitePage.ScannerRow(
                Shown.name(scanner.value()),
                tone,
                said(tone),
                since.map(LocalDate::toString).orElse("–"),
                requests);
    }

    private static String said(Tone tone) {
        return switch (tone) {
            case FINE -> "as usual";
            case UNKNOWN -> "nothing can be said";
            case INFO -> "a little different";
            case WARNING, CRITICAL, EMERGENCY -> "its images or answers are not as they were";
        };
    }

    private List<Link> links(LocalDate day) {
        return List.of(
                reading.link("All nights", FileNames.INDEX), reading.link("The whole night", FileNames.night(day)));
    }
}
