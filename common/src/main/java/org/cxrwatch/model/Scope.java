package org.cxrwatch.model;

/**
 * Whose predictions are meant: one model version's, or those of the whole service whatever the version.
 *
 * @param kind model or service
 * @param modelVersion the version; empty for the service
 */
public record Scope(Kind kind, String modelVersion) implements Comparable<Scope> {

    /** All versions together: what the users of the service see. */
    public static final Scope SERVICE = new Scope(Kind.SERVICE, "");

    /** The two kinds of scope. */
    public enum Kind {
        /** One version of the model. */
        MODEL,
        /** All versions together. */
        SERVICE
    }

    /** Checks that a model scope names its version. */
    public Scope {
        if ((kind == Kind.MODEL) == modelVersion.isEmpty()) {
            throw new IllegalArgumentException("A model scope names its version, the service scope none; got " + kind
                    + " '" + modelVersion + "'.");
        }
    }

    /** The scope of one model version. */
    public static Scope version(String modelVersion) {
        return new Scope(Kind.MODEL, modelVersion);
    }

    /** The service first, then versions by name. */
    @Override
    public int compareTo(Scope other) {
        return modelVersion.compareTo(other.modelVersion);
    }

    /** The version, or {@code service}. */
    @Override
    public String toString() {
        return kind == Kind.SERVICE ? "service" : modelVersion;
    }
}
