package org.cxrwatch.port;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.cxrwatch.multivariate.PrincipalAxes;

/**
 * Learns in memory: the axes by the eigenvectors of the correlation matrix, the classifier by the ratio of two normal
 * densities, each with the mean and covariance of a group (quadratic discriminant analysis).
 */
public final class PlainRowLearner implements RowLearner {

    private static final double RIDGE = 1e-3;

    @Override
    public PrincipalAxes axes(List<double[]> rows) {
        RowLearner.check(List.of(rows));
        double[] means = mean(rows);
        double[] deviations = deviations(rows, means);
        List<double[]> standard = rows.stream()
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(i -> deviations[i] > 0 ? (row[i] - means[i]) / deviations[i] : 0)
                        .toArray())
                .toList();
        EigenDecomposition eigen = new EigenDecomposition(covariance(standard));
        double sum = Arrays.stream(eigen.getRealEigenvalues()).sum();
        double[][] axes = IntStream.range(0, means.length)
                .mapToObj(i -> eigen.getEigenvector(i).toArray())
                .toArray(double[][]::new);
        double[] shares = Arrays.stream(eigen.getRealEigenvalues())
                .map(value -> value / sum)
                .toArray();
        return new PrincipalAxes(means, deviations, axes, shares);
    }

    @Override
    public Classifier classifier(List<double[]> first, List<double[]> second) {
        RowLearner.check(List.of(first, second));
        Density before = Density.of(first);
        Density after = Density.of(second);
        double[] deviations = deviations(first, before.mean());
        double[] moved = IntStream.range(0, deviations.length)
                .mapToDouble(i -> Math.abs(after.mean()[i] - before.mean()[i]) / (deviations[i] + RIDGE))
                .toArray();
        double sum = Arrays.stream(moved).sum();
        return new Classifier() {
            @Override
            public double score(double[] row) {
                return after.log(row) - before.log(row);
            }

            @Override
            public List<Double> weights() {
                return Arrays.stream(moved)
                        .map(each -> sum > 0 ? each / sum : 0)
                        .boxed()
                        .toList();
            }
        };
    }

    private static final class Density {

        private final double[] mean;
        private final RealMatrix inverse;
        private final double logOfRoot;

        private Density(double[] mean, RealMatrix covariance) {
            this.mean = mean;
            LUDecomposition parts = new LUDecomposition(covariance);
            this.inverse = parts.getSolver().getInverse();
            this.logOfRoot = Math.log(parts.getDeterminant()) / 2;
        }

        static Density of(List<double[]> rows) {
            RealMatrix covariance = covariance(rows);
            for (int i = 0; i < covariance.getRowDimension(); i++) {
                covariance.addToEntry(i, i, RIDGE + RIDGE * covariance.getEntry(i, i));
            }
            return new Density(PlainRowLearner.mean(rows), covariance);
        }

        double[] mean() {
            return mean;
        }

        double log(double[] row) {
            double[] difference = MatrixUtils.createRealVector(row)
                    .subtract(MatrixUtils.createRealVector(mean))
                    .toArray();
            double[] turned = inverse.operate(difference);
            double square = IntStream.range(0, row.length)
                    .mapToDouble(i -> turned[i] * difference[i])
                    .sum();
            return -square / 2 - logOfRoot;
        }
    }

    private static double[] mean(List<double[]> rows) {
        double[] mean = new double[rows.get(0).length];
        rows.forEach(row -> Arrays.setAll(mean, i -> mean[i] + row[i] / rows.size()));
        return mean;
    }

    private static double[] deviations(List<double[]> rows, double[] mean) {
        double[] squares = new double[mean.length];
        rows.forEach(row -> Arrays.setAll(squares, i -> squares[i] + (row[i] - mean[i]) * (row[i] - mean[i])));
        return Arrays.stream(squares)
                .map(square -> Math.sqrt(square / (rows.size() - 1)))
                .toArray();
    }

    private static RealMatrix covariance(List<double[]> rows) {
        return new Covariance(new Array2DRowRealMatrix(rows.toArray(double[][]::new), false)).getCovarianceMatrix();
    }
}
