package org.cxrwatch.command;

import java.util.Collection;
import java.util.List;
import org.cxrwatch.error.NearestName;

/** What people who wrote a name that there is not are told to do: take one of those that there are. */
final class NamesThere {

    private static final int SHOWN = 30;

    private NamesThere() {}

    /**
     * The name that was probably meant, if one is near, and those that there are.
     *
     * @param written what somebody wrote
     * @param there what there is, in the order to be shown, each as it can be written
     */
    static String remedy(String written, Collection<?> there) {
        List<String> names = there.stream().map(String::valueOf).distinct().toList();
        String near = NearestName.hint(written, names);
        String more = names.size() > SHOWN ? ", and " + (names.size() - SHOWN) + " more" : "";
        return near + "There are: "
                + String.join(", ", names.stream().limit(SHOWN).toList()) + more;
    }
}
