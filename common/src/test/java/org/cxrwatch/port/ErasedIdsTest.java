package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasedIdsTest {

    /** By Python: {@code hashlib.sha256(('salt' + 'Jürgen-7').encode()).hexdigest()}. */
    private static final String HASH = "d5c800a08d1279328ce90e5b047b76c3740f0cf25b989ecd183e8fce53c22cfc";

    @Test
    void anIdIsKnownByTheHashOfSaltAndId() {
        ErasedIds erased = new ErasedIds("salt", Set.of(HASH));

        assertThat(erased.hash("Jürgen-7")).isEqualTo(HASH);
        assertThat(erased.hold("Jürgen-7")).isTrue();
        assertThat(erased.hold("Jürgen-8")).isFalse();
        assertThat(new ErasedIds("pepper", Set.of(HASH)).hold("Jürgen-7")).isFalse();
    }
}
