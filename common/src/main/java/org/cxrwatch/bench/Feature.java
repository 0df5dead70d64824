package org.cxrwatch.bench;

import java.util.Locale;

/**
 * The image statistics of a {@link Hospital}: what each becomes of a number z that is nearly standard normal. They are
 * the shapes that image statistics have: bell, bounded, skewed, a spike at zero, whole numbers.
 */
enum Feature {
    MEAN_INTENSITY(0.6, 0.7, 0.1) {
        @Override
        double of(double z) {
            return 120 + 20 * z;
        }
    },
    STD_INTENSITY(0.3, 0.6, 0.3) {
        @Override
        double of(double z) {
            return 50 + 8 * z;
        }
    },
    MEDIAN_INTENSITY(0.6, 0.7, 0.2) {
        @Override
        double of(double z) {
            return Math.rint(118 + 9 * z);
        }
    },
    ENTROPY(-0.3, 0.4, 0.5) {
        @Override
        double of(double z) {
            return 8 / (1 + Math.exp(-1.5 - 0.6 * z));
        }
    },
    EDGE_DENSITY(-0.8, 0.1, 0.7) {
        @Override
        double of(double z) {
            return 0.1 * Math.exp(0.5 * z);
        }
    },
    NOISE_LEVEL(0.1, -0.2, 0.6) {
        @Override
        double of(double z) {
            return Math.exp(z);
        }
    },
    DARK_FRACTION(-0.4, -0.6, 0.1) {
        @Override
        double of(double z) {
            return Math.max(0, 0.04 * (z - 0.25));
        }
    },
    SHARPNESS(-0.2, 0, 0.7) {
        @Override
        double of(double z) {
            return 30 + 5 * z;
        }
    };

    private final double classDifference;
    private final double exposure;
    private final double texture;

    Feature(double classDifference, double exposure, double texture) {
        this.classDifference = classDifference;
        this.exposure = exposure;
        this.texture = texture;
    }

    abstract double of(double z);

    /** By how many standard deviations the classes differ. */
    double classDifference() {
        return classDifference;
    }

    /** Its correlation with how much light an image got. */
    double exposure() {
        return exposure;
    }

    /** Its correlation with how much structure an image has. */
    double texture() {
        return texture;
    }

    /** What neither explains: a standard deviation, so that all add up to 1. */
    double own() {
        return Math.sqrt(1 - exposure * exposure - texture * texture);
    }

    /** Whether it is so skewed that a shift of a tenth of its standard deviation moves several of its deciles. */
    boolean isSkewed() {
        return this == NOISE_LEVEL;
    }

    /** The standard deviation of {@code NOISE_LEVEL} where z is standard normal: that of a lognormal number. */
    static final double DEVIATION_OF_SKEWED = Math.sqrt((Math.E - 1) * Math.E);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
