package org.cxrwatch.alert;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;

/** Judges what has no slices: hosts, traffic, versions without a baseline, and what is not measured any more. */
final class PlainJudge {

    /** A limit this near is told, however little the number gains. */
    private static final double LIMIT_WITHIN_DAYS = 7;

    /** Fewer days tell little of what is usual. */
    private static final int LEAST_DAYS_BEFORE = 3;

    private static final int MOST_NAMED = 8;

    private final Rule rule;

    PlainJudge(Rule rule) {
        this.rule = rule;
    }

    /** At least half of the samples beyond a level. */
    Judgement host(HostLoad load) {
        String about = rule.metric() + " of host " + load.host() + " " + Wording.on(load.window());
        if (load.samples() < rule.least().n()) {
            return judgement(
                    load.host(),
                    SliceFinding.undecided(Slice.ALL, about + " was logged " + load.samples() + " times only."));
        }
        return judgement(
                load.host(),
                finding(
                        load.upperHalf(),
                        about + ": half of " + load.samples() + " samples at " + Wording.number(load.upperHalf())
                                + " or more, at most " + Wording.number(load.max())));
    }

    /** A number that rises, surely and by much, or nears its limit. */
    Judgement growth(HostGrowth host) {
        String about = rule.metric() + " of host " + host.host();
        if (host.growth().isEmpty() || host.growth().get().days() < rule.least().n()) {
            return judgement(
                    host.host(),
                    SliceFinding.undecided(Slice.ALL, about + " was logged on too few days to tell where it goes."));
        }
        HostGrowth.Growth growth = host.growth().get();
        if (!(growth.probability() <= 1 - rule.threshold().confidence()) || !(growth.perDay() > 0)) {
            return judgement(
                    host.host(),
                    SliceFinding.fine(
                            Slice.ALL,
                            about + " does not rise by more than chance over the " + growth.days() + " days to "
                                    + Wording.when(host.window()) + "."));
        }
        String text = about + " rises by " + Wording.number(growth.perDay()) + " a day"
                + growth.since().map(day -> " since " + day).orElse(" for " + growth.days() + " days or longer")
                + ", to " + Wording.number(growth.last()) + " " + Wording.on(host.window())
                + " (probability by chance " + Probability.text(growth.probability()) + ")" + limit(growth);
        boolean nearsLimit = growth.daysToLimit().orElse(Double.POSITIVE_INFINITY) < LIMIT_WITHIN_DAYS;
        double gained = growth.gained().orElse(0);
        SliceFinding byGain = finding(
                gained,
                text + "; in " + growth.days() + " days it gained " + Wording.number(gained) + " of its usual level");
        return judgement(
                host.host(),
                nearsLimit && !byGain.fired() ? SliceFinding.beyond(Slice.ALL, least(), text + ".") : byGain);
    }

