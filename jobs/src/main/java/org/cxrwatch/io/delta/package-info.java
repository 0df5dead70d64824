/** The lake: Delta tables, each with its columns and rows in one class. */
package org.cxrwatch.io.delta;
