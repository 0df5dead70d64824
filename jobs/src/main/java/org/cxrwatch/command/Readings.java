package org.cxrwatch.command;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers and constants of the core, as listings take them. */
final class Readings {

    private Readings() {}

    static Optional<Double> value(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    /** A constant that has no text of its own, as tables and scripts write it: {@code counts_up}. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A constant as options and settings write it: {@code counts-up}. */
    static String written(Enum<?> constant) {
        return lower(constant).replace('_', '-');
    }

    /** A constant in words: {@code counts up}. */
    static String word(Enum<?> constant) {
        return lower(constant).replace('_', ' ');
    }
}
