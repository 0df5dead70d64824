package org.cxrwatch.bench;

/** One image on its way through a {@link Hospital}: what changes may touch before it is counted. */
final class Image {

    private final Patient patient;
    private final double[] features;
    private double logit;

    /** Who was examined where. */
    record Patient(String site, String scanner, String view, String sex, String age, boolean positive) {}

    Image(Patient patient, double[] features, double logit) {
        this.patient = patient;
        this.features = features;
        this.logit = logit;
    }

    Patient patient() {
        return patient;
    }

    double feature(Feature feature) {
        return features[feature.ordinal()];
    }

    void set(Feature feature, double value) {
        features[feature.ordinal()] = value;
    }

    /** The log odds of the positive class, as the model says. */
    double logit() {
        return logit;
    }

    void say(double newLogit) {
        logit = newLogit;
    }
}
