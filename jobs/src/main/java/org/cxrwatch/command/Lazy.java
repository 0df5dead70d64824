package org.cxrwatch.command;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is made when it is first asked for, once. Not for several threads at once. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
