package org.cxrwatch.bench;

import java.util.random.RandomGenerator;

/** What happens to a {@link Hospital} on a day. By default nothing. */
interface Change {

    /** No change. */
    Change NONE = new Change() {};

    /** Added to the log odds of pneumonia. */
    default double morePneumonia(String site) {
        return 0;
    }

    /** Added to the share of portable (AP) views, 0 to 1. */
    default double morePortable() {
        return 0;
    }

    /** Touches an image and the model's answer to it. */
    default void touch(Image image, RandomGenerator random) {}
}
