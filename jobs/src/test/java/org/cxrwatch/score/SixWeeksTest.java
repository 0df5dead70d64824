package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decisions over the demo's six weeks, against the same decisions computed from the rows with NumPy and SciPy
 * ({@code scripts/oracles/score.py}), and the causes against what the demo's README says happened.
 */
class SixWeeksTest {

    private static final SixWeeks STREAM = new SixWeeks();

    @Test
    void everyNumberOfADriftDecisionIsSciPys() {
        List<OracleTable.Line> expected = OracleTable.read("six-weeks-drift.csv");
        Map<LocalDate, List<SubjectScore>> nights = new HashMap<>();

        for (OracleTable.Line line : expected) {
            LocalDate day = LocalDate.parse(line.text("night"));
            SubjectScore score = nights.computeIfAbsent(day, STREAM::drift).stream()
                    .filter(each -> each.where().slice().toString().equals(line.text("slice")))
                    .filter(each -> each.subject().equals(line.text("subject")))
                    .findFirst()
                    .orElseThrow();
            checkCounts(day, line);
            checkTest(day, line);
            assertThat(score.distance().number().orElseThrow())
                    .as("distance of %s", line)
                    .isCloseTo(line.number("distance"), near(line.number("distance")));
            assertThat(score.evidence().excess())
                    .as("excess of %s", line)
                    .isCloseTo(line.number("excess"), near(line.number("excess")));
            assertThat(score.evidence().adjusted())
                    .as("adjusted p of %s", line)
                    .isCloseTo(line.number("p_adjusted"), nearP(line.number("p_adjusted")));
            assertThat(score.drifted()).as("decision of %s", line).isEqualTo(line.isTrue("drifted"));
        }
        assertThat(expected).hasSize(160);
        assertThat(nights.values()).allSatisfy(scores -> assertThat(scores).hasSize(210));
    }

    private static void checkCounts(LocalDate day, OracleTable.Line line) {
        SubjectReference subject = subject(line);
        Column window = window(day, line, subject);
        SubjectReference.BinShares shares = subject.shares(window);
        assertThat(rounded(shares.referenceShares(), subject.whole().rows()))
                .as("baseline's counts of %s", line)
                .isEqualTo(counts(line.text("before")));
        assertThat(rounded(shares.windowShares(), window.rows()))
                .as("window's counts of %s", line)
                .isEqualTo(counts(line.text("after")));
    }

    private static void checkTest(LocalDate day, OracleTable.Line line) {
        SubjectReference subject = subject(line);
        Dispersion dispersion =
                STREAM.reference().find(slice(line)).orElseThrow().dispersion(subject);
        SubjectTest test = subject.test(window(day, line, subject), 1, dispersion);
        assertThat(test.homogeneity().statistic())
                .as("chi-square of %s", line)
                .isCloseTo(line.number("chi2"), near(line.number("chi2")));
        assertThat(test.homogeneity().freedom()).isEqualTo(line.whole("k"));
        assertThat(test.homogeneity().split().leading())
                .as("location and spread of %s", line)
                .isCloseTo(line.number("leading"), near(line.number("leading")));
        assertThat(test.homogeneity().split().leadingFreedom()).isEqualTo(line.whole("k_leading"));
        checkTail(test.tails().leading(), line, "leading");
        checkTail(test.tails().rest(), line, "rest");
        assertThat(test.p()).as("p of %s", line).isCloseTo(line.number("p"), nearP(line.number("p")));
        assertThat(test.effect().expectedSquare())
                .as("null expectation of %s", line)
                .isCloseTo(line.number("expected_square"), near(line.number("expected_square")));
    }

    private static void checkTail(ShiftedDayTail tail, OracleTable.Line line, String part) {
        for (Map.Entry<String, Double> expected : Map.of(
                        "phi_upper", tail.upper(), "lambda", tail.largest(), "nu", tail.freedomOfLargest())
                .entrySet()) {
            double number = line.number(expected.getKey() + "_" + part);
            assertThat(expected.getValue())
                    .as("%s of %s of %s", expected.getKey(), part, line)
                    .isCloseTo(number, near(number));
        }
    }

