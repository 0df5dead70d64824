package org.cxrwatch.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;

/** The baseline that a question is about: the one named, or a version's active one. */
record ChosenBaseline(BaselineRegister register, BaselineContents contents) {

    /**
     * The baseline with an id.
     *
     * @throws UsageException if there is none
     */
    BaselineRecord named(String id) {
        return register.list().stream()
                .filter(record -> record.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no baseline " + id, "`cxrwatch baseline list` shows those there are"));
    }

    /**
     * A version's active baseline as of an instant.
     *
     * @throws DataException if it has none
     */
    BaselineRecord active(String modelVersion, Instant asOf) {
        Map<String, String> active = new BaselineBook(register, contents).active(asOf);
        if (active.containsKey(modelVersion)) {
            return named(active.get(modelVersion));
        }
        String others = active.isEmpty()
                ? ""
                : ", or compare with another version's: --baseline "
                        + active.values().iterator().next();
        throw new DataException(
                "Version " + modelVersion + " has no active baseline as of " + asOf.truncatedTo(ChronoUnit.SECONDS),
                "Make one with `cxrwatch baseline establish --model-version " + modelVersion + " --activate`" + others);
    }

    /**
     * The only active baseline as of an instant.
     *
     * @throws DataException if there is none
     * @throws UsageException if there are several
     */
    BaselineRecord only(Instant asOf) {
        Map<String, String> active = new BaselineBook(register, contents).active(asOf);
        if (active.isEmpty()) {
            throw new DataException(
                    "No version has an active baseline as of " + asOf.truncatedTo(ChronoUnit.SECONDS),
                    "Make one with `cxrwatch baseline establish --activate`");
        }
        if (active.size() > 1) {
            throw new UsageException(
                    "Several versions have an active baseline: " + String.join(", ", active.keySet()),
                    "Say which with --model-version");
        }
        return named(active.values().iterator().next());
    }

    /** The one that is named, else the active one of a version that is, else the only one. */
    BaselineRecord of(Optional<String> id, Optional<String> modelVersion, Instant asOf) {
        if (id.isPresent()) {
            return named(id.get());
        }
        return modelVersion.map(version -> active(version, asOf)).orElseGet(() -> only(asOf));
    }
}
