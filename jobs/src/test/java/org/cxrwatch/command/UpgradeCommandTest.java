package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.cxrwatch.port.Layout;
import org.cxrwatch.port.WriterLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade says from where to where, goes forward alone, and waits for nobody. */
class UpgradeCommandTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home);
    }

    @Test
    void anOlderDatabaseGoesForwardOnce() {
        desk.ports.databaseLayout.present = 12;

        Desk.Ended first = desk.run("upgrade");
        Desk.Ended second = desk.run("upgrade", "--json");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("Results database memory: went from schema version 12 to 15.")
                .contains(": format 3, as this version of cxrwatch writes it.")
                .contains("Next: upgrade every machine");
        assertThat(desk.ports.databaseLayout.present).isEqualTo(15);
        assertThat(desk.ports.runs().latest(5))
                .singleElement()
                .satisfies(run -> assertThat(run.command()).isEqualTo("upgrade"));
        assertThat(second.json().get("changed").asBoolean()).isFalse();
        assertThat(desk.ports.runs().latest(5)).hasSize(1);
    }

    @Test
    void aDryRunChangesNothing() {
        desk.ports.databaseLayout.present = 12;
        desk.ports.lakeLayout.present = Layout.Version.NONE;

        Desk.Ended ended = desk.run("upgrade", "--dry-run");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("would go from schema version 12 to 15")
                .contains("empty; the first ingest gives it format 3")
                .contains("Nothing was changed");
        assertThat(desk.ports.databaseLayout.present).isEqualTo(12);
        assertThat(desk.ports.runs().latest(5)).isEmpty();
    }

    @Test
    void aNewDatabaseIsMade() {
        desk.ports.databaseLayout.present = Layout.Version.NONE;

        assertThat(desk.run("upgrade").out()).contains("schema version 15 was made");
        assertThat(desk.ports.databaseLayout.present).isEqualTo(15);
    }

    @Test
    void aNewerDatabaseIsRefusedWithTheWayOut() {
        desk.ports.databaseLayout.present = 16;

        Desk.Ended ended = desk.run("upgrade");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("has version 16; this program knows up to 15, and there is no way back")
                .contains("Use the newer cxrwatch that wrote it");
    }

    @Test
    void aNewerLakeIsRefusedBeforeTheDatabaseIsTouched() {
        desk.ports.databaseLayout.present = 12;
        desk.ports.lakeLayout.present = 4;

        Desk.Ended ended = desk.run("upgrade");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("has format 4; this program knows up to 3");
        assertThat(desk.ports.databaseLayout.present).isEqualTo(12);
    }

    @Test
    void whileSomebodyWritesNothingIsChanged() {
        desk.ports.databaseLayout.present = 12;
        String lake = home.resolve("lake").toString();

        try (WriterLock.Held held = desk.ports.writerLock().acquire(lake)) {
            assertThat(held).isNotNull();
            assertThat(desk.run("upgrade").code()).isEqualTo(6);
        }

        assertThat(desk.ports.databaseLayout.present).isEqualTo(12);
    }
}
