/** What a row of the classifier's log says, whatever brings it: lines of a file or rows of a database. */
package org.cxrwatch.log;
