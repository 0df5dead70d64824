package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.port.XidWindow.Mode;
import org.junit.jupiter.api.Test;

class NextWindowTest {

    private static final Instant NIGHT = Instant.parse("2026-09-10T02:00:00Z");
    private static final long BLOCK = 8_192;
    private static final XidWindow.Server SERVER = new XidWindow.Server("73", 1, 16_384);

    private static final SourceTerms TERMS = new SourceTerms(
            "public",
            Extraction.terms(ZoneOffset.UTC).rules(),
            SourceTerms.Unit.SECONDS,
            Optional.empty(),
            new SourceTerms.Limits(2, 1 << 20, 0, 180));

    private final Ledger ledger = new MemoryLedger();

    private static ServerState state(XidWindow.Server server, long oldest, long next) {
        return state(server, oldest, next, Optional.empty());
    }

    private static ServerState state(XidWindow.Server server, long oldest, long next, Optional<Instant> since) {
        return new ServerState(
                server,
                new ServerState.Storage(BLOCK, 170_000),
                oldest,
                next,
                new ServerState.Holder(since, Optional.empty()),
                NIGHT.minusSeconds(864_000),
                NIGHT);
    }

    private static List<TableLayout.Part> parts(long pages, String version) {
        return List.of(
                new TableLayout.Part(SourceTable.PREDICTIONS, "predictions", pages * BLOCK, TableVersion.of(version)),
                new TableLayout.Part(SourceTable.SYSTEM_METRICS, "system_metrics", 3 * BLOCK, TableVersion.of("7")));
    }

    private Source.Listing next(ServerState state, List<TableLayout.Part> parts, Instant at) {
        return new NextWindow(
                        "db",
                        TERMS,
                        new NextWindow.Seen(state, parts, new NextWindow.Strange(List.of(), List.of()), at))
                .after(ledger.taken("db"));
    }

    private XidWindow plan(Source.Listing listing, Instant at) {
        Plan plan = listing.plan().orElseThrow();
        ledger.plan(plan, at);
        return plan.window().orElseThrow();
    }

    /** Loads tables of 200 pages: a batch takes 128 of them. */
    private void load() {
        plan(next(state(SERVER, 90, 90), parts(200, "6"), NIGHT), NIGHT);
        plan(next(state(SERVER, 95, 95), parts(200, "6"), NIGHT), NIGHT);
    }

    @Test
    void theFirstLoadIsCutIntoBatchesOfOneWindow() {
        Source.Listing first = next(state(SERVER, 90, 90), parts(200, "6"), NIGHT);
        XidWindow window = plan(first, NIGHT);
        Source.Listing second = next(state(SERVER, 95, 95), parts(200, "6"), NIGHT);

        assertThat(first.then()).isEqualTo(Source.Then.MORE);
        assertThat(window.mode()).isEqualTo(Mode.LOAD);
        assertThat(first.plan().orElseThrow().basis()).isEqualTo(ArrivalBasis.ASSUMED);
        assertThat(first.plan().orElseThrow().pieces())
                .extracting(Piece::bytes)
                .containsExactly(new Piece.Bytes(0, 128 * BLOCK, 200 * BLOCK), new Piece.Bytes(0, 0, 3 * BLOCK));
        assertThat(plan(second, NIGHT).to()).isEqualTo(90);
        assertThat(second.plan().orElseThrow().pieces())
                .extracting(Piece::bytes)
                .containsExactly(new Piece.Bytes(128 * BLOCK, 72 * BLOCK, 200 * BLOCK), Piece.Bytes.all(3 * BLOCK));
    }

    @Test
    void afterTheLoadComesWhatWasWrittenSinceItBegan() {
        load();

        Source.Listing changes = next(state(SERVER, 120, 120), parts(210, "6"), NIGHT);

        assertThat(changes.then()).isEqualTo(Source.Then.END);
        assertThat(changes.plan().orElseThrow().basis()).isEqualTo(ArrivalBasis.OBSERVED);
        XidWindow window = plan(changes, NIGHT);
        assertThat(window.mode()).isEqualTo(Mode.CHANGES);
        assertThat(window.from()).isEqualTo(90);
        assertThat(window.to()).isEqualTo(120);
        assertThat(next(state(SERVER, 120, 120), parts(210, "6"), NIGHT).plan()).isEmpty();
    }

