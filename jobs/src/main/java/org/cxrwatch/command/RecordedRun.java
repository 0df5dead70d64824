package org.cxrwatch.command;

import java.util.function.Consumer;
import java.util.function.Function;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.WriterLock;

/** Runs a command that writes: alone on its lake, with its beginning and its end in the log of runs. */
final class RecordedRun {

    private final Workplace place;
    private final String command;
    private final Settings settings;

    RecordedRun(Workplace place, String command) {
        this(place, command, place.settings());
    }

    /** With other settings than those of the command line alone. */
    RecordedRun(Workplace place, String command, Settings settings) {
        this.place = place;
        this.command = command;
        this.settings = settings;
    }

    /**
     * What a command did.
     *
     * @param answer what to say
     * @param outcome how it ended
     * @param summary the same in a sentence, for the log of runs
     * @param exitCode what schedulers see
     */
    record Done(Answer answer, Runs.Outcome outcome, String summary, ExitCode exitCode) {

        /** It did what it was asked. */
        static Done of(Answer answer, String summary) {
            return new Done(answer, Runs.Outcome.DONE, summary, ExitCode.DONE);
        }

        /** There was nothing to do. */
        static Done nothing(Answer answer, String summary) {
            return new Done(answer, Runs.Outcome.NOTHING_TO_DO, summary, ExitCode.DONE);
        }

        /** The same, ending with another exit code. */
        Done ending(ExitCode other) {
            return new Done(answer, outcome, summary, other);
        }
    }

    /** Does the work and answers; gives the exit code. */
    int run(Function<Ports, Done> work) {
        return run(work, ports -> {});
    }

    /** The same, with something that is done when the run is recorded, and nobody is kept waiting any more. */
    int run(Function<Ports, Done> work, Consumer<Ports> afterwards) {
        try (Ports ports = place.open(command, settings)) {
            ports.prepare();
            Done done = alone(ports, work);
            place.answer(done.answer());
            afterwards.accept(ports);
            return done.exitCode().number();
        }
    }

    /** Does the work and leaves the answer to the caller. */
    Done done(Function<Ports, Done> work) {
        try (Ports ports = place.open(command, settings)) {
            ports.prepare();
            return alone(ports, work);
        }
    }

    private Done alone(Ports ports, Function<Ports, Done> work) {
        try (WriterLock.Held held =
                ports.writerLock().acquire(settings.stores().lake().toString())) {
            return recorded(ports.runs(), () -> work.apply(ports));
        }
    }

    private interface Work {
        Done run();
    }

    private Done recorded(Runs runs, Work work) {
        long run = runs.start(command, place.now());
        try {
            Done done = work.run();
            runs.finish(run, done.outcome(), done.summary(), place.now());
            return done;
        } catch (RuntimeException | Error failure) {
            String why = failure instanceof CxrwatchException known ? known.problem() : String.valueOf(failure);
            try {
                runs.finish(run, Runs.Outcome.FAILED, why, place.now());
            } catch (RuntimeException unrecorded) {
                failure.addSuppressed(unrecorded);
            }
            throw failure;
        }
    }
}
