/** What is told, as JSON: the same in the outbox and in what webhooks are sent. */
package org.cxrwatch.wire;
