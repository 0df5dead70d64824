package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A time of the source is the same instant wherever cxrwatch runs. */
class TimeZonesIT {

    private static final String INSERT = "INSERT INTO predictions (id, image_id, prediction, confidence, timestamp,"
            + " processing_time, status, model_version)"
            + " VALUES (gen_random_uuid(), ?, 'NORMAL', 0.75, ?::timestamp, 0.5, 'success', 'v1.0.0')";

    private static HospitalDatabase hospital;

    /**
     * Times as a service in a zone writes them, with the instants that the zone's rules (IANA tz database) make of them.
     *
     * @param ambiguous how many of the times occur twice
     */
    private record Clock(String zone, List<Reading> readings, int ambiguous) {

        @Override
        public String toString() {
            return zone;
        }
    }

    private record Reading(String local, String instant) {}

    private static final List<Clock> CLOCKS = List.of(
            new Clock(
                    "America/Sao_Paulo",
                    List.of(
                            // Clocks went from 00:00 to 01:00: the offset before applies.
                            new Reading("2018-11-04 00:30:00", "2018-11-04T03:30:00Z"),
                            // Clocks went from 24:00 back to 23:00: the earlier of two.
                            new Reading("2019-02-16 23:30:00", "2019-02-17T01:30:00Z"),
                            new Reading("2025-12-31 23:30:00", "2026-01-01T02:30:00Z")),
                    1),
            new Clock(
                    "Europe/Berlin",
                    List.of(
                            new Reading("2026-03-29 01:59:59.999", "2026-03-29T00:59:59.999Z"),
                            new Reading("2026-03-29 02:30:00", "2026-03-29T01:30:00Z"),
                            new Reading("2026-03-29 03:00:00", "2026-03-29T01:00:00Z"),
                            new Reading("2025-10-26 02:00:00", "2025-10-26T00:00:00Z"),
                            new Reading("2025-10-26 02:59:59.999", "2025-10-26T00:59:59.999Z"),
                            new Reading("2025-10-26 03:00:00", "2025-10-26T02:00:00Z")),
                    2),
            new Clock(
                    "Asia/Kathmandu",
                    List.of(
                            new Reading("2024-02-29 00:00:00", "2024-02-28T18:15:00Z"),
                            new Reading("2026-02-28 23:59:59.999999", "2026-02-28T18:14:59.999Z")),
                    0),
            new Clock(
                    "Pacific/Apia",
                    List.of(
                            // The day that Samoa left out: UTC−10 before, UTC+14 after.
                            new Reading("2011-12-30 12:00:00", "2011-12-30T22:00:00Z"),
                            // Clocks went from 04:00 back to 03:00.
                            new Reading("2021-04-04 03:30:00", "2021-04-03T13:30:00Z")),
                    1));

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void empty() {
        hospital.recreate();
    }

    static Stream<Arguments> clocksAndMachines() {
        return CLOCKS.stream()
                .flatMap(clock -> Stream.of("UTC", "America/Sao_Paulo", "Europe/Berlin", "Pacific/Apia")
                        .map(machine -> Arguments.of(clock, machine)));
    }

    private static void insert(List<String> times) throws SQLException {
        try (Connection owner = hospital.connect(Role.OWNER);
                PreparedStatement insert = owner.prepareStatement(INSERT)) {
            for (String time : times) {
                insert.setString(1, "at " + time);
                insert.setString(2, time);
                insert.executeUpdate();
            }
        }
    }

    private static Extraction in(String zone) {
        return Extraction.of(hospital).with(Extraction.terms(ZoneId.of(zone)));
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void onMachineIn(String zone, Work work) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(zone)));
        try {
            work.run();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static Set<String> instants(Extraction extraction) {
        return extraction.lake().predictions.keySet().stream()
                .map(key -> key.id() + " = " + key.at())
                .collect(Collectors.toSet());
    }

    private static Set<String> expected(Clock clock) {
        return clock.readings().stream()
                .map(reading -> "at " + reading.local() + " = " + Instant.parse(reading.instant()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "source in {0}, machine in {1}")
    @MethodSource("clocksAndMachines")
    void aLocalTimeIsItsInstant(Clock clock, String machine) throws SQLException {
        onMachineIn(machine, () -> {
            insert(clock.readings().stream().map(Reading::local).toList());
            Extraction extraction = in(clock.zone());

            extraction.run();

            assertThat(instants(extraction)).isEqualTo(expected(clock));
            assertThat(extraction.lake().ambiguousTimes).isEqualTo(clock.ambiguous());
        });
    }

    @Test
    void aColumnWithAZoneHoldsInstants() throws SQLException {
        Clock clock = CLOCKS.get(1);
        insert(clock.readings().stream().map(Reading::local).toList());
        hospital.execute(
                Role.OWNER,
                "ALTER TABLE predictions ALTER timestamp TYPE timestamptz USING timestamp AT TIME ZONE 'UTC'");

        onMachineIn("Pacific/Apia", () -> {
            Extraction extraction = in("Europe/Berlin");
            extraction.run();

            Set<String> asUtc = clock.readings().stream()
                    .map(reading -> "at " + reading.local() + " = "
                            + LocalDateTime.parse(reading.local().replace(' ', 'T'))
                                    .toInstant(java.time.ZoneOffset.UTC))
                    .collect(Collectors.toSet());
            assertThat(instants(extraction)).isEqualTo(asUtc);
            assertThat(extraction.lake().ambiguousTimes).isZero();
        });
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"timestamp", "timestamptz"})
    void timesWithoutAnEndArePutAside(String type) throws SQLException {
        insert(List.of("infinity", "-infinity", "0044-03-15 12:00:00 BC", "2026-03-01 12:00:00"));
        hospital.execute(Role.OWNER, "ALTER TABLE predictions ALTER timestamp TYPE " + type);

        for (Clock clock : CLOCKS) {
            Extraction extraction = in(clock.zone());
            extraction.run();

            assertThat(extraction.lake().predictions).hasSize(1);
            assertThat(extraction.lake().rejects)
                    .extracting(ReadRow.OfReject::reason)
                    .containsExactlyInAnyOrder(RejectReason.IN_THE_FUTURE, RejectReason.TOO_OLD, RejectReason.TOO_OLD);
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"timestamp", "timestamptz USING timestamp AT TIME ZONE 'Asia/Kathmandu'"})
    void aDayThatIsReadAgainIsOneOfTheSource(String type) throws SQLException {
        insert(List.of(
                "2026-03-04 23:59:59.999", "2026-03-05 00:00:00", "2026-03-05 23:59:59.999", "2026-03-06 00:00:00"));
        hospital.execute(Role.OWNER, "ALTER TABLE predictions ALTER timestamp TYPE " + type);
        LocalDate day = LocalDate.of(2026, 3, 5);

        for (String machine : List.of("America/Sao_Paulo", "Pacific/Apia")) {
            onMachineIn(machine, () -> {
                Extraction extraction = in("Asia/Kathmandu");
                Instant now = Instant.now();
                Batch batch = Batch.planned(1, extraction.source().repair(new XidWindow.Days(day, day), now), now);
                extraction.lake().readBy(extraction.reader()).take(batch);

                assertThat(extraction.lake().predictions.keySet())
                        .extracting(MemoryLake.Key::id)
                        .containsExactly("at 2026-03-05 00:00:00", "at 2026-03-05 23:59:59.999");
            });
        }
    }
}
