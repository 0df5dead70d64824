package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A writer that inserts and then is idle in its transaction until told; closed without a word, it rolls back. */
public final class OpenWriter implements AutoCloseable {

    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 10, 30, 12, 0);

    private final Connection connection;
    private final List<UUID> ids = new ArrayList<>();

    /** Inserts so many rows, and stays. */
    public OpenWriter(HospitalDatabase hospital, long seed, int rows) throws SQLException {
        connection = hospital.connect(HospitalDatabase.Role.OWNER);
        connection.setAutoCommit(false);
        SplittableRandom random = new SplittableRandom(seed);
        try (PreparedStatement insert = connection.prepareStatement(PredictionRow.INSERT)) {
            for (int i = 0; i < rows; i++) {
                PredictionRow row = PredictionRow.random(random, FIRST.plusSeconds(i));
                row.bind(insert);
                insert.addBatch();
                ids.add(row.id());
            }
            insert.executeBatch();
        }
    }

    /** The ids of its rows. */
    public List<UUID> ids() {
        return List.copyOf(ids);
    }

    /** Commits what it wrote. */
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
