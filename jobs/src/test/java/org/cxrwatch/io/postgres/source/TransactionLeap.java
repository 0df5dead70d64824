package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a server old: lets its transaction numbers pass in leaps shorter than PostgreSQL's horizon of 2^31, every row of
 * every database frozen before each, so that it is as sound as one that used them up. The numbers stay in the rows'
 * headers, where {@code xmin} shows them.
 */
final class TransactionLeap {

    private static final long LONGEST = 1_500_000_000L;
    /** The last leap is short, so that nothing at the goal is near a forced vacuum. */
    private static final long LAST = 100_000L;

    private static final long EPOCH = 1L << 32;
    private static final long FIRST_NORMAL = 3;
    private static final long TRANSACTIONS_A_SEGMENT = 1L << 20;
    private static final int BYTES_A_SEGMENT = 1 << 18;

    private final HospitalDatabase hospital;
    private final PostgresPrograms programs;
    private final Path data;

    TransactionLeap(HospitalDatabase hospital, PostgresPrograms programs, Path data) {
        this.hospital = hospital;
        this.programs = programs;
        this.data = data;
    }

    void to(long goal) {
        programs.require("pg_resetwal");
        if (goal % EPOCH < FIRST_NORMAL || goal <= hospital.nextTransaction()) {
            throw new IllegalArgumentException("not a number that can come next: " + goal);
        }
        long at = hospital.nextTransaction();
        while (at < goal - LAST) {
            at = Math.min(at + LONGEST, goal - LAST);
            leap(at % EPOCH < FIRST_NORMAL ? at + FIRST_NORMAL : at);
        }
        leap(goal);
    }

    private void leap(long next) {
        freeze();
        hospital.stop(HospitalDatabase.Stop.FAST);
        provideSegment(next % EPOCH / TRANSACTIONS_A_SEGMENT);
        programs.run(
                data.resolveSibling("pg_resetwal.log"),
                "pg_resetwal",
                "--next-transaction-id=" + next % EPOCH,
                "--epoch=" + next / EPOCH,
                "--pgdata=" + data);
        hospital.start();
    }

    private void freeze() {
        try {
            try (Connection admin = hospital.connect("postgres", HospitalDatabase.Role.ADMIN)) {
                HospitalDatabase.execute(admin, "ALTER DATABASE template0 ALLOW_CONNECTIONS true");
                for (String database : databases(admin)) {
                    try (Connection connection = hospital.connect(database, HospitalDatabase.Role.ADMIN)) {
                        HospitalDatabase.execute(connection, "VACUUM (FREEZE)");
                    }
                }
                HospitalDatabase.execute(admin, "ALTER DATABASE template0 ALLOW_CONNECTIONS false");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> databases(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT datname FROM pg_database ORDER BY datname")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /** The server wants the page of the next number to be there, as it would be had it come that far by itself. */
    private void provideSegment(long number) {
        Path segment = data.resolve("pg_xact").resolve("%04X".formatted(number));
        try {
            if (!Files.exists(segment)) {
                Files.write(segment, new byte[BYTES_A_SEGMENT]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
