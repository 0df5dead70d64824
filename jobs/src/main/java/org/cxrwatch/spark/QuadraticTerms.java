package org.cxrwatch.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * What a straight line has to be drawn through to see more than means: standardised numbers, their squares (spread) and
 * their products (correlation). With more than {@value #MOST_FOR_PRODUCTS} numbers the products, which grow with their
 * square, are left out.
 */
final class QuadraticTerms {

    private static final int MOST_FOR_PRODUCTS = 30;

    private final double[] means;
    private final double[] deviations;

    private QuadraticTerms(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** Standardised by these rows, at least two. */
    static QuadraticTerms of(List<double[]> rows) {
        double[] means = new double[rows.get(0).length];
        double[] squares = new double[means.length];
        rows.forEach(row -> Arrays.setAll(means, i -> means[i] + row[i] / rows.size()));
        rows.forEach(row -> Arrays.setAll(squares, i -> squares[i] + (row[i] - means[i]) * (row[i] - means[i])));
        return new QuadraticTerms(
                means,
                Arrays.stream(squares)
                        .map(square -> Math.sqrt(square / (rows.size() - 1)))
                        .toArray());
    }

    private boolean hasProducts() {
        return means.length <= MOST_FOR_PRODUCTS;
    }

    /** The terms of a row. */
    Vector of(double[] row) {
        int count = means.length;
        double[] terms = new double[hasProducts() ? count * (count + 3) / 2 : 2 * count];
        for (int i = 0; i < count; i++) {
            terms[i] = deviations[i] > 0 ? (row[i] - means[i]) / deviations[i] : 0;
        }
        int at = count;
        for (int i = 0; i < count; i++) {
            for (int j = i; j < (hasProducts() ? count : i + 1); j++) {
                terms[at++] = terms[i] * terms[j];
            }
        }
        return Vectors.dense(terms);
    }

    /** Sample standard deviations of the terms of these rows. */
    double[] deviations(List<double[]> rows) {
        return QuadraticTerms.of(rows.stream().map(row -> of(row).toArray()).toList()).deviations;
    }

    /** The share of each number in weights of terms, a product's going half to either; 0 each if all are 0. */
    List<Double> shares(double[] weights) {
        int count = means.length;
        double[] shares = Arrays.copyOf(weights, count);
        int at = count;
        for (int i = 0; i < count; i++) {
            for (int j = i; j < (hasProducts() ? count : i + 1); j++) {
                shares[i] += weights[at] / 2;
                shares[j] += weights[at++] / 2;
            }
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares)
                .map(share -> sum > 0 ? share / sum : 0)
                .boxed()
                .toList();
    }
}
