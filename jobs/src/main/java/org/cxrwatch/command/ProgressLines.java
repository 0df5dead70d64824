package org.cxrwatch.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.cxrwatch.command.Surroundings.Console;

/**
 * Stage, amount, rate and time left: one line that is drawn again at a terminal, plain lines now and then otherwise.
 * Not for several threads at once.
 */
final class ProgressLines {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration REPEAT = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Console console;
    private final Clock clock;
    private Stage stage = new Stage("", 0, "", Instant.EPOCH);
    private long done;
    private Instant shown = Instant.EPOCH;

    ProgressLines(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    private record Stage(String name, long total, String unit, Instant began) {}

    /**
     * A stage begins; the one before it has ended.
     *
     * @param name what is done, e.g. {@code Evaluating}
     * @param total how much there is to do; 0 if nobody knows
     * @param unit of what, in the plural
     */
    void begin(String name, long total, String unit) {
        stage = new Stage(name, total, unit, clock.instant());
        done = 0;
        if (console.kind() == Console.Kind.TERMINAL) {
            show(line() + " ...");
        }
        shown = stage.began();
    }

    /** So much of the stage is done, all in all. */
    void reach(long reached) {
        done = reached;
        Instant now = clock.instant();
        Duration pause = console.kind() == Console.Kind.TERMINAL ? REDRAW : REPEAT;
        boolean redrawn = console.kind() == Console.Kind.TERMINAL;
        if ((redrawn || done < stage.total()) && Duration.between(shown, now).compareTo(pause) >= 0) {
            show(line() + rate(now));
            shown = now;
        }
    }

    /** The stage has ended. */
    void end() {
        Instant now = clock.instant();
        show(line() + ", " + words(Duration.between(stage.began(), now)) + rate(now));
        if (console.kind() == Console.Kind.TERMINAL) {
            console.err().println();
        }
    }

    /** There turned out to be nothing to do: the stage leaves no line. */
    void leave() {
        if (console.kind() == Console.Kind.TERMINAL) {
            show("");
        }
    }

    private void show(String line) {
        if (console.kind() == Console.Kind.TERMINAL) {
            console.err().print(CLEAR_LINE + line);
        } else {
            console.err().println(line);
        }
        console.err().flush();
    }

    private String line() {
        if (done == 0 && stage.total() == 0) {
            return stage.name();
        }
        String amount = stage.total() > 0
                ? String.format(Locale.ROOT, "%,d of %,d %s", done, stage.total(), stage.unit())
                : String.format(Locale.ROOT, "%,d %s", done, stage.unit());
        return stage.name() + ": " + amount;
    }

    private String rate(Instant now) {
        double seconds = Duration.between(stage.began(), now).toMillis() / 1e3;
        if (!(seconds > 0) || done == 0) {
            return "";
        }
        double perSecond = done / seconds;
        String rate = ", " + ShownText.number(perSecond) + " a second";
        if (stage.total() <= done) {
            return rate;
        }
        Duration left = Duration.ofMillis(Math.round((stage.total() - done) / perSecond * 1e3));
        return rate + ", " + words(left) + " left";
    }

    private static String words(Duration duration) {
        if (duration.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        return duration.toMinutes() == 0
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
