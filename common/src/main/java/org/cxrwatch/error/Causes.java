package org.cxrwatch.error;

import java.util.Optional;
import java.util.stream.Stream;

/** A failure and what lies below it: libraries wrap what was thrown inside them, some of them many times. */
public final class Causes {

    /** Causes may run in a circle. */
    private static final int MOST = 50;

    private Causes() {}

    /** The failure itself, its cause, the cause of that, and so on. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST);
    }

    /** The outermost of a kind. */
    public static <T> Optional<T> find(Class<T> kind, Throwable failure) {
        return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Whether one of them is of a kind. */
    public static boolean has(Class<?> kind, Throwable failure) {
        return of(failure).anyMatch(kind::isInstance);
    }

    /** The last of them, which began it. */
    public static Throwable innermost(Throwable failure) {
        return of(failure).reduce((outer, inner) -> inner).orElseThrow();
    }
}
