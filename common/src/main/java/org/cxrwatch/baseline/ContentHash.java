package org.cxrwatch.baseline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * The SHA-256 of a baseline's contents: of each day and slice, in their order, the text {@code day slice bytes}
 * (each field with its length before it, so that no two contents have the same text).
 */
public final class ContentHash {

    private ContentHash() {}

    /** 64 hexadecimal digits that change when a single count does. */
    public static String of(Map<LocalDate, Map<Slice, DistributionPart>> days) {
        MessageDigest digest = sha256();
        new TreeMap<>(days)
                .forEach((day, slices) -> new TreeMap<>(slices).forEach((slice, part) -> {
                    add(digest, day.toString().getBytes(StandardCharsets.UTF_8));
                    add(digest, slice.key().getBytes(StandardCharsets.UTF_8));
                    add(digest, slice.value().getBytes(StandardCharsets.UTF_8));
                    add(digest, part.toBytes());
                }));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] field) {
        digest.update((field.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(field);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one has not.", e);
        }
    }
}
