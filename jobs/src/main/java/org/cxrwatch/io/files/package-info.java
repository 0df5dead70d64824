/** A folder of JSON lines as a source: which files are new, and what their lines say. Knows nothing of Spark. */
package org.cxrwatch.io.files;
