package org.cxrwatch.alert;

import org.cxrwatch.window.Window;

/**
 * The end of an alert of a model version that answers no more: what it found need not be mended, so that its words are
 * its own.
 */
final class UnwatchedText {

    private UnwatchedText() {}

    /** Ends what is pending or open of a version in whose place a later one answered in this window. */
    static Judgement over(AlertKey key, Track.Current current, Window window) {
        String first = Wording.when(current.span().opened());
        String last = Wording.when(current.span().last());
        String found = first.equals(last) ? "on " + first : "from " + first + " to " + last;
        return new Judgement.Over(
                key,
                "Not looked at any more since " + Wording.when(window) + ": " + key.scope()
                        + " answered nothing; a later version answers in its place. Nobody looked whether what it found"
                        + " is mended. It was found " + found + ", last: " + current.evidence(),
                Episode.Watch.GIVEN_UP);
    }
}
