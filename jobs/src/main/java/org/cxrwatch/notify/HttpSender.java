package org.cxrwatch.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.cxrwatch.port.Channel.Delivery;

/**
 * Posts JSON to webhooks, each once: no redirect is followed, no proxy asked, no cookie kept, and of an answer no more
 * read than its first 64 KiB. Where a host's address may be, {@link GuardedNames} says; certificates and names are
 * checked.
 */
public final class HttpSender {

    private static final int MOST_ANSWER = 64 * 1_024;

    private final Patience patience;
    private final Clock clock;
    private final CloseableHttpClient client;

    /** Posts within these times; the clock is for servers that say until when to wait. */
    public HttpSender(Patience patience, SSLContext tls, Clock clock) {
        this(patience, tls, clock, SystemDefaultDnsResolver.INSTANCE);
    }

    HttpSender(Patience patience, SSLContext tls, Clock clock, DnsResolver names) {
        this.patience = patience;
        this.clock = clock;
        this.client = client(patience, tls, new GuardedNames(names));
    }

    private static CloseableHttpClient client(Patience patience, SSLContext tls, DnsResolver names) {
        Timeout connect = timeout(patience.connect());
        Timeout answer = timeout(patience.answer());
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(answer).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setConnectionRequestTimeout(connect)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("cxrwatch")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /** Posts a text of JSON, with these headers besides. */
    Delivery post(Endpoint endpoint, Map<String, String> headers, String json) {
        HttpPost request = new HttpPost(endpoint.uri());
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        headers.forEach(request::setHeader);
        return new Budget(patience.total())
                .spent(
                        () -> attempt(endpoint, request),
                        request::cancel,
                        endpoint + " did not answer wholly within " + patience.seconds()
                                + ": it is tried again; if it stays so, look whether it hangs, or raise"
                                + " notify.send-within");
    }

    private Delivery attempt(Endpoint endpoint, HttpPost request) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            HttpAnswer answer = new HttpAnswer(response.getCode(), retryAfter(response), start(response));
            // Closing the answer would read it to its end.
            request.cancel();
            return answer.delivery(endpoint, clock.instant());
        } catch (IOException e) {
            request.cancel();
            return failure(endpoint, e);
        }
    }

    private static String retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    /** The beginning of what is answered; the rest is not waited for. */
    private static String start(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? "" : new String(entity.getContent().readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
    }

    private Delivery failure(Endpoint endpoint, IOException failure) {
        if (failure instanceof GuardedNames.RefusedAddressException) {
            return Delivery.rejected(PlainText.oneLine(failure.getMessage())
                    + ", which no message is sent to: it is of this link, of a cloud's metadata service, or of no"
                    + " single host. Correct the address, or what the name resolves to");
        }
        return Delivery.retry(endpoint.masked(endpoint + " " + said(failure)));
    }

    private static String said(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "has no address that could be found: check the name, and whether this machine can look names up";
        }
        if (failure instanceof SSLException) {
            return "could not be spoken to securely (" + PlainText.firstLine(String.valueOf(failure.getMessage()), 160)
                    + "): if its certificate is of your own authority, name that in notify.ca-file";
        }
        if (failure instanceof ConnectTimeoutException) {
            return "could not be connected to in time (notify.connect-within): check that it runs and that a firewall"
                    + " lets this machine reach it";
        }
        if (failure instanceof SocketTimeoutException) {
            return "did not answer in time (notify.answer-within): it may have taken the message, or hang";
        }
        return failure instanceof ConnectException
                ? "refused the connection: check that it runs, and host and port"
                : "broke off the connection (" + failure.getClass().getSimpleName()
                        + "): it may have taken the message, or fail";
    }
}
