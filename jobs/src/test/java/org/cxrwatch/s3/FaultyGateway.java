package org.cxrwatch.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stands between clients and an S3 server of this machine, passes requests on as they are, and does harm to those it is
 * told to. Signatures stay whole, as the name of the host that was asked is passed on too.
 */
public final class FaultyGateway implements AutoCloseable {

    private static final Set<String> OWN_OF_A_CONNECTION =
            Set.of("connection", "transfer-encoding", "content-length", "expect", "upgrade", "http2-settings");
    private static final int THREADS = 64;
    private static final int INTERNAL_ERROR = 500;
    private static final int SLOW_DOWN = 503;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final URI server;
    private final S3Client owner;
    private final HttpServer door;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CloseableHttpClient client = client();
    private final AtomicReference<Plan> plan = new AtomicReference<>(request -> Fault.NONE);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger harmed = new AtomicInteger();

    /** What is done to a request. */
    public enum Fault {
        /** Passed on, and its answer back. */
        NONE,
        /** Not passed on; the answer is 500. */
        ERROR,
        /** Not passed on; the answer is 503, slow down. */
        BUSY,
        /** Not passed on; the answer is 403, access denied. */
        DENIED,
        /** Passed on and done; the answer is 500. */
        LOST_ANSWER,
        /** Not passed on; the connection is closed. */
        RESET,
        /** Passed on after a second. */
        SLOW,
        /** Passed on and done, whatever its condition says of an object that is there: some stores do not know any. */
        IGNORED_CONDITION,
        /** Not passed on; the answer is 409, as another's write of the same object is under way. */
        CONFLICT,
        /** Not passed on; the answer is 501, as the store does not know what is asked. */
        UNKNOWN
    }

    /**
     * A request that came in.
     *
     * @param method GET, PUT, …
     * @param path of the object, with its bucket, without the query
     * @param query behind it; empty if there is none
     * @param number from 1, in the order of their coming
     */
    public record Request(String method, String path, String query, int number) {}

    /** Says what is done to a request; called by many threads at once. */
    @FunctionalInterface
    public interface Plan {
        /** What is done to this one. */
        Fault faultOf(Request request);
    }

    private FaultyGateway(S3Server server) {
        this.server = server.endpoint();
        this.owner = server.client();
        try {
            door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        door.setExecutor(threads);
        door.createContext("/", this::handle);
        door.start();
    }

    /** Before this server; harmless until told otherwise. */
    public static FaultyGateway before(S3Server server) {
        return new FaultyGateway(server);
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    /** From now on does this. */
    public void plan(Plan next) {
        plan.set(next);
    }

    /** How many requests have come in. */
    public int requests() {
        return requests.get();
    }

    /** How many of them were harmed. */
    public int harmed() {
        return harmed.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            String query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
            Fault fault = plan.get()
                    .faultOf(new Request(
                            exchange.getRequestMethod(), asked.getPath(), query, requests.incrementAndGet()));
            if (fault != Fault.NONE) {
                harmed.incrementAndGet();
            }
            answer(exchange, fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Fault fault) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (fault) {
            case ERROR -> refuse(exchange, INTERNAL_ERROR, "InternalError");
            case BUSY -> refuse(exchange, SLOW_DOWN, "SlowDown");
            case CONFLICT -> refuse(exchange, CONFLICT, "ConditionalRequestConflict");
            case UNKNOWN -> refuse(exchange, NOT_IMPLEMENTED, "NotImplemented");
            case DENIED -> refuse(exchange, FORBIDDEN, "AccessDenied");
            case LOST_ANSWER -> {
                pass(exchange, body).close();
                refuse(exchange, INTERNAL_ERROR, "InternalError");
            }
            case IGNORED_CONDITION -> {
                remove(exchange);
                giveBack(exchange, pass(exchange, body));
            }
            case SLOW -> {
                // Nobody counts it down: waiting for it is the slowness.
                new CountDownLatch(1).await(1_000, TimeUnit.MILLISECONDS);
                giveBack(exchange, pass(exchange, body));
            }
            case NONE -> giveBack(exchange, pass(exchange, body));
            case RESET -> {
                // The connection is closed by the caller, with no answer.
            }
            default -> throw new IllegalStateException("unknown fault " + fault);
        }
    }

    /** The condition is signed and cannot be left out; with nothing there, it holds. */
    private void remove(HttpExchange exchange) {
        if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
            String[] bucketAndKey =
                    exchange.getRequestURI().getPath().substring(1).split("/", 2);
            owner.deleteObject(request -> request.bucket(bucketAndKey[0]).key(bucketAndKey[1]));
        }
    }

    /** With the headers as they came; the host is the one that was asked, as it is signed. */
    private ClassicHttpResponse pass(HttpExchange exchange, byte[] body) throws IOException {
        URI asked = exchange.getRequestURI();
        HttpUriRequestBase request =
                new HttpUriRequestBase(exchange.getRequestMethod(), URI.create(server.toString() + asked));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return client.executeOpen(null, request, null);
    }

    private static CloseableHttpClient client() {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .setMaxConnTotal(THREADS)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    private static void giveBack(HttpExchange exchange, ClassicHttpResponse response) throws IOException {
        try (response) {
            for (Header header : response.getHeaders()) {
                String name = header.getName().toLowerCase(Locale.ROOT);
                if (!OWN_OF_A_CONNECTION.contains(name) && !name.equals("date")) {
                    exchange.getResponseHeaders().add(header.getName(), header.getValue());
                }
            }
            HttpEntity body = response.getEntity();
            if (exchange.getRequestMethod().equals("HEAD")) {
                Header length = response.getFirstHeader("Content-Length");
                exchange.getResponseHeaders().set("Content-Length", length == null ? "0" : length.getValue());
                exchange.sendResponseHeaders(response.getCode(), -1);
            } else if (body == null || body.getContentLength() == 0) {
                exchange.sendResponseHeaders(response.getCode(), -1);
            } else {
                exchange.sendResponseHeaders(response.getCode(), Math.max(body.getContentLength(), 0));
                try (OutputStream out = exchange.getResponseBody()) {
                    body.writeTo(out);
                }
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        byte[] text = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code
                        + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : text.length);
        if (!head) {
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
        owner.close();
    }
}
