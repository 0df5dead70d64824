/** What windows are compared with: a period of one model version that a person declared normal. */
package org.cxrwatch.baseline;
