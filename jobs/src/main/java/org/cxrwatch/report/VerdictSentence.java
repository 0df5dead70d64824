package org.cxrwatch.report;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Severity;
import org.cxrwatch.score.Verdict;

/**
 * The sentence that a page begins with: what to do, and why.
 *
 * @param tone how bad it is
 * @param text the sentence
 */
record VerdictSentence(Tone tone, String text) {

    /** Of the cases that were open, the worst first, and of what the day's comparison said. */
    static VerdictSentence of(List<CaseView> cases, Optional<Verdict> whole) {
        if (!cases.isEmpty()) {
            CaseView worst = cases.get(0);
            return new VerdictSentence(worst.tone(), call(worst.tone()) + ": " + worst.headline() + "." + rest(cases));
        }
        return new VerdictSentence(whole.map(Slices::tone).orElse(Tone.UNKNOWN), quiet(whole));
    }

    /** How many more there are, and how many of them cannot wait for the first. */
    private static String rest(List<CaseView> cases) {
        int more = cases.size() - 1;
        if (more == 0) {
            return "";
        }
        Tone tone = cases.get(0).tone();
        long asUrgent = cases.stream().skip(1).filter(one -> one.tone() == tone).count();
        String urgent = asUrgent == 0 || !tone.isAlarming()
                ? ""
                : asUrgent == more ? ", as urgent" : ", " + asUrgent + " of them as urgent";
        return " " + (more == 1 ? "One more case is" : more + " more cases are") + " open" + urgent + ".";
    }

    private static String call(Tone tone) {
        return switch (tone) {
            case EMERGENCY -> "Act now";
            case CRITICAL -> "Act today";
            case WARNING -> "Look at it in working hours";
            case INFO, FINE, UNKNOWN -> "For information";
        };
    }

    private static String quiet(Optional<Verdict> whole) {
        if (whole.isEmpty()) {
            return "Nothing was compared on this day: no version answered, or none was evaluated.";
        }
        Verdict verdict = whole.get();
        if (verdict.severity() != Severity.NONE) {
            return "Nobody needs to act. Something moved, not enough for an alert, or taken back since"
                    + verdict.recommendations().stream()
                            .findFirst()
                            .map(first -> ": " + Shown.sentence(first))
                            .orElse("")
                    + ".";
        }
        return verdict.overall()
                .absence()
                .map(VerdictSentence::unknown)
                .orElse("Nothing needs you: images and answers are as in the baseline, and no alert is open.");
    }

    private static String unknown(Reason reason) {
        return switch (reason) {
            case NO_BASELINE ->
                "No alert is open. Nobody can say yet whether images changed: nothing says what is normal. After a"
                        + " normal week: cxrwatch baseline establish --activate";
            case IN_BASELINE ->
                "No alert is open. This day is part of the baseline, which says what is normal; it is not compared with"
                        + " itself.";
            case TOO_FEW_ROWS -> "No alert is open. There were too few predictions to compare.";
            default -> "No alert is open. Nothing could be compared: " + Shown.reason(reason) + ".";
        };
    }
}
