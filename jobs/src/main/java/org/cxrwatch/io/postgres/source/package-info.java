/**
 * The service's database as a source: which of its transactions are new, and what the rows say that they wrote. It is
 * read as it is, by a role that may do nothing but SELECT.
 */
package org.cxrwatch.io.postgres.source;
