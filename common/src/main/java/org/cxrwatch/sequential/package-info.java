/**
 * Cumulative sums over days: whether a share such as sensitivity has left the level it had, and on which day it did.
 * Designs say how often a chart errs and how soon it finds a change; charts fold days; a family shares one rate.
 */
package org.cxrwatch.sequential;
