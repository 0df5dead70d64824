/** What an object store answers when something fails, whoever asked it: the lake, or a source of files. */
package org.cxrwatch.store;
