/**
 * Whether requests come from where they usually come from: the life cycle of sites, scanners and versions, from their
 * requests by the day.
 */
package org.cxrwatch.traffic;
