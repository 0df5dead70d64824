package org.cxrwatch.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where files lie: in a folder of this machine, or below a prefix of a bucket.
 *
 * @param text the path of the folder, or {@code s3a://bucket/prefix}, without a slash at its end
 */
public record Location(String text) {

    private static final Pattern BUCKET = Pattern.compile("s3[an]?://(?<rest>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?)");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    private static final String S3 = "s3a://";

    /** What this text names; empty if it is neither a path nor a bucket. */
    static Optional<Location> of(String text) {
        var bucket = BUCKET.matcher(text);
        if (bucket.matches()) {
            return Optional.of(new Location(S3 + bucket.group("rest").replaceAll("/+$", "")));
        }
        return text.indexOf('\0') >= 0 || SCHEME.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(folder(Path.of(text)));
    }

    /** A folder of this machine. */
    public static Location folder(Path path) {
        return new Location(path.toString());
    }

    /** Whether it is in a bucket. */
    public boolean inBucket() {
        return text.startsWith(S3);
    }

    /** The folder, if it is one of this machine. */
    public Optional<Path> folder() {
        return inBucket() ? Optional.empty() : Optional.of(Path.of(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
