package org.cxrwatch.summary;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Features, scores and attributes of the successful predictions of a day and slice, by predicted class, so that a
 * changed mix of classes can be told from changed images.
 *
 * @param resolution how finely numbers are kept
 * @param classes one distribution a predicted class
 */
public record DistributionPart(Resolution resolution, Keyed<ClassDistribution> classes)
        implements Part, Summary<DistributionPart> {

    /** The most classes that are kept apart. */
    public static final int CLASS_LIMIT = 16;

    /** No rows. */
    public static DistributionPart empty(Resolution resolution) {
        return of(resolution, Map.of());
    }

    /** These distributions. */
    public static DistributionPart of(Resolution resolution, Map<String, ClassDistribution> classes) {
        return new DistributionPart(resolution, Keyed.of(CLASS_LIMIT, classes));
    }

    @Override
    public PartKind kind() {
        return PartKind.DISTRIBUTION;
    }

    @Override
    public long rows() {
        return classes.entries().values().stream()
                .mapToLong(ClassDistribution::rows)
                .sum();
    }

    /** Rows of one predicted class. */
    public long rowsOf(String predictedClass) {
        return classes.find(predictedClass).map(ClassDistribution::rows).orElse(0L);
    }

    /** The features that occur in it, and those that were computed of its rows, if they never came to a number too. */
    public SortedSet<String> featureNames() {
        TreeSet<String> names = new TreeSet<>();
        classes.entries().values().forEach(each -> {
            names.addAll(each.features().entries().keySet());
            each.computed().derived().entries().keySet().forEach(id -> names.add(DefinitionId.name(id)));
        });
        return names;
    }

    /** The features that were computed of its rows by what users define. */
    public SortedSet<String> computedFeatures() {
        TreeSet<String> names = new TreeSet<>();
        computed().derived().entries().keySet().forEach(id -> names.add(DefinitionId.name(id)));
        return names;
    }

    /** How a feature's values came about. */
    public Provenance provenance(String feature) {
        return Provenance.of(feature, this);
    }

    /** What users' definitions counted, over all classes. */
    public Computed computed() {
        return classes.entries().values().stream()
                .map(ClassDistribution::computed)
                .reduce(Computed.NOTHING, Computed::plus);
    }

    /** The counts of a metric; empty if it was not asked of all rows. */
    public Optional<ShareCount> share(CustomMetric metric) {
        ShareCount sum = ShareCount.EMPTY;
        for (ClassDistribution each : classes.entries().values()) {
            ShareCount count = each.computed().shares().find(metric.id()).orElse(ShareCount.EMPTY);
            if (count.rows() != each.rows()) {
                return Optional.empty();
            }
            sum = sum.plus(count);
        }
        return Optional.of(sum);
    }

    /** A feature over all classes; empty if it never occurred. */
    public NumericSummary feature(String name) {
        return overClasses(each -> each.features().find(name).orElseGet(() -> NumericSummary.empty(resolution)));
    }

    /** The confidence over all classes. */
    public NumericSummary confidence() {
        return overClasses(ClassDistribution::confidence);
    }

    /** The positive score over all classes. */
    public NumericSummary positiveScore() {
        return overClasses(ClassDistribution::positiveScore);
    }

    /** Predictions by class. */
    public CategorySummary predictedClasses() {
        TreeMap<String, Long> rows = new TreeMap<>();
        classes.entries().forEach((name, each) -> rows.put(name, each.rows()));
        return CategorySummary.of(rows);
    }

    private NumericSummary overClasses(Function<ClassDistribution, NumericSummary> number) {
        return classes.entries().values().stream()
                .map(number)
                .reduce(NumericSummary.empty(resolution), NumericSummary::plus);
    }

    @Override
    public DistributionPart at(Resolution coarser) {
        return new DistributionPart(coarser, classes.each(each -> each.at(coarser)));
    }

    @Override
    public Part with(Part other) {
        return plus((DistributionPart) other);
    }

    @Override
    public DistributionPart plus(DistributionPart other) {
        if (resolution != other.resolution) {
            throw new IllegalArgumentException(
                    "Parts of resolution " + resolution + " and " + other.resolution + " cannot be added.");
        }
        return new DistributionPart(resolution, classes.plus(other.classes));
    }

    /** {@inheritDoc} The classes; then, if users' definitions counted anything, that by class. */
    @Override
    public void writeTo(SummaryWriter out) {
        classes.writeTo(out);
        if (hasComputed()) {
            computedByClass().writeTo(out);
        }
    }

    boolean hasComputed() {
        return classes.entries().values().stream()
                .anyMatch(each -> !each.computed().isEmpty());
    }

    private Keyed<Computed> computedByClass() {
        TreeMap<String, Computed> computed = new TreeMap<>();
        classes.entries().forEach((name, each) -> {
            if (!each.computed().isEmpty()) {
                computed.put(name, each.computed());
            }
        });
        return Keyed.of(CLASS_LIMIT, computed);
    }

    static DistributionPart read(SummaryReader in, Resolution resolution) {
        Keyed<ClassDistribution> classes =
                Keyed.read(in, CLASS_LIMIT, item -> ClassDistribution.read(item, resolution));
        if (in.atEnd()) {
            return new DistributionPart(resolution, classes);
        }
        TreeMap<String, ClassDistribution> with = new TreeMap<>(classes.entries());
        Keyed.read(in, CLASS_LIMIT, Computed::read).entries().forEach((name, computed) -> {
            if (with.computeIfPresent(name, (same, each) -> each.with(computed)) == null) {
                throw new CorruptSummaryException("it counts rows of a class that it has none of");
            }
        });
        return of(resolution, with);
    }
}
