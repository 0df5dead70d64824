/** The jobs of a night, each in domain words over ports: read, count, decide, write, report. */
package org.cxrwatch.job;
