package org.cxrwatch.alert;

import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.window.Window;

/**
 * The labels of a day's slice, of all versions together, beside those that are usual at its age.
 *
 * @param window the day
 * @param finding what was found of it
 */
public record LabelReading(Window window, LabelShortage.Finding finding) {}
