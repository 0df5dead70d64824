package org.cxrwatch.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final IOException began = new IOException("began");
    private final UncheckedIOException middle = new UncheckedIOException(began);
    private final IllegalStateException failure = new IllegalStateException(middle);

    @Test
    void theyAreGoneThroughFromTheFailureInwards() {
        assertThat(Causes.of(failure)).containsExactly(failure, middle, began);
        assertThat(Causes.innermost(failure)).isSameAs(began);
        assertThat(Causes.innermost(began)).isSameAs(began);
    }

    @Test
    void oneIsFoundByItsKind() {
        assertThat(Causes.find(IOException.class, failure)).containsSame(began);
        assertThat(Causes.find(RuntimeException.class, failure)).containsSame(failure);
        assertThat(Causes.find(Error.class, failure)).isEmpty();
        assertThat(Causes.has(IOException.class, failure)).isTrue();
        assertThat(Causes.has(Error.class, failure)).isFalse();
    }

    @Test
    void aCircleEnds() {
        IllegalStateException outer = new IllegalStateException("outer");
        outer.initCause(new IllegalStateException(outer));

        assertThat(Causes.has(Error.class, outer)).isFalse();
    }
}