    private static String limit(HostGrowth.Growth growth) {
        return growth.daysToLimit().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; it reaches its limit in %.1f days",
                        growth.daysToLimit().getAsDouble());
    }

    private AlertSeverity least() {
        return rule.threshold()
                .levels()
                .get(rule.threshold().levels().size() - 1)
                .severity();
    }

    /** So few requests that chance does not explain it, and few enough to matter. */
    Judgement traffic(HourTraffic traffic) {
        String scope = Scope.SERVICE.toString();
        String about = "On " + Wording.when(traffic.window()) + " " + traffic.requests() + " requests came";
        OptionalDouble usual = traffic.usual();
        if (usual.isEmpty() || !(usual.getAsDouble() > 0)) {
            return judgement(
                    scope, SliceFinding.undecided(Slice.ALL, about + "; what is usual then is not known yet."));
        }
        String text = about + ", " + Wording.number(usual.getAsDouble()) + " are usual (probability of so few "
                + Probability.text(traffic.probability()) + ")";
        SliceFinding found = finding(traffic.requests() / usual.getAsDouble(), text);
        boolean byChance = !(traffic.probability() <= 1 - rule.threshold().confidence());
        return judgement(
                scope,
                found.fired() && byChance
                        ? SliceFinding.undecided(Slice.ALL, text + ": chance may explain it.")
                        : found);
    }

    /** A version that answers patients, has no baseline, and should have one by now. */
    Judgement baseline(VersionTraffic version) {
        String about =
                version.modelVersion() + " answered " + version.rows() + " requests " + Wording.on(version.window());
        if (version.standing() == VersionTraffic.Standing.HAS_BASELINE) {
            return judgement(
                    version.modelVersion(), SliceFinding.fine(Slice.ALL, about + " and has an active baseline."));
        }
        if (version.rows() < rule.least().n()) {
            return judgement(
                    version.modelVersion(),
                    SliceFinding.undecided(Slice.ALL, about + ", too few to ask for a baseline."));
        }
        SliceFinding byTime = finding(
                version.hoursKnown(),
                about + " without an active baseline, " + Wording.number(Math.floor(version.hoursKnown()))
                        + " hours after its first answer");
        if (byTime.fired() || version.standing() == VersionTraffic.Standing.NOBODY_HAS) {
            return judgement(version.modelVersion(), byTime);
        }
        return judgement(
                version.modelVersion(),
                SliceFinding.beyond(
                        Slice.ALL,
                        least(),
                        about + " without an active baseline, which another version has: its drift is not looked at. "
                                + "Establish and promote one."));
    }

    /** What used to be measured and is not, of a version that answered enough. */
    Judgement measured(MeasuredDay day) {
        String about = "Of " + day.rows() + " answers of " + day.modelVersion() + " " + Wording.on(day.window());
        if (day.rows() < rule.least().n()) {
            return judgement(
                    day.modelVersion(),
                    SliceFinding.undecided(Slice.ALL, about + ", too few to ask what is measured of them."));
        }
        if (day.daysBefore() < LEAST_DAYS_BEFORE) {
            return judgement(
                    day.modelVersion(),
                    SliceFinding.undecided(
                            Slice.ALL, about + " was not compared: what is usually measured is not known yet."));
        }
        if (!day.lost().isEmpty()) {
            return lost(day, about);
        }
        return judgement(
                day.modelVersion(),
                day.fading().isEmpty()
                        ? SliceFinding.fine(
                                Slice.ALL,
                                about + " all was measured that was on the " + day.daysBefore() + " days before.")
                        : SliceFinding.undecided(
                                Slice.ALL,
                                about + " " + String.join(", ", day.fading())
                                        + " was not measured, as on half of the days before or more."));
    }

    private Judgement lost(MeasuredDay day, String about) {
        String lost = day.lost().entrySet().stream()
                .limit(MOST_NAMED)
                .map(entry -> entry.getKey() + " (" + entry.getValue().name().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
        int more = day.lost().size() - MOST_NAMED;
        return judgement(
                day.modelVersion(),
                SliceFinding.beyond(
                        Slice.ALL,
                        least(),
                        about + " " + lost + (more > 0 ? " and " + more + " more" : "")
                                + (day.lost().size() == 1 ? " was" : " were")
                                + " not measured, unlike on most of the " + day.daysBefore()
                                + " days before: nobody would see it move. See whether it is still logged."));
    }

    private SliceFinding finding(double value, String text) {
        Score.Measured number = new Score.Measured(value, value, value);
        return new LevelReading(rule.threshold()).finding(Slice.ALL, number, text);
    }

    private Judgement judgement(String scope, SliceFinding finding) {
        AlertKey key = rule.key(scope, Slice.ALL);
        return switch (finding.standing()) {
            case BEYOND -> new Judgement.Raised(key, finding.severity().orElseThrow(), finding.text(), List.of());
            case FINE -> new Judgement.Clear(key, finding.text());
            case UNDECIDED -> new Judgement.Undecided(key, finding.text());
        };
    }
}
