package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between clients and a server of this machine, and cuts one connection when told to. One cut is planned at a
 * time; it is made once, on the first connection it fits. Words are not seen through TLS.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_WORD = 256;
    private static final long LONGEST_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final InetSocketAddress address;
    private final AtomicReference<Optional<Cut>> planned = new AtomicReference<>(Optional.empty());
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Object door = new Object();
    private ServerSocket listener;
    private Thread doorman;
    private Socket placeholder;

    /** Which way bytes go. */
    public enum Direction {
        /** From the client. */
        TO_SERVER,
        /** From the server. */
        TO_CLIENT
    }

    private enum Kind {
        AT_CONNECT,
        AFTER_BYTES,
        BEFORE_WORD,
        AFTER_WORD
    }

    /** A cut that was planned. */
    public static final class Cut {

        private final Kind kind;
        private final Direction direction;
        private final long bytes;
        private final String word;
        private final CountDownLatch made = new CountDownLatch(1);

        private Cut(Kind kind, Direction direction, long bytes, String word) {
            this.kind = kind;
            this.direction = direction;
            this.bytes = bytes;
            this.word = word;
        }

        /** Whether it has been made. */
        public boolean isMade() {
            return made.getCount() == 0;
        }

        /** Waits until it is made; tells whether it was in time. */
        public boolean await(Duration longest) throws InterruptedException {
            return made.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A proxy to this port of the loopback. */
    public TcpProxy(int serverPort) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            this.server = new InetSocketAddress(loopback, serverPort);
            this.listener = new ServerSocket(0, BACKLOG, loopback);
            this.address = new InetSocketAddress(loopback, listener.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        doorman = serve(listener);
    }

    /** Where clients are to connect. */
    public int port() {
        return address.getPort();
    }

    /** How many connections have come so far. */
    public int accepted() {
        return accepted.get();
    }

    /** The next connection is closed as soon as it is made; the server never hears of it. */
    public Cut cutAtConnect() {
        return plan(new Cut(Kind.AT_CONNECT, Direction.TO_SERVER, 0, ""));
    }

    /** Cuts when so many bytes from now on, or from a connection's beginning if it is later, have passed. */
    public Cut cutAfterBytes(Direction direction, long bytes) {
        return plan(new Cut(Kind.AFTER_BYTES, direction, bytes, ""));
    }

    /** Cuts when a client sends this word: the server never gets all of it. */
    public Cut cutBefore(String word) {
        return plan(new Cut(Kind.BEFORE_WORD, Direction.TO_SERVER, 0, word));
    }

    /** Lets a word of the client through, and cuts when the server has answered, before the client hears it. */
    public Cut cutAfter(String word) {
        return plan(new Cut(Kind.AFTER_WORD, Direction.TO_SERVER, 0, word));
    }

    /** Forgets a cut that was planned and not made. */
    public void cutNothing() {
        planned.set(Optional.empty());
    }

    /** Cuts every connection there is. */
    public void cutAll() {
        links.forEach(Link::close);
    }

    /** From now on new connections are refused, as by a machine whose server is down; those there are stay. */
    public void refuse() {
        synchronized (door) {
            try {
                listener.close();
                // As long as its thread is in accept, the port still listens.
                doorman.join(LONGEST_MILLIS);
                // Bound and not listening: the port is kept from others, and whoever calls is refused.
                placeholder = new Socket();
                placeholder.setReuseAddress(true);
                placeholder.bind(address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Takes connections again. */
    public void admit() {
        synchronized (door) {
            try {
                placeholder.close();
                listener = new ServerSocket();
                listener.setReuseAddress(true);
                listener.bind(address, BACKLOG);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            doorman = serve(listener);
        }
    }

    @Override
    public void close() {
        synchronized (door) {
            try {
                listener.close();
                if (placeholder != null) {
                    placeholder.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        cutAll();
    }

    private Cut plan(Cut cut) {
        planned.set(Optional.of(cut));
        return cut;
    }

    private Optional<Cut> planned(Kind kind, Direction direction) {
        return planned.get().filter(cut -> cut.kind == kind && cut.direction == direction);
    }

    /** Whether the caller is the one to make it. */
    private boolean claim(Cut cut) {
        Optional<Cut> expected = planned.get();
        return expected.filter(found -> found == cut).isPresent() && planned.compareAndSet(expected, Optional.empty());
    }

    private Thread serve(ServerSocket from) {
        return daemon(() -> {
            while (!from.isClosed()) {
                Socket client = from.accept();
                accepted.incrementAndGet();
                Optional<Cut> cut =
                        planned(Kind.AT_CONNECT, Direction.TO_SERVER).filter(this::claim);
                if (cut.isPresent()) {
                    cut.get().made.countDown();
                    client.close();
                } else {
                    open(client);
                }
            }
        });
    }

    private void open(Socket client) throws IOException {
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException down) {
            client.close();
            return;
        }
        Link link = new Link(client, upstream);
        links.add(link);
        for (Direction direction : Direction.values()) {
            daemon(() -> link.pump(direction));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One of the two has gone: that is what a proxy that cuts is for.
                        assert closed != null;
                    }
                },
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A client and its server. */
    private final class Link {

        private final Socket client;
        private final Socket upstream;
        private volatile Optional<Cut> answerLost = Optional.empty();

        private Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        private void pump(Direction direction) throws IOException {
            Passing passing = new Passing();
            boolean toServer = direction == Direction.TO_SERVER;
            try {
                InputStream in = (toServer ? client : upstream).getInputStream();
                OutputStream out = (toServer ? upstream : client).getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    Optional<Cut> lost = answerLost;
                    if (!toServer && lost.isPresent()) {
                        cut(lost.get());
                        return;
                    }
                    if (!pass(direction, passing.next(buffer, read), out)) {
                        return;
                    }
                }
            } finally {
                close();
            }
        }

        /** Hands on what may pass; whether the connection lives on. */
        private boolean pass(Direction direction, Passing passing, OutputStream out) throws IOException {
            Optional<Cut> counted = planned(Kind.AFTER_BYTES, direction);
            if (counted.isPresent()) {
                int left = passing.within(counted.get());
                if (left >= 0 && claim(counted.get())) {
                    out.write(passing.buffer, 0, left);
                    out.flush();
                    cut(counted.get());
                    return false;
                }
            }
            Optional<Cut> before = planned(Kind.BEFORE_WORD, direction).filter(cut -> passing.holds(cut.word));
            if (before.isPresent() && claim(before.get())) {
                cut(before.get());
                return false;
            }
            Optional<Cut> after = planned(Kind.AFTER_WORD, direction).filter(cut -> passing.holds(cut.word));
            if (after.isPresent() && claim(after.get())) {
                answerLost = after;
            }
            out.write(passing.buffer, 0, passing.length);
            out.flush();
            return true;
        }

        private void cut(Cut cut) {
            // First, so that whoever notices the cut finds it made.
            cut.made.countDown();
            close();
        }

        private void close() {
            links.remove(this);
            try (client;
                    upstream) {
                links.remove(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What goes one way over one connection: the latest bytes, and what words and counts need of those before. */
    private static final class Passing {

        private byte[] buffer = new byte[0];
        private int length;
        private String text = "";
        private Optional<Cut> counting = Optional.empty();
        private long counted;

        private Passing next(byte[] bytes, int read) {
            buffer = bytes;
            length = read;
            String before = text.substring(Math.max(0, text.length() - LONGEST_WORD));
            text = before + new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
            return this;
        }

        /** Whether the word has come to its end in the latest bytes. */
        private boolean holds(String word) {
            int earlier = text.length() - length;
            return text.indexOf(word, Math.max(0, earlier - word.length() + 1)) >= 0;
        }

        /** How many of the latest bytes belong to the count, if they complete it; else −1. */
        private int within(Cut cut) {
            if (counting.filter(known -> known == cut).isEmpty()) {
                counting = Optional.of(cut);
                counted = 0;
            }
            long left = cut.bytes - counted;
            counted += length;
            return left <= length ? (int) left : -1;
        }
    }
}
