package org.cxrwatch.command;

import java.time.LocalDate;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.model.Slice;

/** What to look at first, of each kind of alert; the runbook says the rest. */
final class FirstCheck {

    private FirstCheck() {}

    /** One step, in words. */
    static String of(KnownAlert alert) {
        Slice slice = alert.slice();
        LocalDate day = alert.episode().span().opened().firstDay();
        String where = slice.isAll() ? "everywhere" : "at " + slice.value();
        String choice = " --date " + day + (slice.isAll() ? "" : " --slice " + slice);
        return switch (alert.episode().key().type()) {
            case ACCURACY_DROP -> accuracy(where, choice);
            case DRIFT_DETECTED -> drift(alert, where, choice);
            case HIGH_LATENCY ->
                "See whether a host was at its limit in the same hours (`cxrwatch system metrics --date " + day
                        + "`), then what was deployed just before.";
            case MODEL_FAILURE ->
                "See whether the service answers anything " + where
                        + " now, and its log of that hour; until it does, readings there go without the classifier.";
            case HIGH_ERROR_RATE ->
                (slice.isAll() ? "All sites: look at the service itself" : "Look at the gateway and network " + where)
                        + "; timeouts point to load: `cxrwatch performance summary" + choice + "`.";
            case LOW_THROUGHPUT ->
                "See whether files wait (`cxrwatch plan`), then the usual traffic (`cxrwatch traffic"
                        + (slice.isAll() ? "" : " --slice " + slice)
                        + "`): a log that comes late looks like silence.";
            case RUN_FAILED ->
                RunFailures.isOfMessages(alert.episode().key())
                        ? "See which messages were not delivered, and why (`cxrwatch notify --list-dead`); mend the channel,"
                                + " then `cxrwatch notify --retry-dead`."
                        : "See how the last runs ended (`cxrwatch status`), mend what the message names, then run"
                                + " `cxrwatch nightly`: what was missed is read then.";
            case SYSTEM_RESOURCE,
                    SYSTEM_TREND,
                    NO_BASELINE,
                    LABEL_COVERAGE,
                    DATA_QUALITY,
                    CUSTOM_METRIC,
                    LIFE_CYCLE,
                    NOT_MEASURED -> beside(alert, day, where, choice);
        };
    }

    /** Of hosts, sources, labels and whatever else has no answers to look at. */
    private static String beside(KnownAlert alert, LocalDate day, String where, String choice) {
        Slice slice = alert.slice();
        return switch (alert.episode().key().type()) {
            case SYSTEM_RESOURCE ->
                "Find the process on " + alert.episode().key().scope()
                        + ", and whether requests were slower in the same hours (`cxrwatch system metrics --date " + day
                        + "`).";
            case SYSTEM_TREND ->
                "Ask what was deployed or restarted on " + alert.episode().key().scope() + " around " + day
                        + " (`cxrwatch system trends`), and plan a restart before the limit.";
            case NO_BASELINE ->
                "Ask whether " + alert.episode().key().scope() + " was meant to be in use; after a week in which"
                        + " nothing was wrong, `cxrwatch baseline establish --model-version "
                        + alert.episode().key().scope() + "`.";
            case LABEL_COVERAGE ->
                "See whether labels "
                        + (slice.isAll() ? "still come at all" : where + " are read and exported as before")
                        + " (`cxrwatch performance summary" + choice
                        + "`), and whether their ids still match: `cxrwatch labels orphans`.";
            case DATA_QUALITY ->
                "See which rows were put aside and why (the lake's table reject, `cxrwatch status`); mend the writer,"
                        + " then the files.";
            case CUSTOM_METRIC ->
                "See it beside the others of that day: `cxrwatch performance summary" + choice
                        + "`; what it counts stands in the configuration.";
            case NOT_MEASURED ->
                "Ask what was deployed around " + day
                        + " that logs less than before, and see which columns are missing: `cxrwatch status`,"
                        + " `cxrwatch predictions recent`.";
            case LIFE_CYCLE ->
                "Ask whether it was announced: if not, a name was mistyped or changed. Nothing new is compared before a"
                        + " baseline holds it.";
            default -> throw new IllegalStateException(alert.episode().key() + " is about answers or requests.");
        };
    }

    private static String accuracy(String where, String choice) {
        return "Have readings " + where + " checked by a radiologist until the cause is found; then see which error"
                + " grew: `cxrwatch performance summary" + choice + "`.";
    }

    private static String drift(KnownAlert alert, String where, String choice) {
        return switch (alert.driftKind().orElseThrow()) {
            case DATA ->
                "Look at ten images " + where + " from before and after " + alert.since()
                        + ", and ask what was set, serviced or deployed "
                        + (alert.slice().isAll() ? "that all images go through." : "there: scanner, gateway, export.");
            case PREDICTION ->
                "Ask whether other patients are scanned " + where
                        + " (outbreak, new ward, screening) before doubting the model; if this case holds data drift,"
                        + " the images explain it.";
            case CONCEPT -> accuracy(where, choice);
        };
    }
}
