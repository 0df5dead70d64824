package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The functions of ordered bins that measure location and spread: polynomials of first and second degree of the bins'
 * mean ranks, orthonormal where each bin weighs as much as its share. Σ_j π_j g(j) = 0, Σ_j π_j g(j)² = 1. The squares
 * of what they find are components of Pearson's statistic (Lancaster 1969, The Chi-Squared Distribution; Rayner and
 * Best 1989, Smooth Tests of Goodness of Fit; with mean ranks the first is Wilcoxon's test, the second Mood's).
 */
final class LocationAndSpread {

    /** Location and spread. */
    private static final int DEGREES = 2;

    private final List<double[]> functions;

    private LocationAndSpread(List<double[]> functions) {
        this.functions = functions;
    }

    /** Of bins with these shares, all above 0, together 1: as many functions as there are bins less one, at most 2. */
    static LocationAndSpread of(double[] shares) {
        double[] ranks = new double[shares.length];
        double below = 0;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = below + shares[i] / 2;
            below += shares[i];
        }
        List<double[]> basis = new ArrayList<>();
        double[] power = new double[shares.length];
        Arrays.fill(power, 1);
        basis.add(power);
        for (int degree = 1; degree <= among(shares.length - 1); degree++) {
            double[] next = product(power, ranks);
            power = next.clone();
            basis.forEach(known -> takeAway(next, known, shares));
            double length = Math.sqrt(sum(shares, next, next));
            Arrays.setAll(next, i -> next[i] / length);
            basis.add(next);
        }
        return new LocationAndSpread(basis.subList(1, basis.size()));
    }

    private static double[] product(double[] left, double[] right) {
        double[] product = new double[left.length];
        Arrays.setAll(product, i -> left[i] * right[i]);
        return product;
    }

    private static void takeAway(double[] function, double[] known, double[] shares) {
        double part = sum(shares, function, known);
        Arrays.setAll(function, i -> function[i] - part * known[i]);
    }

    private static double sum(double[] shares, double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * left[i] * right[i];
        }
        return sum;
    }

    /** How many of so many directions are location and spread. */
    static int among(int directions) {
        return Math.min(DEGREES, directions);
    }

    /** How many there are: 1 where there are two bins. */
    int count() {
        return functions.size();
    }

    /** The sum of the squares of what they find in differences of shares, one a bin. */
    double squaresOf(double[] differences) {
        double squares = 0;
        for (double[] function : functions) {
            double found = 0;
            for (int i = 0; i < differences.length; i++) {
                found += differences[i] * function[i];
            }
            squares += found * found;
        }
        return squares;
    }
}