    @Test
    void aTableWrittenAnewDuringTheLoadIsLoadedFromItsBeginning() {
        plan(next(state(SERVER, 90, 90), parts(200, "6"), NIGHT), NIGHT);

        Source.Listing again = next(state(SERVER, 100, 100), parts(180, "8"), NIGHT);

        // What was changed meanwhile is left to the window after the load.
        assertThat(plan(again, NIGHT).to()).isEqualTo(90);
        assertThat(again.plan().orElseThrow().pieces().get(0).bytes())
                .isEqualTo(new Piece.Bytes(0, 128 * BLOCK, 180 * BLOCK));
    }

    @Test
    void anotherServerOrLowerTransactionsMeanToLookBack() {
        load();
        plan(next(state(SERVER, 120, 120), parts(200, "6"), NIGHT), NIGHT);
        XidWindow.Server restored = new XidWindow.Server("99", 1, 16_384);
        XidWindow.Server promoted = new XidWindow.Server("73", 2, 16_384);

        for (ServerState state :
                List.of(state(restored, 500, 500), state(promoted, 500, 500), state(SERVER, 119, 119))) {
            Source.Listing listing = next(state, parts(200, "6"), NIGHT);
            XidWindow window = listing.plan().orElseThrow().window().orElseThrow();
            assertThat(window.mode()).isEqualTo(Mode.LOOK_BACK);
            assertThat(window.days().orElseThrow().first())
                    .isEqualTo(LocalDate.of(2026, 9, 10).minusDays(180));
            assertThat(listing.remarks()).singleElement().asString().contains("set back or replaced");
            assertThat(listing.position().orElseThrow().mode()).isEqualTo(Mode.LOOK_BACK);
        }
    }

    @Test
    void afterLookingBackTheNewServersTransactionsCount() {
        load();
        plan(next(state(SERVER, 120, 120), parts(200, "6"), NIGHT), NIGHT);
        XidWindow.Server restored = new XidWindow.Server("99", 1, 16_384);
        plan(next(state(restored, 50, 50), parts(200, "6"), NIGHT), NIGHT);

        XidWindow window = plan(next(state(restored, 70, 70), parts(200, "6"), NIGHT), NIGHT);

        assertThat(window.mode()).isEqualTo(Mode.CHANGES);
        assertThat(window.from()).isEqualTo(50);
    }

    @Test
    void theWatermarkStaysWhereItWasWhileATransactionIsOpen() {
        load();
        Instant before = NIGHT.minusSeconds(86_400);
        plan(next(state(SERVER, 120, 120), parts(200, "6"), before), before);
        XidWindow held = plan(next(state(SERVER, 125, 130), parts(200, "6"), NIGHT), NIGHT);

        Source.Listing still = next(state(SERVER, 125, 140), parts(200, "6"), NIGHT.plusSeconds(3_600));

        assertThat(held.watermark()).isEqualTo(before);
        assertThat(still.plan()).isEmpty();
        assertThat(still.position().orElseThrow().watermark()).isEqualTo(before);
        assertThat(still.remarks()).singleElement().asString().contains("has been open for up to 1500 minutes");
    }

    @Test
    void aServerThatTellsWhenTheOldestTransactionBeganIsBelieved() {
        load();
        Instant since = NIGHT.minusSeconds(90);
        ServerState state = state(SERVER, 125, 130, Optional.of(since));

        assertThat(plan(next(state, parts(200, "6"), NIGHT), NIGHT).watermark()).isEqualTo(since);
    }

    @Test
    void aRepairDoesNotMoveThePosition() {
        load();
        Batch moved = ledger.plan(
                next(state(SERVER, 120, 120), parts(200, "6"), NIGHT).plan().orElseThrow(), NIGHT);
        XidWindow repair = new XidWindow(Mode.REPAIR, SERVER, 0, 150, 150, NIGHT, Optional.empty());
        ledger.plan(new Plan("db", ArrivalBasis.OBSERVED, List.of(), Optional.of(repair)), NIGHT);

        assertThat(ledger.taken("db").position()).contains(moved);
        assertThat(plan(next(state(SERVER, 160, 160), parts(200, "6"), NIGHT), NIGHT)
                        .from())
                .isEqualTo(120);
    }

    @Test
    void aRangeKnowsWhatRowsShowOfTheirTransactions() {
        long wrap = 1L << 32;
        XidRange across = XidRange.of(
                new XidWindow(Mode.CHANGES, SERVER, wrap - 10, wrap + 20, wrap + 20, NIGHT, Optional.empty()));
        XidRange wide = XidRange.of(new XidWindow(Mode.CHANGES, SERVER, 5, wrap, wrap, NIGHT, Optional.empty()));

        assertThat(across.firstShown()).isEqualTo(wrap - 10);
        assertThat(across.width()).isEqualTo(30);
        assertThat(across.byTransaction()).isTrue();
        assertThat(wide.byTransaction()).isFalse();
    }
}
