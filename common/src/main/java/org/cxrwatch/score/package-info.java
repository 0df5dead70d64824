/** Decisions over scores: whether something drifted, how much it matters, what is the cause, and the words for it. */
package org.cxrwatch.score;
