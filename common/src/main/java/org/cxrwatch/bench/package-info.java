/**
 * Made-up hospitals, and what the drift decision says of them: how often it is wrong when nothing changed, how small a
 * change it finds, how soon it finds events. It measures the decision that nights are judged by; nothing rests on it.
 */
package org.cxrwatch.bench;
