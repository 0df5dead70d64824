package org.cxrwatch.command;

import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.postgres.EmbeddedDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code db}: the PostgreSQL that comes with cxrwatch, for those who have none. */
final class DbCommands {

    private DbCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec()
                .usageMessage()
                .description("The embedded PostgreSQL under --home, which is used unless results.postgres is set.");
        group.addSubcommand(new Start(place))
                .addSubcommand(new Stop(place))
                .addSubcommand(new Status(place))
                .addSubcommand(new Url(place));
    }

    private static EmbeddedDatabase server(Settings settings) {
        settings.stores().postgres().ifPresent(url -> {
            throw new ConfigurationException(
                    "results.postgres is " + url.shown() + ": the embedded PostgreSQL is not used.",
                    "Leave results.postgres and DATABASE_URL out to use it; a server of your own is started by its own"
                            + " means.");
        });
        return new EmbeddedDatabase(settings.stores().home());
    }

    private static Facts running(EmbeddedDatabase server, EmbeddedDatabase.Running running, String said) {
        return Facts.said(said, "  url   " + server.url().orElse(""), "  log   " + server.log())
                .with("running", true)
                .with("pid", running.pid())
                .with("port", running.port())
                .with("url", server.url())
                .with("log", server.log());
    }

    private static TransientException stopped(Settings settings) {
        return new TransientException(
                "The embedded PostgreSQL under " + settings.stores().home() + " does not run.",
                "Start it: cxrwatch db start --home " + settings.stores().home() + ".");
    }

    @Command(name = "start", description = "Starts it, if it does not run; the first time sets it up.")
    private record Start(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = place.settings();
            EmbeddedDatabase server = server(settings);
            boolean ran = server.status().isPresent();
            try (Ports ports = place.open("db start", settings)) {
                ports.prepare();
            }
            EmbeddedDatabase.Running running = server.status().orElseThrow(() -> stopped(settings));
            place.answer(running(
                    server,
                    running,
                    "The embedded PostgreSQL " + (ran ? "runs already" : "runs") + ": process " + running.pid()
                            + ", port " + running.port() + "."));
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "stop", description = "Stops it; nothing is lost.")
    private record Stop(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            boolean ran = server(place.settings()).stop();
            place.answer(
                    Facts.said(ran ? "The embedded PostgreSQL was stopped." : "The embedded PostgreSQL did not run.")
                            .with("running", false)
                            .with("stopped", ran));
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "status", description = "Whether it runs, and where.")
    private record Status(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = place.settings();
            EmbeddedDatabase server = server(settings);
            place.answer(server.status()
                    .map(running -> running(
                            server,
                            running,
                            "The embedded PostgreSQL runs: process " + running.pid() + ", port " + running.port()
                                    + "."))
                    .orElseGet(() -> Facts.said("The embedded PostgreSQL under "
                                    + settings.stores().home() + " does not run; `cxrwatch db start` starts it.")
                            .with("running", false)));
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "url", description = "Its address, for psql and Grafana: the password is in the file it names.")
    private static final class Url implements Callable<Integer> {

        private final Workplace place;

        @Option(
                names = "--with-password",
                description = "Puts the password into the address, for programs that know no password file.")
        private boolean withPassword;

        Url(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            Settings settings = place.settings();
            EmbeddedDatabase server = server(settings);
            String url = (withPassword ? server.urlWithPassword() : server.url()).orElseThrow(() -> stopped(settings));
            place.answer(Facts.said(url).with("url", url));
            return ExitCode.DONE.number();
        }
    }
}
