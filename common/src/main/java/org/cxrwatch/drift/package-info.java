/**
 * Measures of how far a window has moved from a reference. A measure gives a number and decides nothing; bins belong
 * to the reference, so that two windows can be compared with one another.
 */
package org.cxrwatch.drift;