    @Test
    void theSlicesThatDriftAreTheSameEveryNight() {
        Set<String> expected = OracleTable.read("six-weeks-nights.csv").stream()
                .map(line -> String.join(
                        " ",
                        line.text("night"),
                        line.text("slice"),
                        line.text("kind"),
                        line.text("drifted"),
                        String.format(Locale.ROOT, "%.9f", line.number("excess"))))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> found = new TreeSet<>();
        for (LocalDate day : SixWeeks.comparedDays()) {
            STREAM.drift(day).stream()
                    .filter(SubjectScore::drifted)
                    .collect(Collectors.groupingBy(score -> day + " "
                            + score.where().slice() + " " + score.kind().text()))
                    .forEach((name, scores) -> found.add(String.format(
                            Locale.ROOT,
                            "%s %d %.9f",
                            name,
                            scores.size(),
                            scores.stream()
                                    .mapToDouble(score -> score.evidence().excess())
                                    .max()
                                    .orElseThrow())));
        }

        assertThat(found).isEqualTo(expected);
    }

    /** A site-day is inside an event if the README says that something was so there; peers find 23 to 38 of them. */
    @Test
    void siteDaysInsideEventsAreDecidedAndNoOthers() {
        Set<String> inside = new TreeSet<>();
        Set<String> decided = new TreeSet<>();
        for (LocalDate day : SixWeeks.comparedDays()) {
            for (String site : List.of("harbor", "lakeside", "north", "valley")) {
                if (isInsideEvent(day, site)) {
                    inside.add(day + " " + site);
                }
                if (STREAM.drift(day).stream()
                        .anyMatch(score ->
                                score.drifted() && score.where().slice().equals(new Slice("site", site)))) {
                    decided.add(day + " " + site);
                }
            }
        }

        assertThat(inside).hasSize(38).containsAll(decided);
        assertThat(decided).hasSizeGreaterThanOrEqualTo(34);
        assertThat(decided).filteredOn(name -> name.endsWith("valley")).hasSize(17);
        assertThat(decided)
                .contains("2026-10-06 north", "2026-10-07 north", "2026-10-08 north")
                .contains("2026-10-06 harbor", "2026-10-07 harbor", "2026-10-08 harbor");
    }

    private static boolean isInsideEvent(LocalDate day, String site) {
        boolean brighter = site.equals("valley") && !day.isBefore(LocalDate.of(2026, 9, 22));
        boolean moreIll = !day.isBefore(LocalDate.of(2026, 9, 27)) && !day.isAfter(LocalDate.of(2026, 10, 1));
        boolean inverted = List.of("north", "harbor").contains(site) && !day.isBefore(LocalDate.of(2026, 10, 6));
        return brighter || moreIll || inverted;
    }

