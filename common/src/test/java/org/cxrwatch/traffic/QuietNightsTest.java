package org.cxrwatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Made-up hospitals of four sites with two scanners each, with a weekly rhythm and days that differ everywhere, at each
 * site and at each scanner (lognormal factors, so that the program's negative binomial is not what they are drawn from).
 * The figures of docs/statistics.md, "Traffic", are from these worlds, with 150 of each kind.
 */
class QuietNightsTest {

    private static final double[] RHYTHM = {1, 1, 1.05, 1, 0.95, 0.5, 0.45};
    private static final int NIGHTS = 14;
    private static final int WORLDS = 25;

    private record World(double[] sites, double everywhere, double atSites) {

        DailyRequests requests(SplittableRandom random, int days, int stopsOn) {
            SortedMap<LocalDate, SortedMap<Slice, Long>> counts = new TreeMap<>();
            for (int day = 0; day < days; day++) {
                TreeMap<Slice, Long> ofDay = new TreeMap<>();
                double factor = RHYTHM[day % 7] * lognormal(random, everywhere);
                for (int site = 0; site < sites.length; site++) {
                    double ofSite = factor * lognormal(random, atSites);
                    for (int scanner = 1; scanner <= 2; scanner++) {
                        long drawn = poisson(random, sites[site] / 2 * ofSite * lognormal(random, atSites));
                        long count = site == sites.length - 1 && day >= stopsOn ? 0 : drawn;
                        ofDay.put(SomeRequests.scanner(site + "-" + scanner), count);
                        ofDay.merge(SomeRequests.site("" + site), count, Long::sum);
                        ofDay.merge(Slice.ALL, count, Long::sum);
                    }
                }
                ofDay.put(DailyRequests.version("v1"), ofDay.get(Slice.ALL));
                counts.put(SomeRequests.day(day), ofDay);
            }
            return new DailyRequests(counts);
        }

        List<TrafficDay> fold(SplittableRandom random, int days, int stopsOn) {
            DailyRequests requests = requests(random, days, stopsOn);
            Map<Slice, Set<Slice>> within = SomeRequests.within(requests);
            return new LifeCycle(TrafficPolicy.DEFAULT, within).fold(requests);
        }
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Mean 1 and this coefficient of variation. */
    private static double lognormal(SplittableRandom random, double variation) {
        double sigma = Math.sqrt(Math.log(1 + variation * variation));
        return Math.exp(sigma * normal(random) - sigma * sigma / 2);
    }

    private static long poisson(SplittableRandom random, double mean) {
        double left = mean;
        long count = 0;
        while (left > 0) {
            double step = Math.min(left, 50);
            double product = random.nextDouble();
            while (product > Math.exp(-step)) {
                count++;
                product *= random.nextDouble();
            }
            left -= step;
        }
        return count;
    }

    /** Promised is 1 % of nights; three standard errors above it of 350 nights each are 9. */
    @ParameterizedTest
    @CsvSource({
        "400 150 70 30, 0.1, 0.1, 14",
        "400 150 70 30, 0.2, 0.3, 42",
        "60 30 15 8, 0.05, 0.05, 14",
        "60 30 15 8, 0.15, 0.2, 42",
        "20 10 5 3, 0.1, 0.1, 42",
        "12 6 3 1.5, 0.15, 0.2, 14"
    })
    void quietNightsMissNobodyMoreOftenThanPromised(String sites, double everywhere, double atSites, int known) {
        World world = new World(
                java.util.Arrays.stream(sites.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray(),
                everywhere,
                atSites);
        int alarms = 0;
        for (int i = 0; i < WORLDS; i++) {
            List<TrafficDay> days =
                    world.fold(new SplittableRandom(1_000L * i + known), known + NIGHTS, Integer.MAX_VALUE);
            alarms += (int) days.subList(known, known + NIGHTS).stream()
                    .filter(day -> !day.causes().isEmpty())
                    .count();
        }
        assertThat(alarms).isLessThanOrEqualTo(9);
    }

    @Test
    void aSiteOfFifteenADayIsFoundTheFirstNightAndOneOfThreeWithinFour() {
        assertThat(foundBy(15, 0)).isGreaterThanOrEqualTo(36);
        assertThat(foundBy(8, 1)).isGreaterThanOrEqualTo(36);
        assertThat(foundBy(3, 3)).isGreaterThanOrEqualTo(30);
    }

    /** Of 40 hospitals whose smallest site stops on a Monday, in how many it is named so many nights later. */
    private static int foundBy(double requests, int nightsLater) {
        World world = new World(new double[] {200, 100, 60, requests}, 0.1, 0.1);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            List<TrafficDay> days = world.fold(new SplittableRandom(77L + i), 40, 35);
            found += days.get(35 + nightsLater).causes().contains(SomeRequests.site("3")) ? 1 : 0;
        }
        return found;
    }
}
