package org.cxrwatch.command;

import org.cxrwatch.config.Settings;

/** Opens what commands work with. */
interface PortsOpener {

    /**
     * Opens the ports of these settings.
     *
     * @param settings what users chose
     * @param command who asks, e.g. {@code alerts list}: shown to whoever waits for the writer lock
     * @param notes told what is started on the way
     */
    Ports open(Settings settings, String command, Notes notes);

    /** Takes remarks for people, beside the results. */
    interface Notes {

        /** One remark, a sentence. */
        void say(String sentence);
    }
}
