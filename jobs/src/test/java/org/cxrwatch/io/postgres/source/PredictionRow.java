package org.cxrwatch.io.postgres.source;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A row of {@code predictions}.
 *
 * @param time when predicted, in the service's local zone, to the microsecond
 * @param seconds how long it took
 * @param metadata an object as JSON
 */
record PredictionRow(
        UUID id,
        Optional<String> imageId,
        Answer answer,
        LocalDateTime time,
        double seconds,
        Optional<String> imageHash,
        Optional<String> label,
        Optional<String> metadata,
        String modelVersion) {

    static final String INSERT = "INSERT INTO predictions (id, image_id, prediction, confidence, status, error_message,"
            + " timestamp, processing_time, image_hash, actual_label, metadata, model_version)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)";
    static final String COPY = "COPY predictions (id, image_id, prediction, confidence, status, error_message,"
            + " timestamp, processing_time, image_hash, actual_label, metadata, model_version) FROM STDIN";

    private static final List<String> SITES = List.of("harbor", "north", "lakeside", "valley");
    private static final List<String> VIEWS = List.of("PA", "AP");
    private static final List<String> SEXES = List.of("F", "M");
    private static final List<String> AGES = List.of("0-17", "18-39", "40-64", "65+");
    private static final List<String> CLASSES = List.of("NORMAL", "PNEUMONIA");

    /** What the service said. */
    record Answer(String prediction, double confidence, String status, Optional<String> errorMessage) {

        private static Answer random(SplittableRandom random) {
            return switch (random.nextInt(100)) {
                case 0, 1 -> new Answer("unknown", 0, "error", Optional.of("CUDA out of memory"));
                case 2 -> new Answer("unknown", 0, "timeout", Optional.of("inference exceeded 30 s"));
                default ->
                    new Answer(one(CLASSES, random), 0.5 + random.nextInt(500_000) / 1e6, "success", Optional.empty());
            };
        }
    }

    /** A row like those of the six weeks, without a label; one in fifty was sent without an image id. */
    static PredictionRow random(SplittableRandom random, LocalDateTime time) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return new PredictionRow(
                id,
                random.nextInt(50) == 0 ? Optional.empty() : Optional.of("img-" + Long.toHexString(random.nextLong())),
                Answer.random(random),
                time,
                random.nextInt(60_000, 900_000) / 1e6,
                Optional.of("%016x".formatted(random.nextLong())),
                Optional.empty(),
                Optional.of(metadata(random)),
                "v1.0.0");
    }

    /** The same image, sent again later. */
    PredictionRow sentAgain(SplittableRandom random, LocalDateTime later) {
        UUID other = new UUID(random.nextLong(), random.nextLong());
        return new PredictionRow(
                other, imageId, answer, later, seconds, imageHash, Optional.empty(), metadata, modelVersion);
    }

    private static String metadata(SplittableRandom random) {
        String site = one(SITES, random);
        return """
                {"site":"%s","scanner":"%s-%d","view_position":"%s","patient_sex":"%s","patient_age_group":"%s",\
                "image_stats":{"mean_intensity":%s,"std_intensity":%s,"skewness":%s,"entropy":%s,\
                "laplacian_variance":%s,"edge_density":%s,"dark_fraction":%s,"saturated_fraction":0.0}}""".formatted(
                        site,
                        site,
                        random.nextInt(1, 3),
                        one(VIEWS, random),
                        one(SEXES, random),
                        one(AGES, random),
                        random.nextInt(120_000, 190_000) / 1e3,
                        random.nextInt(250_000, 470_000) / 1e4,
                        random.nextInt(-900_000, 100_000) / 1e6,
                        random.nextInt(660_000, 720_000) / 1e5,
                        random.nextInt(60_000, 140_000) / 1e2,
                        random.nextInt(90_000, 250_000) / 1e6,
                        random.nextInt(0, 50_000) / 1e6);
    }

    static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Fills the place holders of {@link #INSERT}. */
    void bind(PreparedStatement insert) throws SQLException {
        insert.setObject(1, id);
        insert.setObject(2, imageId.orElse(null), Types.VARCHAR);
        insert.setString(3, answer.prediction());
        insert.setDouble(4, answer.confidence());
        insert.setString(5, answer.status());
        insert.setObject(6, answer.errorMessage().orElse(null), Types.VARCHAR);
        insert.setObject(7, time);
        insert.setDouble(8, seconds);
        insert.setObject(9, imageHash.orElse(null), Types.VARCHAR);
        insert.setObject(10, label.orElse(null), Types.VARCHAR);
        insert.setObject(11, metadata.orElse(null), Types.VARCHAR);
        insert.setString(12, modelVersion);
    }

    /** The line for {@link #COPY}. */
    String copyLine() {
        return CopyLine.of(
                id,
                imageId,
                answer.prediction(),
                answer.confidence(),
                answer.status(),
                answer.errorMessage(),
                time,
                seconds,
                imageHash,
                label,
                metadata,
                modelVersion);
    }
}
