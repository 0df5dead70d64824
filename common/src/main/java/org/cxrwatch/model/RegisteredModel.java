package org.cxrwatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a model, as somebody registered it.
 *
 * @param name what the model is called
 * @param version what its predictions call it
 * @param architecture e.g. {@code densenet121}; empty if nobody said
 * @param status in the words of who registered it, e.g. {@code active}; empty if nobody said
 * @param createdAt when the version was made; empty if nobody said
 */
public record RegisteredModel(
        String name,
        String version,
        Optional<String> architecture,
        Optional<String> status,
        Optional<Instant> createdAt) {

    /** Checks that it can be told from others. */
    public RegisteredModel {
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException(
                    "A registered model has a name and a version, got '" + name + "' and '" + version + "'.");
        }
    }

    /** Whether all that this one says of a version is what the other says: what is not said contradicts nothing. */
    public boolean agreesWith(RegisteredModel other) {
        return name.equals(other.name)
                && version.equals(other.version)
                && agree(architecture, other.architecture)
                && agree(status, other.status)
                && agree(createdAt, other.createdAt);
    }

    private static boolean agree(Optional<?> said, Optional<?> known) {
        return said.isEmpty() || said.equals(known);
    }
}
