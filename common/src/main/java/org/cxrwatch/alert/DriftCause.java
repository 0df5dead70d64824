package org.cxrwatch.alert;

import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.window.Window;

/**
 * A slice that explains what drifted: the other drifted slices of that kind are symptoms of such ones.
 *
 * @param scope whose predictions
 * @param window when
 * @param kind what drifted
 * @param slice the cause
 */
public record DriftCause(Scope scope, Window window, DriftKind kind, Slice slice) {}
