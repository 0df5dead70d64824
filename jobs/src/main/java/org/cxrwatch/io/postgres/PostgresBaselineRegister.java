package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.baseline.EarlierActivation;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.BaselineRegister;

/** {@code baseline} and {@code baseline_transition}. */
final class PostgresBaselineRegister implements BaselineRegister {

    private static final Sql SQL = Sql.file("baseline");

    private final ResultsDatabase database;

    PostgresBaselineRegister(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<BaselineRecord> list() {
        return database.transaction(session -> session.list(SQL.text("list"), PostgresBaselineRegister::baseline));
    }

    @Override
    public List<BaselineTransition> transitions() {
        return database.transaction(
                session -> session.list(SQL.text("transitions"), PostgresBaselineRegister::transition));
    }

    @Override
    public void add(BaselineRecord baseline) {
        database.transaction(session -> session.update(
                SQL.text("add"),
                baseline.id(),
                baseline.modelVersion(),
                baseline.firstDay(),
                baseline.lastDay(),
                baseline.predictions(),
                baseline.definition(),
                baseline.contentHash(),
                baseline.createdAt(),
                baseline.createdBy(),
                baseline.reason()));
    }

    @Override
    public void record(BaselineTransition transition) {
        database.transaction(session -> {
            Standing standing = session.find(
                            SQL.text("lock"), Standing::read, transition.modelVersion(), transition.baselineId())
                    .orElseThrow(() -> new UsageException(
                            "There is no baseline " + transition.baselineId() + " of model version "
                                    + transition.modelVersion() + ".",
                            "`cxrwatch baseline list` shows those there are."));
            if (standing.state() != transition.state()) {
                standing.requireNotLaterThan(transition);
                if (transition.state() == BaselineState.ACTIVE) {
                    retireOther(session, transition);
                }
                write(session, transition);
            } else if (transition.state() == BaselineState.ACTIVE && standing.isAfter(transition)) {
                activateEarlier(session, standing, transition);
            }
            return transition;
        });
    }

    private static void retireOther(Session session, BaselineTransition activation) {
        Optional<Standing> other = session.find(SQL.text("active"), Standing::read, activation.modelVersion());
        other.ifPresent(active -> {
            active.requireNotLaterThan(activation);
            write(
                    session,
                    new BaselineTransition(
                            active.id(),
                            activation.modelVersion(),
                            BaselineState.RETIRED,
                            activation.validFrom(),
                            activation.by(),
                            "replaced by " + activation.baselineId()));
        });
    }

    /** What it replaced is retired earlier too; its own later activation stays recorded, and says nothing new. */
    private static void activateEarlier(Session session, Standing standing, BaselineTransition earlier) {
        EarlierActivation move = new EarlierActivation(
                session.list(SQL.text("transitions"), PostgresBaselineRegister::transition), earlier);
        if (move.obstacle().isPresent()) {
            standing.requireNotLaterThan(earlier);
        }
        move.retired().forEach(retired -> write(session, retired));
        write(session, earlier);
    }

    private static void write(Session session, BaselineTransition transition) {
        String state = transition.state().name().toLowerCase(Locale.ROOT);
        session.update(SQL.text("set_state"), state, transition.baselineId());
        session.update(
                SQL.text("record"),
                transition.baselineId(),
                transition.modelVersion(),
                state,
                transition.validFrom(),
                transition.by(),
                transition.reason());
    }

    /** What a baseline is used for, and since when. */
    private record Standing(String id, BaselineState state, Optional<Instant> since) {

        static Standing read(Columns row) throws SQLException {
            return new Standing(
                    row.text("baseline_id"), row.constant("state", BaselineState.class), row.findInstant("valid_from"));
        }

        boolean isAfter(BaselineTransition next) {
            return since.filter(next.validFrom()::isBefore).isPresent();
        }

        void requireNotLaterThan(BaselineTransition next) {
            if (isAfter(next)) {
                throw new UsageException(
                        "Baseline " + id + " is " + state.name().toLowerCase(Locale.ROOT) + " since " + since.get()
                                + "; what is to take effect at " + next.validFrom() + " comes before that.",
                        "Name a time at or after " + since.get() + ".");
            }
        }
    }

    private static BaselineRecord baseline(Columns row) throws SQLException {
        return new BaselineRecord(
                row.text("baseline_id"),
                row.text("model_version"),
                row.day("first_day"),
                row.day("last_day"),
                row.number("predictions"),
                row.text("definition"),
                row.text("content_hash"),
                row.instant("created_at"),
                row.text("created_by"),
                row.text("reason"));
    }

    private static BaselineTransition transition(Columns row) throws SQLException {
        return new BaselineTransition(
                row.text("baseline_id"),
                row.text("model_version"),
                row.constant("state", BaselineState.class),
                row.instant("valid_from"),
                row.text("changed_by"),
                row.text("reason"));
    }
}
