/** Spark itself: the session, and the scan that builds cells. The only place that touches Spark's internal rows. */
package org.cxrwatch.spark;
