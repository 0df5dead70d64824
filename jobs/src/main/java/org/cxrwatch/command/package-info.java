/**
 * The command line: the only package that knows all the others, reads the machine's clock, prints, and ends the
 * process.
 */
package org.cxrwatch.command;
