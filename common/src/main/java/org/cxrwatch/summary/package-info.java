/**
 * The summary algebra: small values that add up to the same bytes whatever the order, split or merge tree of the rows
 * they were made from.
 *
 * <p>Everything cxrwatch reports is computed from these. They know nothing of baselines, thresholds or storage.
 */
package org.cxrwatch.summary;
