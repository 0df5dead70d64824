package org.cxrwatch.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.EmbeddedDatabase;

/** Looks for a word wherever a home keeps anything: every file of its lake, live or not, and every row of its database. */
record Sentinel(String word, Path home) {

    /** Where it is. */
    List<String> found() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (holds(file)) {
                    found.add(file.toString());
                }
            }
        }
        found.addAll(tables());
        return found;
    }

    private boolean holds(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean plain = new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
        return plain || (file.toString().endsWith(".parquet") && holdsInside(file));
    }

    /** Pages are compressed: every value is looked at. */
    private boolean holdsInside(Path file) throws IOException {
        try (ParquetReader<Group> rows = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                if (row.toString().contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    private List<String> tables() throws Exception {
        List<String> found = new ArrayList<>();
        DatabaseServer server =
                new DatabaseServer(new EmbeddedDatabase(home).start(), "test", DatabaseServer.Use.RESULTS);
        try (Connection connection = server.connect()) {
            for (String table : texts(
                    connection,
                    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'monitoring'")) {
                List<String> rows =
                        texts(connection, "SELECT t::text FROM " + table + " t WHERE t::text LIKE '%" + word + "%'");
                rows.forEach(row -> found.add(table + ": " + row));
            }
        }
        return found;
    }

    private static List<String> texts(Connection connection, String sql) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
