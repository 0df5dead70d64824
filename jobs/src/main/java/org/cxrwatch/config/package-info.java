/** What users can set: read from files, the environment and the command line, checked as a whole, handed on as values. */
package org.cxrwatch.config;
