package org.cxrwatch.multivariate;

/**
 * What a feature has to do with a difference.
 *
 * @param feature its name
 * @param residual by how much the mean square of what the axes do not tell of it has grown, over that of all features
 *     in the baseline: 0 if they tell it as well as before; NaN if they told all of them wholly
 * @param weight its share in how the classifier tells the sides apart, 0 to 1, all together 1
 */
public record FeatureShare(String feature, double residual, double weight) {}
