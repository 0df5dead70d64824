package org.cxrwatch.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.WindowKind;

/** How often changes of known size are found at one site: power. */
final class LeastFound {

    /** The site that changes, and its share of the rows. */
    static final String SITE = "harbor";

    /** Rows of the site on a weekday. */
    static final List<Integer> ROWS = List.of(20, 50, 100, 200, 500, 1_000);

    private static final double SHARE = 0.3;
    private static final int BASELINE_DAYS = 7;
    private static final int WEEKDAYS = 5;
    private static final double OFTEN = 0.9;

    private final Detector detector;
    private final DayToDay dayToDay;

    /** Asks this detector, in hospitals whose days differ so. */
    LeastFound(Detector detector, DayToDay dayToDay) {
        this.detector = detector;
        this.dayToDay = dayToDay;
    }

    /** What of one site changes. */
    enum Kind {
        /** The mean of one feature, in standard deviations of the site. */
        MEAN("mean_intensity") {
            @Override
            double moved(double value, double mean, double deviation, double size) {
                return value + size * deviation;
            }
        },
        /** The standard deviation of one feature: by this share more. */
        SPREAD("mean_intensity") {
            @Override
            double moved(double value, double mean, double deviation, double size) {
                return mean + (value - mean) * (1 + size);
            }
        },
        /** The share of images that are called pneumonia: by this much more. */
        CLASS_SHARE("class_share");

        private final String subject;

        Kind(String subject) {
            this.subject = subject;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The changes that are tried, ascending. */
        List<Double> sizes() {
            return switch (this) {
                case MEAN -> List.of(0.3, 0.45, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0);
                case SPREAD -> List.of(0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.5, 4.0);
                case CLASS_SHARE -> List.of(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5);
            };
        }

        String subject() {
            return subject;
        }

        double moved(double value, double mean, double deviation, double size) {
            return value;
        }
    }

    /** A change of this kind and size at the site, as the baseline of a world says what a standard deviation is. */
    private static Change change(Kind kind, double size, DistributionPart before) {
        double mean = before.feature(Feature.MEAN_INTENSITY.text()).mean();
        double deviation = before.feature(Feature.MEAN_INTENSITY.text()).standardDeviation();
        double negative = 1 - (double) before.rowsOf("PNEUMONIA") / before.rows();
        return new Change() {
            @Override
            public void touch(Image image, RandomGenerator random) {
                if (!image.patient().site().equals(SITE)) {
                    return;
                }
                if (kind != Kind.CLASS_SHARE) {
                    image.set(
                            Feature.MEAN_INTENSITY,
                            kind.moved(image.feature(Feature.MEAN_INTENSITY), mean, deviation, size));
                } else if (image.logit() < 0 && random.nextDouble() < size / negative) {
                    image.say(-image.logit());
                }
            }
        };
    }

    /**
     * The least change that is found on nine nights in ten, between the sizes tried by linear interpolation; empty if
     * the largest is found more seldom.
     *
     * @param seed of the worlds
     * @param rows of the site on a weekday
     * @param worlds how many, each with a baseline of its own
     */
    OptionalDouble least(long seed, double rows, Kind kind, int worlds) {
        double[] found = new double[kind.sizes().size()];
        for (int world = 0; world < worlds; world++) {
            double[] ofWorld = found(seed + world, rows, kind);
            for (int size = 0; size < found.length; size++) {
                found[size] += ofWorld[size] / worlds;
            }
        }
        return crossing(kind.sizes(), found);
    }

    /** Where the shares found last rise above nine in ten. */
    static OptionalDouble crossing(List<Double> sizes, double[] found) {
        int at = found.length;
        while (at > 0 && found[at - 1] >= OFTEN) {
            at--;
        }
        if (at == found.length) {
            return OptionalDouble.empty();
        }
        if (at == 0) {
            return OptionalDouble.of(sizes.get(0));
        }
        double step = (OFTEN - found[at - 1]) / (found[at] - found[at - 1]);
        return OptionalDouble.of(sizes.get(at - 1) + step * (sizes.get(at) - sizes.get(at - 1)));
    }

    /** The share of weekdays on which the subject is found to have drifted at the site, by size of the change. */
    private double[] found(long seed, double rows, Kind kind) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(new Hospital(random.nextLong(), dayToDay), rows / SHARE, BASELINE_DAYS);
        DriftReference baseline = world.baseline(BASELINE_DAYS);
        Slice site = new Slice("site", SITE);
        DistributionPart before = baseline.baseline().total(site).orElseThrow();
        Detector.Member wanted = new Detector.Member(site, kind.subject());
        double[] found = new double[kind.sizes().size()];
        for (int size = 0; size < found.length; size++) {
            Change change = change(kind, kind.sizes().get(size), before);
            for (int night = 0; night < WEEKDAYS; night++) {
                LocalDate day = World.FIRST_NIGHT.plusDays(night);
                WindowParts window = World.window(WindowKind.DAY, day, List.of(world.day(day, change)));
                found[size] += detector.drifted(baseline, window).contains(wanted) ? 1.0 / WEEKDAYS : 0;
            }
        }
        return found;
    }
}
