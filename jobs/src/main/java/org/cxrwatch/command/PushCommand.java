package org.cxrwatch.command;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.GatewayUrl;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.job.Push;
import org.cxrwatch.port.MetricsGateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code push}; it writes nothing of ours, and needs no lock. */
@Command(
        name = "push",
        description = "Leaves the numbers of the last night, and when commands succeeded last, at a Pushgateway, where"
                + " Prometheus collects them.")
final class PushCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(
            names = "--if-configured",
            description =
                    "For schedulers: where no Pushgateway is configured there is nothing to do, and that is said.")
    private boolean ifConfigured;

    PushCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        if (ifConfigured && settings.push().url().isEmpty()) {
            place.answer(Facts.said("No Pushgateway is configured: nothing was pushed.")
                    .with("gateway", Optional.empty())
                    .with("numbers", 0));
            return ExitCode.DONE.number();
        }
        GatewayUrl url = settings.push().url().orElseThrow(PushCommand::nowhere);
        try (Ports ports = place.open("push", settings)) {
            MetricsGateway gateway = ports.metricsGateway().orElseThrow(PushCommand::nowhere);
            Push.Result result = push(ports, gateway, place.now());
            failure(url, result).ifPresent(failure -> {
                throw failure;
            });
            place.answer(Facts.said(sentence(url, result))
                    .with("gateway", url.shown())
                    .with("day", result.day())
                    .with("numbers", result.numbers()));
        }
        return ExitCode.DONE.number();
    }

    private static ConfigurationException nowhere() {
        return new ConfigurationException(
                "No Pushgateway is configured, so there is nowhere to push to",
                "Set push.url or the environment variable PUSHGATEWAY_URL to its address, such as"
                        + " http://pushgateway.example:9091.");
    }

    /** The last step of a night that is done: whatever becomes of it is said, and changes nothing else. */
    static void afterNight(Workplace place, Settings settings, Ports ports) {
        try {
            ports.metricsGateway().ifPresent(gateway -> {
                GatewayUrl url = settings.push().url().orElseThrow(PushCommand::nowhere);
                Push.Result result = push(ports, gateway, place.now());
                place.say(failure(url, result).map(PushCommand::warning).orElseGet(() -> sentence(url, result)));
            });
        } catch (RuntimeException failure) {
            place.say(warning(failure));
        }
    }

    private static String warning(RuntimeException failure) {
        String why = failure instanceof CxrwatchException known
                ? known.problem() + " " + known.remedy()
                : failure + ". `cxrwatch push` writes down where it happened.";
        return "The night is done, its numbers were not pushed: " + why;
    }

    private static Push.Result push(Ports ports, MetricsGateway gateway, Instant now) {
        Push.Published published =
                new Push.Published(ports::cells, ports.history(), ports.alertLog(), ports.outbox(), ports.runs());
        return new Push(published, gateway).run(now);
    }

    private static String sentence(GatewayUrl url, Push.Result result) {
        return "Pushed " + result.numbers() + " numbers to " + url.shown()
                + result.day()
                        .map(day -> ", of " + day + ".")
                        .orElse("; no day was evaluated yet, so they tell of runs and messages alone.");
    }

    private static Optional<CxrwatchException> failure(GatewayUrl url, Push.Result result) {
        String detail = result.answer().detail();
        return switch (result.answer().status()) {
            case TAKEN -> Optional.empty();
            case UNREACHED ->
                Optional.of(new TransientException(
                        "The Pushgateway at " + url.shown() + " did not take the numbers (" + detail
                                + "); what was pushed before stands there",
                        "Check that it runs and that this machine reaches it, then run `cxrwatch push` again."));
            case REFUSED ->
                Optional.of(new ConfigurationException(
                        "The Pushgateway at " + url.shown() + " refused the numbers (" + detail
                                + "); what was pushed before stands there",
                        "Check that push.url is the address of the Pushgateway itself, not of Prometheus; 401 and 403"
                                + " ask for a user in it and PUSHGATEWAY_PASSWORD; of one name, help and type must be"
                                + " the same in all groups, so delete what another program has put under it."));
        };
    }
}
