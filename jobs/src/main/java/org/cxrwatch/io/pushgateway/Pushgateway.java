package org.cxrwatch.io.pushgateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cxrwatch.port.MetricsGateway;

/**
 * A Pushgateway. Results are put under the key of the job alone, runs under that and {@code part=runs}; versions are
 * labels, so that one which nobody asks any more goes with the next night. One attempt ends within the patience of its
 * address, however slowly the gateway answers.
 */
public final class Pushgateway implements MetricsGateway {

    private static final int LONGEST_DETAIL = 300;
    private static final int SUCCESS = 2;
    private static final int SERVER_ERROR = 5;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final GatewayAddress address;
    private final HttpClient client;

    /** The one at an address; nothing is sent yet. */
    public Pushgateway(GatewayAddress address) {
        this.address = address;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(address.patience())
                .build();
    }

    @Override
    public Answer replace(Group group, List<Gauge> gauges) {
        return send("PUT", group, gauges);
    }

    @Override
    public Answer add(Group group, List<Gauge> gauges) {
        return send("POST", group, gauges);
    }

    private static String key(Group group) {
        return switch (group) {
            case RESULTS -> "";
            case RUNS -> "/part/runs";
        };
    }

    private Answer send(String method, Group group, List<Gauge> gauges) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.of(key(group)))
                .header("Content-Type", GaugeText.CONTENT_TYPE)
                .method(method, BodyPublishers.ofString(GaugeText.of(gauges)));
        address.authorization().ifPresent(known -> request.header("Authorization", known));
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return answer(answer.get(address.patience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return unreached("no answer within " + address.patience().toMillis() / 1_000.0 + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException lost) {
                return unreached(words(lost));
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unreached("the command was ended while it waited for an answer");
        }
    }

    private static Answer unreached(String why) {
        return new Answer(Answer.Status.UNREACHED, why);
    }

    /** The client's exceptions say nothing where nobody listens. */
    private static String words(IOException lost) {
        String message = lost.getMessage();
        return message == null || message.isBlank()
                ? "no connection (" + lost.getClass().getSimpleName() + ")"
                : "no connection: " + message;
    }

    private static Answer answer(HttpResponse<String> response) {
        int code = response.statusCode();
        if (code / 100 == SUCCESS) {
            return Answer.TAKEN;
        }
        String body = response.body().strip().replaceAll("\\s+", " ");
        String said = body.length() > LONGEST_DETAIL ? body.substring(0, LONGEST_DETAIL) + " …" : body;
        boolean later = code / 100 == SERVER_ERROR || code == TIMEOUT || code == TOO_MANY;
        return new Answer(
                later ? Answer.Status.UNREACHED : Answer.Status.REFUSED,
                "HTTP " + code + (said.isEmpty() ? "" : ": " + said));
    }
}
