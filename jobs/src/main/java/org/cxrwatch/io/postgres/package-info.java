/**
 * The results database: PostgreSQL, embedded or one's own. Implements the ports that keep what was taken, published and
 * told; the only package that knows SQL.
 */
package org.cxrwatch.io.postgres;
