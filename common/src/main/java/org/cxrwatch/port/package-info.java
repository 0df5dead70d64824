/** What the core needs from outside, in the core's words. Adapters implement these; a test kit holds them to it. */
package org.cxrwatch.port;
