package org.cxrwatch.schema;

import java.util.Map;
import java.util.Optional;
import org.cxrwatch.schema.Magnitudes.Looked;

/**
 * What a column is counted in, and how one sees that it is counted in something else: mistakes that turn every number
 * of a monitor into nonsense while each row looks fine.
 */
public enum Unit {
    /** Seconds that a request took; an answer that took 20 in the median was counted in milliseconds. */
    SECONDS("seconds") {
        @Override
        Optional<String> otherOfEnough(Looked looked) {
            return looked.median() > LONGEST_SECONDS ? Optional.of("milliseconds") : Optional.empty();
        }
    },
    /** Milliseconds that a request took; no classifier answers within one. */
    MILLISECONDS("milliseconds") {
        @Override
        Optional<String> otherOfEnough(Looked looked) {
            return looked.median() < SHORTEST_MILLISECONDS ? Optional.of("seconds") : Optional.empty();
        }
    },
    /** A share, 0 to 1. */
    SHARE("a share from 0 to 1") {
        @Override
        Optional<String> otherOfEnough(Looked looked) {
            return looked.beyondOne() > MOST ? Optional.of("per cent") : Optional.empty();
        }
    },
    /** A percentage, 0 to 100; an idle host may well be below 1 % for an hour, so that more is asked for. */
    PER_CENT("per cent") {
        @Override
        Optional<String> otherOfEnough(Looked looked) {
            return looked.rows() >= LEAST_PERCENTAGES && looked.beyondOne() == 0
                    ? Optional.of("a share from 0 to 1")
                    : Optional.empty();
        }
    };

    private static final Map<String, Unit> EXPECTED = Map.of(
            "processing_time_ms", MILLISECONDS,
            "confidence", SHARE,
            "cache_hit_rate", SHARE,
            "cpu_percent", PER_CENT,
            "memory_percent", PER_CENT,
            "disk_usage_percent", PER_CENT);

    private static final double LONGEST_SECONDS = 20;
    private static final double SHORTEST_MILLISECONDS = 1;
    private static final double MOST = 0.5;
    private static final long LEAST_PERCENTAGES = 50;
    private static final long LEAST_ROWS = 10;

    private final String words;

    Unit(String words) {
        this.words = words;
    }

    /** As sentences say it. */
    public String words() {
        return words;
    }

    /**
     * What the column of this path is counted in; empty if nobody says so. A database's durations are in the unit that
     * its settings name, and are looked at before anything is read.
     */
    public static Optional<Unit> expected(String path) {
        return Optional.ofNullable(EXPECTED.get(path));
    }

    /** What numbers that should be in this unit look like instead; empty if they may be, or are fewer than 10. */
    public Optional<String> other(Looked looked) {
        return looked.rows() < LEAST_ROWS ? Optional.empty() : otherOfEnough(looked);
    }

    abstract Optional<String> otherOfEnough(Looked looked);
}
