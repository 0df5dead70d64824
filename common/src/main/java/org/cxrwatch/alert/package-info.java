/**
 * Who must be told what, and when it is over: rules as data, states as a fold over decided windows, episodes and cases.
 *
 * <p>Knows no channel and no storage.
 */
package org.cxrwatch.alert;
