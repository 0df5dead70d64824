package org.cxrwatch.summary;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Tells definitions of one name apart: {@code name@1a2b3c4d}. */
final class DefinitionId {

    private static final char SEPARATOR = '@';

    private DefinitionId() {}

    /** The hash changes with any character of the texts. */
    static String of(String name, String... texts) {
        CRC32C crc = new CRC32C();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            crc.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            crc.update(bytes);
        }
        return name + SEPARATOR + String.format("%08x", crc.getValue());
    }

    /** The name in an id. */
    static String name(String id) {
        return id.substring(0, id.lastIndexOf(SEPARATOR));
    }

    /** Whether an id is one of a name's. */
    static boolean isOf(String id, String name) {
        return name(id).equals(name);
    }
}
