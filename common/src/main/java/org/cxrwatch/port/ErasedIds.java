package org.cxrwatch.port;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ids that were erased, known by their salted hashes alone: enough to pass over what brings one of them again, and no
 * list of patients. Whoever holds both salt and hashes can find out whether an id they know was erased.
 *
 * @param salt of this deployment
 * @param hashes of the ids: SHA-256 of salt and id, in hexadecimal
 */
public record ErasedIds(String salt, Set<String> hashes) implements Serializable {

    /** Copies the set. */
    public ErasedIds {
        hashes = Set.copyOf(hashes);
    }

    /** Whether nothing was ever erased, and so nothing has to be looked for. */
    public boolean none() {
        return hashes.isEmpty();
    }

    /** Whether this id was erased. */
    public boolean hold(String predictionId) {
        return !hashes.isEmpty() && hashes.contains(hash(predictionId));
    }

    /** The hash that stands for an id. */
    public String hash(String predictionId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(predictionId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
