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
     * @param values slices, where the choice names some
     */
    public record Slices(Choice choice, Set<String> keys, Set<Slice> values) {

        /** How slices are chosen. */
        public enum Choice {
            /** All predictions together. */
            ALL_ONLY,
            /** All together and the values of the attributes named. */
            KEYS,
            /** All together and the values of every attribute. */
            EVERY,
            /** The values of the attributes named and the slices named, and no others. */
            NAMED
        }

        /** Copies the sets. */
        public Slices {
            keys = Set.copyOf(keys);
            values = Set.copyOf(values);
        }

        boolean covers(Slice slice) {
            return switch (choice) {
                case EVERY -> true;
                case ALL_ONLY -> slice.isAll();
                case KEYS -> slice.isAll() || keys.contains(slice.key());
                case NAMED -> keys.contains(slice.key()) || values.contains(slice);
            };
        }
    }

    /** All predictions together. */
    public static Coverage allOf(Subjects subjects) {
        return new Coverage(subjects, new Slices(Slices.Choice.ALL_ONLY, Set.of(), Set.of()));
    }

    /** All together and the values of these attributes. */
    public static Coverage keysOf(Subjects subjects, Set<String> keys) {
        return new Coverage(subjects, new Slices(Slices.Choice.KEYS, keys, Set.of()));
    }

    /** The values of these attributes and these slices, and no others. */
    public static Coverage namedOf(Subjects subjects, Set<String> keys, Set<Slice> values) {
        return new Coverage(subjects, new Slices(Slices.Choice.NAMED, keys, values));
    }

    /** Every slice. */
    public static Coverage everySliceOf(Subjects subjects) {
        return new Coverage(subjects, new Slices(Slices.Choice.EVERY, Set.of(), Set.of()));
    }

    /** Whether a scope's slice is looked at. */
    boolean covers(Scope scope, Slice slice) {
        Scope.Kind kind = scope.kind();
        boolean asked = kind == Scope.Kind.MODEL ? subjects == Subjects.MODELS : subjects == Subjects.SERVICE;
        return asked && slices.covers(slice);
    }
}
