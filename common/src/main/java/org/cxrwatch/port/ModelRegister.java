package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.RegisteredModel;

/** Which versions of which models are known, by whose word: people add some, databases that are read tell others. */
public interface ModelRegister {

    /** The source of what people added. */
    String MANUAL = "manual";

    /** All of them, by name and then version. */
    List<Entry> list();

    /**
     * Adds what a person says of a version. If the version is registered and agrees with it, nothing changes.
     *
     * @throws org.cxrwatch.error.DataException if the version is registered with other content
     */
    Outcome add(RegisteredModel model, Instant at, String by);

    /**
     * Notes in one go what a database says of its versions. Of a version that is registered, whoever did so, what is
     * said now replaces what was said before; what differs in nothing stays as it is.
     *
     * @param source name of the database, not {@link #MANUAL}
     * @param models each version at most once
     */
    void note(String source, List<RegisteredModel> models);

    /** What adding came to. */
    enum Outcome {
        /** It is registered now. */
        ADDED,
        /** It was registered already. */
        KNOWN
    }

    /** Refuses what a person says of a registered version if it is not what is known. */
    static void requireAgreement(Entry known, RegisteredModel said) {
        if (!said.agreesWith(known.model())) {
            throw new DataException(
                    said.name() + " " + said.version() + " is registered with other content: " + content(known.model())
                            + " (" + known.source() + ", since " + known.notedAt() + "), not " + content(said) + ".",
                    "Leave out what differs, or register another version; `cxrwatch models list` shows those there"
                            + " are.");
        }
    }

    private static String content(RegisteredModel model) {
        List<String> said = new ArrayList<>();
        model.architecture().ifPresent(text -> said.add("architecture " + text));
        model.status().ifPresent(text -> said.add("status " + text));
        model.createdAt().ifPresent(at -> said.add("created at " + at));
        return said.isEmpty() ? "nothing but its name" : String.join(", ", said);
    }

    /** Refuses the source that stands for people. */
    static void requireDatabase(String source) {
        if (source.equals(MANUAL)) {
            throw new IllegalArgumentException("A database cannot be named " + MANUAL + ": that stands for people.");
        }
    }

    /**
     * A registered version.
     *
     * @param model what is known of it
     * @param source {@link #MANUAL}, or the name of the database that spoke of it last
     * @param notedAt since when this is known: a night as of then or later sees it
     */
    record Entry(RegisteredModel model, String source, Instant notedAt) {}
}
