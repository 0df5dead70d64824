package org.cxrwatch.config;

import java.util.Base64;

/** What a secret of Standard Webhooks looks like. */
final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private SigningSecret() {}

    /** Whether a text is {@code whsec_} and 24 to 64 bytes in base64. */
    static boolean isOne(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
