package org.cxrwatch.notice;

import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.score.DriftKind;

/** What an alert is about, as one can say that it is over: {@code changed images at valley}. */
final class Noun {

    private Noun() {}

    static String of(AlertKey key) {
        String at = CaseStory.at(key.slice());
        return switch (key.type()) {
            case ACCURACY_DROP -> "wrong answers " + CaseStory.where(key.slice());
            case DRIFT_DETECTED -> drifted(key) + " " + CaseStory.where(key.slice());
            case HIGH_LATENCY -> "slow answers" + at;
            case HIGH_ERROR_RATE -> "failing requests" + at;
            case LOW_THROUGHPUT -> "missing requests" + at;
            case SYSTEM_RESOURCE -> "high " + key.metric() + " of " + key.scope();
            case SYSTEM_TREND -> "rising " + key.metric() + " of " + key.scope();
            case NO_BASELINE -> key.scope() + " without a baseline";
            case LABEL_COVERAGE -> "missing labels" + at;
            case NOT_MEASURED -> "numbers of " + key.scope() + " that are not measured any more";
            case MODEL_FAILURE -> "requests that all fail" + at;
            case RUN_FAILED ->
                RunFailures.isOfMessages(key)
                        ? "messages to " + key.scope() + " that were given up"
                        : "nights of cxrwatch that failed or are late";
            default -> key.metric().replace('_', ' ') + at;
        };
    }

    private static String drifted(AlertKey key) {
        if (CaseStory.isDrift(key, DriftKind.DATA)) {
            return "changed images";
        }
        return CaseStory.isDrift(key, DriftKind.PREDICTION) ? "changed answers" : "wrong answers";
    }
}
