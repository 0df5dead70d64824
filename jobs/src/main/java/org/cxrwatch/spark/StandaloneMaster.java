package org.cxrwatch.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;

/**
 * The master of a standalone cluster, by its address {@code spark://host:port[,host:port...]}. Whether it is there is
 * asked before Spark asks: Spark tries for a minute, and then stops under the work without saying why.
 */
record StandaloneMaster(String address) {

    private static final String SCHEME = "spark://";
    private static final int PATIENCE_MILLIS = 5_000;

    /** Whether a master's address is one of these. */
    static boolean isNamedBy(String master) {
        return master.startsWith(SCHEME);
    }

    /**
     * Makes sure that one of its machines answers.
     *
     * @throws TransientException if none does
     * @throws ConfigurationException if the address is none
     */
    void reach() {
        List<String> failures = new ArrayList<>();
        for (InetSocketAddress place : places()) {
            try (Socket socket = new Socket()) {
                socket.connect(place, PATIENCE_MILLIS);
                return;
            } catch (IOException e) {
                failures.add(place.isUnresolved() ? "the name " + place.getHostString() + " is not known" : reason(e));
            }
        }
        throw new TransientException(
                "No Spark master answers at " + address + " (" + String.join("; ", failures) + ").",
                "Check that the master runs there and that this machine may reach it, or correct --master"
                        + " (Airflow: the connection of the DAGs); then run the command again: nothing was changed.");
    }

    private static String reason(IOException failure) {
        return String.valueOf(failure.getMessage());
    }

    private List<InetSocketAddress> places() {
        List<InetSocketAddress> places = new ArrayList<>();
        for (String place : address.substring(SCHEME.length()).split(",", -1)) {
            places.add(place(place));
        }
        return places;
    }

    private InetSocketAddress place(String text) {
        try {
            URI uri = URI.create(SCHEME + text);
            if (uri.getHost() != null && uri.getPort() > 0) {
                return new InetSocketAddress(uri.getHost(), uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        throw malformed(null);
    }

    private ConfigurationException malformed(Throwable cause) {
        return new ConfigurationException(
                "The master " + address + " is no address of a standalone Spark.",
                "Write spark://host:port, as the master's page shows it.",
                cause);
    }
}
