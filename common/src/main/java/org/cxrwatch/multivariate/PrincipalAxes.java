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
     * @param shares of the variance along each, descending
     */
    public PrincipalAxes(double[] means, double[] deviations, double[][] axes, double[] shares) {
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

    /** What these axes do not tell of a row, feature by feature, in standard deviations. */
    public double[] residual(double[] row) {
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
