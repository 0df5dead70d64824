package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The statements of one file below {@code /sql}. Each begins with a line {@code -- name: …}; values are bound, and only
 * names of tables and columns, which are constants, are put in for {@code {…}}.
 */
public final class Sql {

    private final String file;
    private final Map<String, String> statements;

    private Sql(String file, Map<String, String> statements) {
        this.file = file;
        this.statements = Collections.unmodifiableMap(statements);
    }

    /** Reads a file, e.g. {@code source} for {@code /sql/source.sql}. */
    public static Sql file(String name) {
        String file = "/sql/" + name + ".sql";
        try (InputStream in = Objects.requireNonNull(Sql.class.getResourceAsStream(file), file)) {
            Map<String, String> statements = new TreeMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Arrays.stream(text.split("(?m)^-- name: ", -1)).skip(1).forEach(section -> {
                int line = section.indexOf('\n');
                statements.put(
                        section.substring(0, line).strip(),
                        section.substring(line + 1).strip());
            });
            return new Sql(file, statements);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read.", e);
        }
    }

    /** A statement, as it stands. */
    public String text(String name) {
        return Objects.requireNonNull(statements.get(name), () -> file + " has no statement named " + name);
    }

    /** A statement, with names put in. */
    public String text(String name, Map<String, String> identifiers) {
        String text = text(name);
        for (Map.Entry<String, String> identifier : identifiers.entrySet()) {
            text = text.replace("{" + identifier.getKey() + "}", identifier.getValue());
        }
        return text;
    }
}
