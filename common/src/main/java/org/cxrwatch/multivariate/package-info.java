/** How many features differ together, from rows: what no feature shows by itself. */
package org.cxrwatch.multivariate;
