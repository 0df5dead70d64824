/** Pages of HTML that say what nights found: read from the results, drawn without a script, written as text. */
package org.cxrwatch.report;
