/** The ways to reach people. A channel says what became of a message; when to try again is the job's business. */
package org.cxrwatch.notify;
