package org.cxrwatch.window;

import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;

/**
 * What a score is about: some of somebody's predictions in a window.
 *
 * @param scope whose
 * @param window when
 * @param slice which
 */
public record WindowSlice(Scope scope, Window window, Slice slice) {}
