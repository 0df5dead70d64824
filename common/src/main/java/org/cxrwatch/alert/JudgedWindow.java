package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cxrwatch.window.Window;

/**
 * What the rules say of one window, by what is known now.
 *
 * @param window when
 * @param judgements at most one a key; their order means nothing
 * @param superseded model versions that answered nothing in it while a later one did: what is open of
 *     theirs is not looked at any more
 */
public record JudgedWindow(Window window, List<Judgement> judgements, Set<String> superseded) {

    /** Copies the collections; refuses two judgements of one key. */
    public JudgedWindow {
        judgements = List.copyOf(judgements);
        superseded = Set.copyOf(superseded);
        Set<AlertKey> seen = new HashSet<>();
        for (Judgement judgement : judgements) {
            if (!seen.add(judgement.key())) {
                throw new IllegalArgumentException("Two judgements of " + judgement.key() + " in the window " + window
                        + ": judge each key once a window, by what is known last.");
            }
        }
    }

    /** A window in which no version was superseded. */
    public static JudgedWindow of(Window window, List<Judgement> judgements) {
        return new JudgedWindow(window, judgements, Set.of());
    }

    /** Both together; they are of the same window. */
    JudgedWindow plus(JudgedWindow other) {
        List<Judgement> all = new ArrayList<>(judgements);
        all.addAll(other.judgements);
        Set<String> gone = new HashSet<>(superseded);
        gone.addAll(other.superseded);
        return new JudgedWindow(window, all, gone);
    }
}
