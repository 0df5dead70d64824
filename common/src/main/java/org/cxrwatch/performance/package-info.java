/**
 * How right the model's answers are where labels have arrived, how the service that gives them does, and what its
 * hosts logged of themselves. A metric gives a number with its interval and decides nothing.
 */
package org.cxrwatch.performance;
