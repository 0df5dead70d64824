package org.cxrwatch.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;

/** Things that happen to hospitals and their models, none of which the decision was made with. */
enum Event {
    /** One site's images grow brighter by 0.12 standard deviations a night. */
    RAMP(DriftKind.DATA, "site=valley") {
        @Override
        Change on(int night) {
            return at(image -> image.patient().site().equals("valley"), (image, random) -> {
                image.set(Feature.MEAN_INTENSITY, image.feature(Feature.MEAN_INTENSITY) + 2.4 * (night + 1));
                image.set(Feature.MEDIAN_INTENSITY, image.feature(Feature.MEDIAN_INTENSITY) + 1.1 * (night + 1));
            });
        }
    },
    /** One site's images lose a third of their edges and some sharpness. */
    BLUR(DriftKind.DATA, "site=harbor") {
        @Override
        Change on(int night) {
            return at(image -> image.patient().site().equals("harbor"), (image, random) -> {
                image.set(Feature.EDGE_DENSITY, 0.67 * image.feature(Feature.EDGE_DENSITY));
                image.set(Feature.SHARPNESS, image.feature(Feature.SHARPNESS) - 3);
            });
        }
    },
    /** One scanner's images grow noisy: the spread of brightness is half as large again, and noise doubles. */
    NOISE(DriftKind.DATA, "scanner=north-2") {
        @Override
        Change on(int night) {
            return at(image -> image.patient().scanner().equals("north-2"), (image, random) -> {
                image.set(Feature.MEAN_INTENSITY, image.feature(Feature.MEAN_INTENSITY) + 22 * random.nextGaussian());
                image.set(Feature.NOISE_LEVEL, 2 * image.feature(Feature.NOISE_LEVEL));
            });
        }
    },
    /** Everywhere 35 points more patients lie in bed: more portable views, whose images differ. */
    MIX(DriftKind.DATA, "all") {
        @Override
        Change on(int night) {
            return new Change() {
                @Override
                public double morePortable() {
                    return 0.35;
                }
            };
        }
    },
    /** Everywhere pneumonia falls from about 0.45 to about 0.25. */
    PREVALENCE(DriftKind.PREDICTION, "all") {
        @Override
        Change on(int night) {
            return new Change() {
                @Override
                public double morePneumonia(String site) {
                    return -0.9;
                }
            };
        }
    },
    /** At one site the model no longer sees two in three pneumonias; its images are as ever. */
    MISSED_PNEUMONIA(DriftKind.PREDICTION, "site=north") {
        @Override
        Change on(int night) {
            return at(
                    image -> image.patient().site().equals("north")
                            && image.patient().positive(),
                    (image, random) -> {
                        if (random.nextInt(3) > 0) {
                            image.say(image.logit() - 4);
                        }
                    });
        }
    },
    /** A scanner's detector is dead: its images are black. */
    DEAD_SCANNER(DriftKind.DATA, "scanner=harbor-2") {
        @Override
        Change on(int night) {
            return at(image -> image.patient().scanner().equals("harbor-2"), (image, random) -> {
                List.of(Feature.values()).forEach(feature -> image.set(feature, 0));
                image.set(Feature.DARK_FRACTION, 1);
                image.say(-3);
            });
        }
    };

    private final DriftKind kind;
    private final String where;

    Event(DriftKind kind, String where) {
        this.kind = kind;
        this.where = where;
    }

    /** What it does on a night, counted from 0. */
    abstract Change on(int night);

    /** The kind of drift that it is. */
    DriftKind kind() {
        return kind;
    }

    /** What should be named as its cause. */
    Slice where() {
        return Slice.parse(where);
    }

    private interface Place {
        boolean holds(Image image);
    }

    private interface Touch {
        void touch(Image image, RandomGenerator random);
    }

    private static Change at(Place place, Touch touch) {
        return new Change() {
            @Override
            public void touch(Image image, RandomGenerator random) {
                if (place.holds(image)) {
                    touch.touch(image, random);
                }
            }
        };
    }
}
