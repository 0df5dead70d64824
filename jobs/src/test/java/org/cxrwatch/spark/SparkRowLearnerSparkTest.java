package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.cxrwatch.job.MultivariateDrift;
import org.cxrwatch.job.OracleRows;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowLearnerContract;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.score.OracleTable;
import org.junit.jupiter.api.Test;

class SparkRowLearnerSparkTest implements RowLearnerContract {

    @Override
    public RowLearner learner() {
        return new SparkRowLearner(TestSession.shared());
    }

    /** Expected by scikit-learn's ridge regression of the same terms and penalty: oracle/multivariate-whole.csv. */
    @Test
    void theMeasuresAreScikitLearns() {
        List<OracleTable.Line> expected = OracleTable.read("multivariate-whole.csv");
        Instant any = Instant.EPOCH;
        MultivariateDrift drift = new MultivariateDrift(
                query -> new RowSamples.Drawn(OracleRows.baseline(), OracleRows.window()), learner(), 1_000);

        MultivariateFinding finding = drift.find(new MultivariateDrift.Question(
                        "v1", any, any, new MultivariateDrift.ReferenceDays("v1", Set.of(LocalDate.EPOCH)), any))
                .finding();

        assertThat(finding.error().score().number().orElseThrow())
                .isCloseTo(expected.get(0).number("window"), within(1e-9));
        assertThat(finding.error().p().orElseThrow()).isCloseTo(expected.get(0).number("p"), within(1e-9));
        assertThat(finding.auroc().score().number().orElseThrow())
                .isCloseTo(expected.get(1).number("window"), within(0.003));
        assertThat(finding.auroc().expected().orElseThrow())
                .isCloseTo(expected.get(1).number("mean"), within(0.003));
        assertThat(finding.auroc().p().orElseThrow()).isCloseTo(expected.get(1).number("p"), within(0.005));
    }

    /** With 40 numbers products are left out: the squares are 80 terms, not 860, and still see spread. */
    @Test
    void manyNumbersAreToldApartByMeansAndSpreads() {
        SplittableRandom random = new SplittableRandom(3);
        List<double[]> first = new ArrayList<>();
        List<double[]> second = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            first.add(random.doubles(40).toArray());
            double[] wide = random.doubles(40).toArray();
            wide[7] = 3 * wide[7] - 1;
            second.add(wide);
        }

        RowLearner.Classifier learnt = learner().classifier(first, second);

        assertThat(learnt.weights()).hasSize(40);
        assertThat(learnt.weights().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(learnt.weights().get(7)).isGreaterThan(0.1);
    }

    @Test
    void groupsThatAreOneRowEachOrTheSameAreNoFault() {
        List<double[]> rows = List.of(new double[] {1, 2}, new double[] {1, 2});

        RowLearner.Classifier learnt = learner().classifier(rows, rows);

        assertThat(learnt.score(new double[] {5, 5})).isFinite();
        assertThat(learnt.weights()).containsExactly(0.0, 0.0);
    }
}
