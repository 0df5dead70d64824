package org.cxrwatch.summary;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.LabelHistory.Word;

/** Counts the labels of predictions into the contents of label cells. */
public final class LabelCells {

    private final SummaryDefinition definition;
    private final LabelRules rules;
    private final Map<CellContent.Address, CellContent> contents = new HashMap<>();

    /** Counts by this definition what holds by these rules. */
    public LabelCells(SummaryDefinition definition, LabelRules rules) {
        this.definition = definition;
        this.rules = rules;
    }

    /**
     * Counts what new words change for a prediction.
     *
     * @param prediction a successful prediction
     * @param arrived when the prediction arrived: a label counts from the later of both arrivals
     * @param before words counted earlier
     * @param fresh words to be counted now
     */
    public void add(Prediction prediction, Arrival arrived, List<Word> before, List<Word> fresh) {
        LabelHistory history = new LabelHistory(rules);
        history.count(about(arrived, before));
        history.count(about(arrived, fresh)).forEach(change -> add(prediction, change));
    }

    private static List<Word> about(Arrival row, List<Word> words) {
        return words.stream().map(word -> word.about(row)).toList();
    }

    private void add(Prediction prediction, LabelHistory.Change change) {
        LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
        SummaryDefinition.slicesOf(definition.sliceKeys(), prediction.attributes())
                .forEach(slice -> add(new CellContent(
                        new CellKey(PartKind.LABEL, prediction.modelVersion(), day, Optional.empty(), slice),
                        change.arrival(),
                        part(prediction.answer(), change, slice))));
    }

    private static LabelPart part(Prediction.Answer answer, LabelHistory.Change change, Slice slice) {
        LabelledScores scores = LabelledScores.of(
                change.actualClass(),
                answer.predictedClass(),
                NumericSummary.of(SummaryDefinition.resolutionOf(slice), answer.positiveScore()));
        return change.kind() == LabelHistory.Change.Kind.GIVEN ? LabelPart.given(scores) : LabelPart.withdrawn(scores);
    }

    private void add(CellContent content) {
        contents.merge(content.address(), content, CellContent::with);
    }

    /** What was counted so far; the collector is empty afterwards. */
    public List<CellContent> drain() {
        List<CellContent> drained = List.copyOf(contents.values());
        contents.clear();
        return drained;
    }
}
