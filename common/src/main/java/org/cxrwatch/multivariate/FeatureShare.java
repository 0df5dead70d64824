package org.cxrwatch.multivariate;

/**
 * What a feature has to do with a difference.
 *
 * @param feature its name
 * @param residual mean square of what the axes do not tell of it in the window, over the same in the baseline: 1 if they
 *     tell it as well as before; NaN if they told it wholly
 * @param weight its share in how the classifier tells the sides apart, 0 to 1, all together 1
 */
public record FeatureShare(String feature, double residual, double weight) {}
