/**
 * What may go wrong, as people and schedulers are told of it: one exception a kind of trouble, each with its exit code.
 *
 * <p>A message states the problem with its values (never a patient's) and, in a second sentence, the remedy.
 */
package org.cxrwatch.error;
