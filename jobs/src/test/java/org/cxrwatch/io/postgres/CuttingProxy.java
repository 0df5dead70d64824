package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and a server and cuts the connection once, at a word the client sends. */
final class CuttingProxy implements AutoCloseable {

    /** Where to cut. */
    enum Cut {
        /** The server never sees the word. */
        BEFORE,
        /** The server has answered, and the client never hears it. */
        AFTER
    }

    private record Plan(Cut cut, String word) {}

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<Optional<Plan>> plan = new AtomicReference<>(Optional.empty());

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        thread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection over which the client sends this word. */
    void cut(Cut cut, String word) {
        plan.set(Optional.of(new Plan(cut, word)));
    }

    /** Whether the cut was made. */
    boolean hasCut() {
        return plan.get().isEmpty();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
            thread(() -> toServer(client, server));
            thread(() -> toClient(client, server));
        }
    }

    private void toServer(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String sent = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                Optional<Plan> due = plan.get().filter(cut -> sent.contains(cut.word()));
                if (due.isPresent()) {
                    if (due.get().cut() == Cut.AFTER) {
                        client.shutdownOutput();
                        out.write(buffer, 0, read);
                        out.flush();
                        // The answer, which goes nowhere; then the server has done it.
                        server.setSoTimeout(10_000);
                        synchronized (server) {
                            plan.set(Optional.empty());
                            server.wait(10_000);
                        }
                    }
                    plan.set(Optional.empty());
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void toClient(Socket client, Socket server) throws IOException {
        InputStream in = server.getInputStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (client.isOutputShutdown()) {
                synchronized (server) {
                    server.notifyAll();
                }
                return;
            }
            client.getOutputStream().write(buffer, 0, read);
        }
        client.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (java.net.SocketException closed) {
                // One of the two has gone: that is what this proxy is for.
                assert closed != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