    /**
     * Nothing happened before 09-22; then what the README tells, as the cause of each kind. 09-26 is a Saturday, too
     * small for what the images do to answers.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-09-08, 2026-09-21, '',                                    ''",
        "2026-09-22, 2026-09-25, site=valley,                           site=valley",
        "2026-09-26, 2026-09-26, site=valley,                           ''",
        "2026-09-27, 2026-10-01, site=valley,                           all",
        "2026-10-02, 2026-10-05, site=valley,                           site=valley",
        "2026-10-06, 2026-10-08, site=harbor site=north site=valley,    site=harbor site=north site=valley",
    })
    void aNightsCausesAreWhatHappened(LocalDate from, LocalDate to, String data, String prediction) {
        from.datesUntil(to.plusDays(1)).forEach(day -> {
            Map<DriftKind, List<Slice>> causes = STREAM.causes(day);
            assertThat(names(causes, DriftKind.DATA)).as("data, %s", day).isEqualTo(data);
            assertThat(names(causes, DriftKind.PREDICTION))
                    .as("prediction, %s", day)
                    .isEqualTo(prediction);
        });
    }

    @Test
    void theDelayOfLabelsIsThatOfTheRows() {
        LabelTriangle triangle = STREAM.triangle(LocalDate.of(2026, 9, 21));
        OracleTable.read("six-weeks-label-delay.csv")
                .forEach(line -> assertThat(triangle.expectedShare(line.whole("age")))
                        .as("age %s", line.text("age"))
                        .isCloseTo(line.number("share"), near(line.number("share"))));
    }

    @ParameterizedTest(name = "{0} as of {1}")
    @MethodSource("conceptNights")
    void everyConceptDecisionIsSciPysAsOfItsNight(LocalDate day, LocalDate night, List<OracleTable.Line> expected) {
        LabelMaturity maturity = STREAM.maturity(night);
        Map<String, SubjectScore> scores = STREAM.concept(day, night).stream()
                .filter(score -> score.distance().measured().isPresent())
                .collect(Collectors.toMap(score -> score.where().slice().toString(), score -> score));

        assertThat(scores.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(line -> line.text("slice")).toList());
        for (OracleTable.Line line : expected) {
            SubjectScore score = scores.get(line.text("slice"));
            assertThat(score.evidence().n()).isEqualTo(line.whole("n"));
            assertThat(score.evidence().reference()).isEqualTo(line.whole("n_baseline"));
            assertThat(score.aid("accuracy_after")).isCloseTo(line.number("right") / line.number("n"), near(1));
            assertThat(score.aid("accuracy_before"))
                    .isCloseTo(line.number("right_baseline") / line.number("n_baseline"), near(1));
            assertThat(maturity.usualFinalCoverage(slice(line))).isCloseTo(line.number("usual"), near(1));
            assertThat(score.evidence().p()).isCloseTo(line.number("p"), nearP(line.number("p")));
            assertThat(score.evidence().adjusted())
                    .isCloseTo(line.number("p_adjusted"), nearP(line.number("p_adjusted")));
            assertThat(score.distance().number().orElseThrow()).isCloseTo(line.number("drop"), within(1e-12));
            assertThat(score.evidence().excess()).isCloseTo(line.number("excess"), within(1e-12));
            assertThat(score.drifted()).isEqualTo(line.isTrue("drifted"));
        }
    }

    static List<Arguments> conceptNights() {
        return OracleTable.read("six-weeks-concept.csv").stream()
                .collect(Collectors.groupingBy(line -> line.text("window") + " " + line.text("night")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    int space = entry.getKey().indexOf(' ');
                    return Arguments.of(
                            LocalDate.parse(entry.getKey().substring(0, space)),
                            LocalDate.parse(entry.getKey().substring(space + 1)),
                            entry.getValue());
                })
                .toList();
    }

    @Test
    void onlyTheHoursInWhichNothingArrivedAreTooFew() {
        ExpectedTraffic traffic = new ExpectedTraffic(STREAM.requests());
        List<String> tooFew = new ArrayList<>();
        long expectations = 0;
        for (LocalDate day :
                SixWeeks.FIRST.datesUntil(SixWeeks.FIRST.plusDays(42)).toList()) {
            for (int hour = 0; hour < 24; hour++) {
                expectations += traffic.find(day, hour).isPresent() ? 1 : 0;
                long requests = STREAM.requests().get(day).get(hour);
                if (traffic.find(day, hour)
                        .filter(usual -> usual.p() <= 0.01 / 24 && requests <= usual.mean() / 2)
                        .isPresent()) {
                    tooFew.add(day + " " + hour);
                }
            }
        }
        assertThat(tooFew).containsExactly("2026-10-05 11", "2026-10-05 12", "2026-10-05 13");
        assertThat(expectations).isEqualTo(520);
        for (OracleTable.Line line : OracleTable.read("six-weeks-traffic.csv")) {
            ExpectedTraffic.Expectation expected = traffic.find(LocalDate.parse(line.text("day")), line.whole("hour"))
                    .orElseThrow();
            assertThat(expected.mean()).isCloseTo(line.number("mean"), near(line.number("mean")));
            assertThat(expected.weeks()).isEqualTo(line.whole("weeks"));
            assertThat(expected.p()).isCloseTo(line.number("p"), nearP(line.number("p")));
        }
    }

    private static Slice slice(OracleTable.Line line) {
        return Slice.parse(line.text("slice"));
    }

    private static SubjectReference subject(OracleTable.Line line) {
        return STREAM.reference().find(slice(line)).orElseThrow().subjects().stream()
                .filter(each -> each.subject().name().equals(line.text("subject")))
                .findFirst()
                .orElseThrow();
    }

    private static Column window(LocalDate day, OracleTable.Line line, SubjectReference subject) {
        return subject.subject().column(STREAM.window(day).distributions().get(slice(line)));
    }

    private static String names(Map<DriftKind, List<Slice>> causes, DriftKind kind) {
        return causes.getOrDefault(kind, List.of()).stream()
                .map(Slice::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static List<Long> rounded(List<Double> shares, long rows) {
        return shares.stream().map(share -> Math.round(share * rows)).toList();
    }

    private static List<Long> counts(String text) {
        return Arrays.stream(text.split("\\|")).map(Long::parseLong).toList();
    }

    private static Offset<Double> near(double value) {
        return within(Math.max(1e-9 * Math.abs(value), 1e-15));
    }

    /** SciPy's and Java's tails agree less far out. */
    private static Offset<Double> nearP(double p) {
        return within(p < 1e-12 ? 1e-6 * p : 1e-9 * p);
    }
}
