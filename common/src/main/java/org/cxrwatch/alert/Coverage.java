package org.cxrwatch.alert;

import java.util.Set;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;

/**
 * What a rule looks at.
 *
 * @param subjects whose numbers
 * @param slices which of their slices
 */
public record Coverage(Subjects subjects, Slices slices) {

    /** Whose numbers. */
    public enum Subjects {
        /** Each model version. */
        MODELS,
        /** The service, all versions together. */
        SERVICE,
        /** Each host. */
        HOSTS
    }

    /**
     * Which slices.
     *
     * @param choice how they are chosen
     * @param keys attributes, where the choice names some
     */
    public record Slices(Choice choice, Set<String> keys) {

        /** How slices are chosen. */
        public enum Choice {
            /** All predictions together. */
            ALL_ONLY,
            /** All together and the values of the attributes named. */
            KEYS,
            /** All together and the values of every attribute. */
            EVERY
        }

        /** Copies the set. */
        public Slices {
            keys = Set.copyOf(keys);
        }

        boolean covers(Slice slice) {
            return slice.isAll() || choice == Choice.EVERY || (choice == Choice.KEYS && keys.contains(slice.key()));
        }
    }

    /** All predictions together. */
    public static Coverage allOf(Subjects subjects) {
        return new Coverage(subjects, new Slices(Slices.Choice.ALL_ONLY, Set.of()));
    }

    /** All together and the values of these attributes. */
    public static Coverage keysOf(Subjects subjects, Set<String> keys) {
        return new Coverage(subjects, new Slices(Slices.Choice.KEYS, keys));
    }

    /** Every slice. */
    public static Coverage everySliceOf(Subjects subjects) {
        return new Coverage(subjects, new Slices(Slices.Choice.EVERY, Set.of()));
    }

    /** Whether a scope's slice is looked at. */
    boolean covers(Scope scope, Slice slice) {
        Scope.Kind kind = scope.kind();
        boolean asked = kind == Scope.Kind.MODEL ? subjects == Subjects.MODELS : subjects == Subjects.SERVICE;
        return asked && slices.covers(slice);
    }
}
