package org.cxrwatch.alert;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowKind;

/**
 * What an alert is about; the same for all its episodes.
 *
 * @param type the kind of alert
 * @param metric metric, drift kind or subject
 * @param scope a model version, {@code service}, or a host's name
 * @param window the kind of windows it is decided over
 * @param slice which predictions
 */
public record AlertKey(AlertType type, String metric, String scope, WindowKind window, Slice slice)
        implements Comparable<AlertKey> {

    private static final Comparator<AlertKey> ORDER = Comparator.comparing(AlertKey::type)
            .thenComparing(AlertKey::metric)
            .thenComparing(AlertKey::scope)
            .thenComparing(AlertKey::window)
            .thenComparing(AlertKey::slice);

    /** {@code <alert_type>_<metric>/<scope>/<window kind>/<slice>}. */
    @Override
    public String toString() {
        return type.text() + "_" + metric + "/" + scope + "/" + window.name() + "/" + slice;
    }

    /** Twelve hexadecimal digits that stand for it: a short id for people and messages. */
    public String fingerprint() {
        return Fingerprint.of(toString().getBytes(StandardCharsets.UTF_8));
    }

    /** By type, metric, scope, window and slice. */
    @Override
    public int compareTo(AlertKey other) {
        return ORDER.compare(this, other);
    }
}
