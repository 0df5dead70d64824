package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;

/**
 * When the drift that alerts are open for began.
 *
 * @param episodes as recorded
 */
record OpenSince(Collection<Episode> episodes) {

    /** The first day of an open drift episode that reaches a day. */
    Optional<LocalDate> find(String modelVersion, DriftKind kind, Slice slice, LocalDate day) {
        return episodes.stream()
                .filter(episode -> episode.state().isOpen()
                        && episode.key().type() == AlertType.DRIFT_DETECTED
                        && episode.key().metric().equals(kind.text())
                        && episode.key().scope().equals(modelVersion)
                        && episode.key().slice().equals(slice)
                        && !episode.span().opened().firstDay().isAfter(day))
                .map(episode -> episode.span().opened().firstDay())
                .findFirst();
    }
}
