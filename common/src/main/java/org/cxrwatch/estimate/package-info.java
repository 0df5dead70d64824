/**
 * What can be said of a window's answers before its labels come: calibrated scores, the performance and prevalence they
 * lead to expect, and how far such estimates were off before. Nothing here decides.
 */
package org.cxrwatch.estimate;
