/** Half-open UTC periods over which scores are reported. */
package org.cxrwatch.window;
