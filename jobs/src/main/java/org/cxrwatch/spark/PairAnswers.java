package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * What two versions said of each labelled image, from answers and labels as {@link LabelColumns} brings them together:
 * one entry an image and slice.
 */
final class PairAnswers implements FlatMapFunction<Iterator<InternalRow>, SaidOfImage> {

    private static final long serialVersionUID = 1L;

    private final String first;
    private final String second;
    private final List<String> sliceKeys;
    private final LabelledImage.Pairs pairs;

    PairAnswers(String first, String second, List<String> sliceKeys, LabelRules rules) {
        this.first = first;
        this.second = second;
        this.sliceKeys = sliceKeys;
        this.pairs = new LabelledImage.Pairs(0, rules, Set.of());
    }

    @Override
    public Iterator<SaidOfImage> call(Iterator<InternalRow> rows) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new LabelledImages(rows), Spliterator.NONNULL), false)
                .flatMap(this::said)
                .iterator();
    }

    private Stream<SaidOfImage> said(LabelledImage image) {
        Optional<Prediction> one = image.latest(first);
        Optional<Prediction> other = image.latest(second);
        if (one.isEmpty() || other.isEmpty()) {
            return Stream.empty();
        }
        List<Prediction> answers = List.of(one.get(), other.get());
        return image.actualClass(answers, pairs).stream()
                .flatMap(actual -> SummaryDefinition.slicesOf(
                                sliceKeys, other.get().attributes())
                        .map(slice -> new SaidOfImage(
                                slice.key(),
                                slice.value(),
                                actual,
                                one.get().answer().predictedClass(),
                                other.get().answer().predictedClass())));
    }
}
