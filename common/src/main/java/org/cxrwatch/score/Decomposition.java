package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.ValueChange.Known;

/**
 * The arithmetic of {@link ChangeAttribution} over one attribute. w are shares of all rows, l shares of the labelled
 * ones, a the values' own shares, A = Σ w a; Σ l a is the share among the labelled. A value whose a is known on one
 * side only is given that on both.
 */
final class Decomposition {

    private final String attribute;
    private final List<Value> values = new ArrayList<>();
    private final List<Slice> unlabelled = new ArrayList<>();
    private final Sums before;
    private final Sums after;

    Decomposition(String attribute, Map<Slice, ShareCounts> before, Map<Slice, ShareCounts> after) {
        this.attribute = attribute;
        TreeSet<Slice> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (Slice slice : names) {
            Value value = new Value(
                    slice, before.getOrDefault(slice, ShareCounts.NONE), after.getOrDefault(slice, ShareCounts.NONE));
            if (value.before().n() + value.after().n() > 0) {
                values.add(value);
            } else {
                unlabelled.add(slice);
            }
        }
        this.before = new Sums(values, Value::before, Value::shareBefore);
        this.after = new Sums(values, Value::after, Value::shareAfter);
    }

    private record Value(Slice slice, ShareCounts before, ShareCounts after) {

        Known known() {
            return before.n() == 0 ? Known.ONLY_AFTER : after.n() == 0 ? Known.ONLY_BEFORE : Known.BOTH;
        }

        double shareBefore() {
            return before.n() == 0 ? after.share() : before.share();
        }

        double shareAfter() {
            return after.n() == 0 ? before.share() : after.share();
        }

        double change() {
            return shareAfter() - shareBefore();
        }

        /** The variance of the change; 0 if it is none. */
        double varianceOfChange() {
            return known() == Known.BOTH ? before.variance() + after.variance() : 0;
        }

        /** The variance of the mean of both sides. */
        double varianceOfMean() {
            return switch (known()) {
                case BOTH -> (before.variance() + after.variance()) / 4;
                case ONLY_BEFORE -> before.variance();
                case ONLY_AFTER -> after.variance();
            };
        }
    }

    private interface Side {
        ShareCounts of(Value value);
    }

    /** One side's rows, labels and mean. */
    private static final class Sums {

        private final Side side;
        private final double rows;
        private final double labels;
        private final double mean;

        Sums(List<Value> values, Side side, ToDoubleFunction<Value> share) {
            this.side = side;
            this.rows =
                    values.stream().mapToDouble(value -> side.of(value).rows()).sum();
            this.labels =
                    values.stream().mapToDouble(value -> side.of(value).n()).sum();
            this.mean = values.stream()
                    .mapToDouble(value -> weight(value) * share.applyAsDouble(value))
                    .sum();
        }

        /** w. */
        double weight(Value value) {
            return side.of(value).rows() / rows;
        }

        /** l − w. */
        double labelledMore(Value value) {
            return side.of(value).n() / labels - weight(value);
        }

        /** The variance of Σ w g by chance who comes, if Σ w = 1. */
        double varianceOfMix(List<Value> values, ToDoubleFunction<Value> g) {
            return spread(values, this::weight, g) / rows;
        }

        /** The variance of Σ (l − w) g by chance who comes and who of them is labelled; 0 if all are. */
        double varianceOfLabelling(List<Value> values, ToDoubleFunction<Value> g) {
            double ofLabelled = spread(values, value -> side.of(value).n() / labels, g);
            return Math.max(0, ofLabelled * (1 / labels - 2 / rows) + spread(values, this::weight, g) / rows);
        }

        private static double spread(List<Value> values, ToDoubleFunction<Value> weight, ToDoubleFunction<Value> g) {
            double sum = 0;
            double squares = 0;
            for (Value value : values) {
                sum += weight.applyAsDouble(value) * g.applyAsDouble(value);
                squares += weight.applyAsDouble(value) * g.applyAsDouble(value) * g.applyAsDouble(value);
            }
            return Math.max(0, squares - sum * sum);
        }
    }

    AttributeChange change() {
        return new AttributeChange(
                attribute,
                part(this::mix, mixVariance()),
                part(this::within, withinVariance()),
                part(this::labelling, labellingVariance()),
                values.stream()
                        .map(value -> new ValueChange(
                                value.slice(),
                                value.before(),
                                value.after(),
                                weight(value),
                                mix(value),
                                within(value),
                                labelling(value),
                                value.known(),
                                p(value)))
                        .toList(),
                unlabelled);
    }

    private AttributeChange.Part part(ToDoubleFunction<Value> of, double variance) {
        return new AttributeChange.Part(values.stream().mapToDouble(of).sum(), Math.sqrt(variance));
    }

    private double weight(Value value) {
        return (before.weight(value) + after.weight(value)) / 2;
    }

    private double mix(Value value) {
        return (after.weight(value) - before.weight(value)) * fromMean(value);
    }

    private double fromMean(Value value) {
        return (value.shareBefore() + value.shareAfter()) / 2 - (before.mean + after.mean) / 2;
    }

    private double within(Value value) {
        return value.change() * weight(value);
    }

    private double labelling(Value value) {
        return after.labelledMore(value) * (value.shareAfter() - after.mean)
                - before.labelledMore(value) * (value.shareBefore() - before.mean);
    }

    private double mixVariance() {
        double byShares = values.stream()
                .mapToDouble(value -> Math.pow(after.weight(value) - before.weight(value), 2) * value.varianceOfMean())
                .sum();
        return byShares + before.varianceOfMix(values, this::fromMean) + after.varianceOfMix(values, this::fromMean);
    }

    private double withinVariance() {
        double byShares = values.stream()
                .mapToDouble(value -> weight(value) * weight(value) * value.varianceOfChange())
                .sum();
        return byShares
                + before.varianceOfMix(values, value -> value.change() / 2)
                + after.varianceOfMix(values, value -> value.change() / 2);
    }

    private double labellingVariance() {
        double byShares = values.stream()
                .mapToDouble(value -> Math.pow(before.labelledMore(value), 2) * variance(value.before(), value)
                        + Math.pow(after.labelledMore(value), 2) * variance(value.after(), value))
                .sum();
        return byShares
                + before.varianceOfLabelling(values, Value::shareBefore)
                + after.varianceOfLabelling(values, Value::shareAfter);
    }

    private static double variance(ShareCounts side, Value value) {
        return side.n() > 0 ? side.variance() : value.varianceOfMean();
    }

    /** Whether the value changed as the others did together, by their weights. */
    private double p(Value value) {
        double othersWeight = 0;
        double othersChange = 0;
        double othersVariance = 0;
        for (Value other : values) {
            if (!other.slice().equals(value.slice()) && other.known() == Known.BOTH) {
                double weight = weight(other);
                othersWeight += weight;
                othersChange += weight * other.change();
                othersVariance += weight * weight * other.varianceOfChange();
            }
        }
        if (value.known() != Known.BOTH || !(othersWeight > 0)) {
            return 1;
        }
        double difference = value.change() - othersChange / othersWeight;
        double variance = value.varianceOfChange() + othersVariance / (othersWeight * othersWeight);
        return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(difference) / Math.sqrt(variance));
    }
}
