/** What users can set: read from files, the environment and the command line, checked, and handed on as values. */
package org.cxrwatch.config;
