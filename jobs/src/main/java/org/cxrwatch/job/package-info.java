/** The jobs, in the words of the domain: each reads, decides and writes through ports only. */
package org.cxrwatch.job;
