package org.cxrwatch.multivariate;

import java.util.Arrays;

/**
 * The principal axes of standardised rows (numbers less their mean, over their sample standard deviation), and how well
 * the first of them tell a row: what is left of it is its residual. Features without spread are 0 everywhere.
 */
public final class PrincipalAxes {

    /** What is left of equal numbers after adding them up, for their size. */
    private static final double ROUNDING = 1e-12;

    private final double[] means;
    private final double[] deviations;
    private final double[][] axes;
    private final double[] shares;

    /**
     * Axes as they were fitted.
     *
     * @param means of the features
     * @param deviations their sample standard deviations; 0 where there is no spread
     * @param axes unit vectors, the one of most variance first
     * @param shares of the variance along each, descending; as many as there are axes or more
     * @throws IllegalArgumentException if they are not of the same features, or an axis has no share
     */
    public PrincipalAxes(double[] means, double[] deviations, double[][] axes, double[] shares) {
        if (deviations.length != means.length
                || Arrays.stream(axes).anyMatch(axis -> axis.length != means.length)
                || shares.length < axes.length) {
            throw new IllegalArgumentException(
                    "Axes have a mean, a deviation and a part of every axis for each feature,"
                            + " and a share for each axis, got " + means.length + " means, " + deviations.length
                            + " deviations, " + shares.length + " shares of " + axes.length + " axes.");
        }
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.axes = Arrays.stream(axes).map(double[]::clone).toArray(double[][]::new);
        this.shares = shares.clone();
    }

    /** The fewest axes that hold this share of the variance; all of them if none do. */
    public int needed(double share) {
        double sum = 0;
        for (int count = 1; count <= shares.length; count++) {
            sum += shares[count - 1];
            if (sum >= share) {
                return count;
            }
        }
        return shares.length;
    }

    /** The same, the first axes only; all of them if there are not more. */
    public PrincipalAxes first(int count) {
        return new PrincipalAxes(means, deviations, Arrays.copyOf(axes, Math.min(count, axes.length)), shares);
    }

    /**
     * What these axes do not tell of a row, feature by feature, in standard deviations.
     *
     * @param row as many numbers as there are features
     * @throws IllegalArgumentException if it has more or fewer
     */
    public double[] residual(double[] row) {
        if (row.length != means.length) {
            throw new IllegalArgumentException(
                    "A row has the " + means.length + " features the axes were fitted on, got " + row.length + ".");
        }
        double[] standard = new double[row.length];
        Arrays.setAll(standard, i -> varies(i) ? (row[i] - means[i]) / deviations[i] : 0);
        double[] left = standard.clone();
        for (double[] axis : axes) {
            double along = 0;
            for (int i = 0; i < axis.length; i++) {
                along += axis[i] * standard[i];
            }
            for (int i = 0; i < axis.length; i++) {
                left[i] -= along * axis[i];
            }
        }
        return left;
    }

    private boolean varies(int feature) {
        return deviations[feature] > ROUNDING * Math.abs(means[feature]);
    }

    /** The Euclidean length of the residual: 0 for what lies on the axes. */
    public double error(double[] row) {
        return Math.sqrt(Arrays.stream(residual(row)).map(left -> left * left).sum());
    }
}
