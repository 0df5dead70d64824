package org.cxrwatch.alert;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for a text: the first 12 hexadecimal digits of its SHA-256. */
public final class Fingerprint {

    private static final int DIGITS = 12;

    private Fingerprint() {}

    /** The name of a text's bytes. */
    public static String of(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every Java runtime must have.", e);
        }
    }
}
