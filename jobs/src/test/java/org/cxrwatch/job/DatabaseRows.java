package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Pieces;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.XidWindow;

/** What a test says its sources hold, by the instant at which it is found. */
final class DatabaseRows implements RowReader {

    private static final XidWindow.Server SERVER = new XidWindow.Server("1", 1, 1);

    private final Map<Instant, List<DatabaseRow>> rows = new HashMap<>();
    private final Map<Instant, Map<String, String>> labels = new HashMap<>();

    /** Rows that are found at this instant in a database, and the classes of images it says with them. */
    Plan changed(Instant at, Collection<DatabaseRow> found, Map<String, String> classes) {
        rows.put(at, List.copyOf(found));
        labels.put(at, Map.copyOf(classes));
        XidWindow window = new XidWindow(XidWindow.Mode.CHANGES, SERVER, 1, 2, 2, at, Optional.empty());
        return new Plan("database", ArrivalBasis.OBSERVED, pieces(at), Optional.of(window));
    }

    /** Rows that are found at this instant in a file. */
    Plan filed(Instant at, Collection<DatabaseRow> found) {
        rows.put(at, List.copyOf(found));
        labels.put(at, Map.of());
        return Plan.ofFiles("files", ArrivalBasis.OBSERVED, pieces(at));
    }

    private static List<Piece> pieces(Instant at) {
        return List.of(Pieces.file("predictions", Piece.Kind.PREDICTION, 1, at, Optional.empty()));
    }

    @Override
    public Reading open(Batch batch) {
        PortionReader reader =
                new Held(new ArrayList<>(rows.get(batch.plannedAt())), new TreeMap<>(labels.get(batch.plannedAt())));
        return new Reading() {
            @Override
            public List<Portion> portions() {
                return batch.pieces().stream()
                        .map(piece -> Portion.of(batch, piece))
                        .toList();
            }

            @Override
            public PortionReader reader() {
                return reader;
            }

            @Override
            public int most() {
                return Integer.MAX_VALUE;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private record Held(ArrayList<DatabaseRow> found, TreeMap<String, String> classes) implements PortionReader {

        private static final long serialVersionUID = 1L;

        @Override
        public Rows read(Portion portion) {
            List<ReadRow> read = new ArrayList<>();
            for (DatabaseRow row : found) {
                read.add(row.read(read.size() + 1L));
            }
            classes.forEach((image, actual) -> {
                LabelEvent event =
                        LabelEvent.ofImage(image, Optional.of(actual), Optional.empty(), "database", portion.arrival());
                read.add(new ReadRow.OfLabel(
                        read.size() + 1L, event, Optional.of(portion.arrival().on())));
            });
            read.add(new ReadRow.OfFile(0, 0, ""));
            return Rows.of(read);
        }
    }
}
