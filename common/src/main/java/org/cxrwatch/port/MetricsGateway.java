package org.cxrwatch.port;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a job leaves its numbers for a monitoring system, which collects them when it likes. It says what became of an
 * attempt, within a bounded time; what that means for a run is decided elsewhere.
 */
public interface MetricsGateway {

    /** Puts these in place of everything that stood in the group. */
    Answer replace(Group group, List<Gauge> gauges);

    /** Puts these in place of those of the same names in the group; what has another name stays. */
    Answer add(Group group, List<Gauge> gauges);

    /** Numbers that are replaced together. */
    enum Group {
        /** What the last night found. */
        RESULTS,
        /** When commands succeeded last. */
        RUNS
    }

    /**
     * A number that can rise and fall.
     *
     * @param name of the number
     * @param help what it means, in a sentence
     * @param labels what tells it apart from others of its name
     * @param value the number; finite, as what is not measured is left out
     */
    record Gauge(String name, String help, SortedMap<String, String> labels, double value) {

        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

        /** Copies the map; refuses names that are none, and what is not finite. */
        public Gauge {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            if (!NAME.matcher(name).matches()
                    || labels.keySet().stream()
                            .anyMatch(label -> !NAME.matcher(label).matches())) {
                throw new IllegalArgumentException(
                        "A gauge and its labels have names of a-z, 0-9 and _, got " + name + labels.keySet() + ".");
            }
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A gauge is finite, got " + name + " " + value + ".");
            }
        }
    }

    /**
     * What became of an attempt.
     *
     * @param status taken, worth another try, or refused
     * @param detail what was answered, in words; empty if taken
     */
    record Answer(Status status, String detail) {

        /** It stands. */
        public static final Answer TAKEN = new Answer(Status.TAKEN, "");

        /** What can become of an attempt. */
        public enum Status {
            /** It stands. */
            TAKEN,
            /** Nobody answered, or somebody could not just then: the same may be taken later. */
            UNREACHED,
            /** It would be refused again: what is configured is wrong. */
            REFUSED
        }
    }
}
