package org.cxrwatch.alert;

import org.cxrwatch.window.WindowKind;

/**
 * For how many decided windows in a row something must hold. Undecided windows in between neither count nor interrupt.
 *
 * @param windows with evidence until the alert fires
 * @param clearWindows without until it is over
 */
public record Persistence(int windows, int clearWindows) {

    /** Hours are noisy: an alert of hours is over after three clear ones, any other after one. */
    public static Persistence of(WindowKind kind) {
        return new Persistence(1, kind == WindowKind.HOUR ? 3 : 1);
    }

    /** Refuses less than one window. */
    public Persistence {
        if (windows < 1 || clearWindows < 1) {
            throw new IllegalArgumentException("An alert fires and clears after at least one window, got " + windows
                    + " to fire and " + clearWindows + " to clear.");
        }
    }
}
