package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Cells;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.PowerCard;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;

/** What a version's baseline lets one find at its usual volume; nothing is stored. */
public final class DetectionPower {

    private final BaselineRegister register;
    private final BaselineContents contents;
    private final Cells cells;
    private final EvaluationPolicy policy;

    /** Answers by this policy. */
    public DetectionPower(BaselineRegister register, BaselineContents contents, Cells cells, EvaluationPolicy policy) {
        this.register = register;
        this.contents = contents;
        this.cells = cells;
        this.policy = policy;
    }

    /**
     * The card.
     *
     * @param baseline of which
     * @param lines by slice
     */
    public record Card(BaselineRecord baseline, List<PowerCard.Line> lines) {

        /** Copies the list. */
        public Card {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Makes the card of a baseline.
     *
     * @param baselineId which; empty for the active one
     * @param modelVersion whose; empty if only one version has an active one
     * @param asOf when it has to be active, and by when labels had arrived
     */
    public Card run(Optional<String> baselineId, Optional<String> modelVersion, Instant asOf) {
        BaselineRecord record = new ChosenBaseline(register, contents).of(baselineId, modelVersion, asOf);
        Baseline baseline = contents.load(record);
        PowerCard card = new PowerCard(
                policy.drift(), policy.positiveClass(), policy.labels().leastLabels());
        return new Card(record, card.of(new DriftReference(baseline), labels(baseline, asOf)));
    }

    private Map<Slice, LabelPart> labels(Baseline baseline, Instant asOf) {
        Map<Slice, LabelPart> labels = new TreeMap<>();
        Set<LocalDate> days = baseline.days().keySet();
        CellSums sums = new CellSums(cells.load(new Cells.Range(
                baseline.days().firstKey(),
                baseline.days().lastKey(),
                Set.of(PartKind.LABEL, PartKind.DISTRIBUTION),
                asOf)));
        String version = baseline.about().modelVersion();
        days.forEach(day -> WindowParts.ofDay(sums, version, day, asOf)
                .labels()
                .forEach((slice, part) -> labels.merge(slice, part, LabelPart::plus)));
        return labels;
    }
}
