/** Which columns the rows of a source have, of which kinds, counted in what; and what about them is not as before. */
package org.cxrwatch.schema;
