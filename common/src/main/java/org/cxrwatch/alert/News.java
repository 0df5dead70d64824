package org.cxrwatch.alert;

/**
 * A change that people are told of.
 *
 * @param transition the change
 * @param episode the episode after it
 */
public record News(Transition transition, Episode episode) {

    /** What changed, in a word or two. */
    public String word() {
        return transition.kind() == Transition.Kind.RESOLVED && episode.isUnwatched()
                ? "not looked at any more"
                : transition.kind().text();
    }
}
