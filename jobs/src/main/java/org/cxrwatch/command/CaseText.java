package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.FirstCheck;

/**
 * A case or alert with its reasons, as people and programs are told.
 *
 * @param wanted what was asked for
 * @param alerts of it, in the order in which they opened
 * @param shares why accuracy and the share of positive answers changed, as far as that is the question
 * @param runbookOf the page that says what to do about an alert
 */
record CaseText(
        String wanted, List<KnownAlert> alerts, List<ShareExplained> shares, Function<AlertKey, String> runbookOf) {

    /** Copies the lists. */
    CaseText {
        alerts = List.copyOf(alerts);
        shares = List.copyOf(shares);
    }

    /** The answer. */
    Facts facts() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        lines.add("");
        lines.add("What was found:");
        alerts.forEach(alert -> {
            lines.add("  " + alert.evidence());
            lines.add(
                    "    " + alert.worst() + ", " + alert.state() + "; since " + alert.since() + "; " + alert.found());
        });
        TreeSet<Slice> symptoms = new TreeSet<>();
        alerts.forEach(alert -> symptoms.addAll(alert.episode().symptoms()));
        if (!symptoms.isEmpty()) {
            lines.add("  Moved with it, and needs no reason of its own: " + ShownText.of(symptoms) + ".");
        }
        shares.forEach(share -> {
            lines.add("");
            lines.addAll(share.lines());
        });
        lines.add("");
        lines.add("Check first:");
        List<String> checks = checks();
        for (int i = 0; i < checks.size(); i++) {
            lines.add("  " + (i + 1) + ". " + checks.get(i));
        }
        lines.add("Runbook: " + String.join(", ", runbooks()));
        return Facts.said(lines)
                .with("wanted", wanted)
                .with(
                        "alerts",
                        alerts.stream()
                                .map(alert -> alert.fields(
                                        runbookOf.apply(alert.episode().key())))
                                .toList())
                .with("symptoms", symptoms.stream().map(Slice::toString).toList())
                .with("explained", shares.stream().map(ShareExplained::fields).toList())
                .with("check_first", checks)
                .with("runbooks", runbooks());
    }

    private String head() {
        String cases = alerts.stream()
                .map(alert -> alert.episode().caseId())
                .distinct()
                .collect(Collectors.joining(", "));
        long open = alerts.stream().filter(KnownAlert::isOpen).count();
        return "Case " + cases + ": " + alerts.size() + (alerts.size() == 1 ? " alert" : " alerts") + ", the worst "
                + worstFirst().get(0).severity().text() + ", "
                + (open == 0 ? "none open" : open + " open") + ".";
    }

    private List<KnownAlert> worstFirst() {
        return alerts.stream()
                .sorted(Comparator.comparing(KnownAlert::severity).reversed())
                .toList();
    }

    /** The worst alert's first. */
    private List<String> checks() {
        return FirstCheck.of(worstFirst().stream()
                .map(alert -> new FirstCheck(alert.episode(), alert.since()))
                .toList());
    }

    private List<String> runbooks() {
        return worstFirst().stream()
                .map(alert -> runbookOf.apply(alert.episode().key()))
                .distinct()
                .toList();
    }
}
