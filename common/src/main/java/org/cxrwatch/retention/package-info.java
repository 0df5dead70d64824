/** For how long what is kept, and what has expired. */
package org.cxrwatch.retention;
