/**
 * Files of logs as a source, in a folder or a bucket: which are new, and what their rows say, in three formats. Knows
 * nothing of Spark.
 */
package org.cxrwatch.io.files;
