package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/** A score in four columns: the value, the ends of its interval, or the reason there is none. */
final class ScoreColumns {

    private final String value;
    private final String lower;
    private final String upper;
    private final String reason;

    /** The first column's name, and what comes before the names of the others. */
    ScoreColumns(String value, String prefix) {
        this.value = value;
        this.lower = prefix + "lower";
        this.upper = prefix + "upper";
        this.reason = prefix + "reason";
    }

    static CopyLine write(Score score, CopyLine line) {
        score.measured()
                .ifPresentOrElse(
                        measured -> line.real(measured.value())
                                .real(measured.lower())
                                .real(measured.upper())
                                .none(),
                        () -> line.none().none().none().text(score.absence().map(Enum::name)));
        return line;
    }

    Score read(Columns columns) throws SQLException {
        Optional<Reason> none = columns.findConstant(reason, Reason.class);
        return none.isPresent()
                ? Score.none(none.get())
                : new Score.Measured(columns.real(value), columns.real(lower), columns.real(upper));
    }
}
