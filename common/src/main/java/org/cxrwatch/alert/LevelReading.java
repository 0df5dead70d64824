package org.cxrwatch.alert;

import java.util.Optional;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;

/** Reads a measured number against a threshold. */
final class LevelReading {

    private final Threshold threshold;

    LevelReading(Threshold threshold) {
        this.threshold = threshold;
    }

    /** The most urgent level that the number is beyond, by the threshold's reading. */
    Optional<Level> beyond(Score.Measured number) {
        double read = switch (threshold.reading()) {
            case POINT, HALF_OF_SAMPLES, TAIL -> number.value();
            case INTERVAL -> threshold.side().lessIsWorse() ? number.upper() : number.lower();
        };
        return threshold.levels().stream()
                .filter(level -> threshold.side().beyond(read, level.bound()))
                .findFirst();
    }

    /** Whether the number is on the good side of the clearing level. */
    boolean isFine(Score.Measured number) {
        Threshold.Clearing clearing = threshold.clearing();
        double read = switch (clearing.reading()) {
            case POINT, HALF_OF_SAMPLES, TAIL -> number.value();
            case INTERVAL -> threshold.side().lessIsWorse() ? number.lower() : number.upper();
        };
        return !threshold.side().beyond(read, clearing.bound());
    }

    /** What the number says of a slice. */
    SliceFinding finding(Slice slice, Score.Measured number, String text) {
        return beyond(number)
                .map(level -> SliceFinding.beyond(slice, level.severity(), text + ", " + against(level) + "."))
                .orElseGet(() -> isFine(number)
                        ? SliceFinding.fine(slice, text + ".")
                        : SliceFinding.undecided(slice, text + ": neither beyond the level nor clear of it."));
    }

    private String against(Level level) {
        String word = switch (threshold.side()) {
            case ABOVE -> "above ";
            case FROM -> "at or above ";
            case BELOW -> "below ";
            case TO -> "at or below ";
        };
        return word + Wording.number(level.bound());
    }
}
