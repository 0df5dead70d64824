package org.cxrwatch.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cxrwatch.multivariate.PrincipalAxes;
import org.cxrwatch.port.RowLearner;

/**
 * Learns with Spark's MLlib. The rows are those of a sample and fit in memory; they are one partition, so that sums are
 * added in one order and the same rows give the same answer.
 *
 * <p>Groups are told apart by the least squares of their number on {@link QuadraticTerms}, which is Fisher's linear
 * discriminant: one pass over the rows each, where logistic regression of the same terms takes one a step and a forest
 * one a level.
 */
public final class SparkRowLearner implements RowLearner {

    private static final String NUMBERS = "numbers";
    private static final String STANDARD = "standard";
    private static final String GROUP = "group";

    private static final StructType ROW =
            new StructType().add(GROUP, DataTypes.DoubleType, false).add(NUMBERS, SQLDataTypes.VectorType(), false);

    /** Weight of the penalty on coefficients, in rows: as if ten rows said that the groups are alike. */
    private static final double PENALTY_ROWS = 10;

    private final SparkSession session;

    /** Learns in this session. */
    public SparkRowLearner(SparkSession session) {
        this.session = session;
    }

    @Override
    public PrincipalAxes axes(List<double[]> rows) {
        RowLearner.check(List.of(rows));
        Dataset<Row> numbers =
                table(rows.stream().map(row -> row(0, Vectors.dense(row))).toList());
        StandardScalerModel scaler = new StandardScaler()
                .setInputCol(NUMBERS)
                .setOutputCol(STANDARD)
                .setWithMean(true)
                .setWithStd(true)
                .fit(numbers);
        int count = rows.get(0).length;
        PCAModel pca =
                new PCA().setInputCol(STANDARD).setOutputCol("axes").setK(count).fit(scaler.transform(numbers));
        return new PrincipalAxes(
                scaler.mean().toArray(),
                scaler.std().toArray(),
                columns(pca.pc()),
                pca.explainedVariance().toArray());
    }

    private static double[][] columns(DenseMatrix matrix) {
        double[][] columns = new double[matrix.numCols()][matrix.numRows()];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < columns[column].length; row++) {
                columns[column][row] = matrix.apply(row, column);
            }
        }
        return columns;
    }

    @Override
    public Classifier classifier(List<double[]> first, List<double[]> second) {
        RowLearner.check(List.of(first, second));
        List<double[]> all = new ArrayList<>(first);
        all.addAll(second);
        QuadraticTerms terms = QuadraticTerms.of(all);
        List<Row> rows = new ArrayList<>();
        first.forEach(row -> rows.add(row(0, terms.of(row))));
        second.forEach(row -> rows.add(row(1, terms.of(row))));
        LinearRegressionModel model = new LinearRegression()
                .setLabelCol(GROUP)
                .setFeaturesCol(NUMBERS)
                .setSolver("normal")
                .setRegParam(PENALTY_ROWS / all.size() * spread(first.size(), second.size()))
                .fit(table(rows));
        return new Learnt(terms, model.coefficients().toArray(), terms.deviations(all));
    }

    /** The standard deviation of the group's number, which MLlib divides the penalty by. */
    private static double spread(double first, double second) {
        double all = first + second;
        return Math.sqrt(first * second / all / (all - 1));
    }

    private Dataset<Row> table(List<Row> rows) {
        return session.createDataFrame(rows, ROW).coalesce(1);
    }

    private static Row row(double group, Vector numbers) {
        return RowFactory.create(group, numbers);
    }

    /** Scores without Spark: a row at a time would be a job each. */
    private record Learnt(QuadraticTerms terms, List<Double> coefficients, List<Double> weightsOfTerms)
            implements Classifier {

        Learnt(QuadraticTerms terms, double[] coefficients, double[] spread) {
            this(terms, list(coefficients), weights(coefficients, spread));
        }

        private static List<Double> list(double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }

        /** How far a term moves the score: its coefficient times its standard deviation. */
        private static List<Double> weights(double[] coefficients, double[] spread) {
            double[] weights = new double[coefficients.length];
            Arrays.setAll(weights, i -> Math.abs(coefficients[i]) * spread[i]);
            return list(weights);
        }

        @Override
        public double score(double[] row) {
            double[] numbers = terms.of(row).toArray();
            double score = 0;
            for (int i = 0; i < numbers.length; i++) {
                score += numbers[i] * coefficients.get(i);
            }
            return score;
        }

        @Override
        public List<Double> weights() {
            return terms.shares(
                    weightsOfTerms.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
