package org.cxrwatch.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;

/**
 * What to look at first, of each kind of alert; the runbook says the rest.
 *
 * @param episode the alert
 * @param since when it began, as people read it
 */
public record FirstCheck(Episode episode, String since) {

    private static final String DATE = "\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2} UTC)?( \\([^)]*\\))?";

    /**
     * The steps of several alerts, the worst first: each once, for the first window it is due in and all hosts it is
     * due at. Where images changed nobody need ask after other patients.
     */
    public static List<String> of(Collection<FirstCheck> worstFirst) {
        Set<Slice> images = worstFirst.stream()
                .filter(check -> CaseStory.isDrift(check.key(), DriftKind.DATA))
                .map(check -> check.key().slice())
                .collect(Collectors.toSet());
        Map<String, List<FirstCheck>> steps = new LinkedHashMap<>();
        worstFirst.stream()
                .filter(check -> !CaseStory.isDrift(check.key(), DriftKind.PREDICTION)
                        || !images.contains(check.key().slice()))
                .forEach(check -> steps.computeIfAbsent(check.step("").replaceAll(DATE, ""), fresh -> new ArrayList<>())
                        .add(check));
        return steps.values().stream()
                .map(same -> same.get(0)
                        .step(same.stream()
                                .map(check -> check.key().scope())
                                .distinct()
                                .collect(Collectors.joining(" and "))))
                .toList();
    }

    /** One step, in words; of what is due at hosts, at these. */
    private String step(String hosts) {
        return switch (key().type()) {
            case ACCURACY_DROP -> accuracy();
            case DRIFT_DETECTED -> drift();
            case HIGH_LATENCY ->
                "See whether a host was at its limit in the same hours (`cxrwatch system metrics --date " + day()
                        + "`), then what was deployed just before.";
            case HIGH_ERROR_RATE ->
                (key().slice().isAll()
                                ? "All sites: look at the service itself"
                                : "Look at the gateway and network " + where())
                        + "; timeouts point to load: `cxrwatch performance summary" + choice() + "`.";
            case LOW_THROUGHPUT ->
                "See whether files wait (`cxrwatch plan`), then the usual traffic (`cxrwatch traffic" + slice()
                        + "`): a log that comes late looks like silence.";
            case SYSTEM_RESOURCE ->
                "Find the process on " + hosts
                        + ", and whether requests were slower in the same hours (`cxrwatch system metrics --date "
                        + day() + "`).";
            case SYSTEM_TREND ->
                "Ask what was deployed or restarted on " + hosts + " on or just before " + since
                        + ", in what holds it (`cxrwatch system trends --from " + day().minusDays(6) + " --to "
                        + episode.span().last().lastDay() + "`), and plan a restart before the limit.";
            default -> beside();
        };
    }

    /** Of sources, labels and whatever else has no answers to look at. */
    private String beside() {
        return switch (key().type()) {
            case NO_BASELINE ->
                "Ask whether " + key().scope() + " was meant to be in use; after a week in which"
                        + " nothing was wrong, `cxrwatch baseline establish --model-version "
                        + Plain.word(key().scope()) + "`.";
            case LABEL_COVERAGE ->
                "See whether labels "
                        + (key().slice().isAll() ? "still come at all" : where() + " are read and exported as before")
                        + " (`cxrwatch performance summary" + choice()
                        + "`), and whether their ids still match: `cxrwatch labels orphans`.";
            case DATA_QUALITY ->
                "See which rows were put aside and why (the lake's table reject, `cxrwatch status`); mend the writer,"
                        + " then the files.";
            case CUSTOM_METRIC ->
                "See it beside the others of that day: `cxrwatch performance summary" + choice()
                        + "`; what it counts stands in the configuration.";
            case LIFE_CYCLE ->
                "Ask whether it was announced: if not, a name was mistyped or changed. Nothing new is compared before a"
                        + " baseline holds it.";
            case NOT_MEASURED, MODEL_FAILURE, RUN_FAILED -> watching();
            default -> throw new IllegalStateException(key() + " is about answers, requests or hosts.");
        };
    }

    /** Where nothing is answered, measured or sent any more. */
    private String watching() {
        return switch (key().type()) {
            case NOT_MEASURED ->
                "Ask what was deployed around " + day()
                        + " that logs less than before, and see which columns are missing: `cxrwatch status`,"
                        + " `cxrwatch predictions recent`.";
            case MODEL_FAILURE ->
                "See whether the service answers anything " + where()
                        + " now, and its log of that hour; until it does, readings there go without the classifier.";
            default ->
                RunFailures.isOfMessages(key())
                        ? "See which messages were not delivered, and why (`cxrwatch notify --list-dead`); mend the"
                                + " channel, then `cxrwatch notify --retry-dead`."
                        : "See how the last runs ended (`cxrwatch status`), mend what the message names, then run"
                                + " `cxrwatch nightly`: what was missed is read then.";
        };
    }

    private String accuracy() {
        return "Have readings " + where() + " checked by a radiologist until the cause is found; then see which error"
                + " grew: `cxrwatch performance summary" + choice() + "`.";
    }

    private String drift() {
        if (CaseStory.isDrift(key(), DriftKind.CONCEPT)) {
            return accuracy();
        }
        return CaseStory.isDrift(key(), DriftKind.DATA)
                ? "Look at ten images " + where() + " from before and after " + since
                        + ", and ask what was set, serviced or deployed "
                        + (key().slice().isAll() ? "that all images go through." : "there: scanner, gateway, export.")
                : "Ask whether other patients are scanned " + where()
                        + " (outbreak, new ward, screening) before doubting the model.";
    }

    private AlertKey key() {
        return episode.key();
    }

    private LocalDate day() {
        return episode.span().opened().firstDay();
    }

    private String where() {
        return CaseStory.where(key().slice());
    }

    private String choice() {
        return " --date " + day() + slice();
    }

    private String slice() {
        Slice slice = key().slice();
        return slice.isAll() ? "" : " --slice " + Plain.word(slice.toString());
    }
}
