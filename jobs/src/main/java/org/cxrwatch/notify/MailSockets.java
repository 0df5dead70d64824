package org.cxrwatch.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connections of one attempt to send mail. They can be broken off while somebody waits for the server: the library
 * closes its own only when whoever reads from it is done, which a server that sends a byte now and then puts off for
 * ever.
 */
final class MailSockets implements AutoCloseable {

    private final Queue<Socket> opened = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    /** Makes connections that are plain, as all begin that turn to TLS later. */
    SocketFactory plain() {
        return new Plain();
    }

    /** Turns connections to TLS. */
    SSLSocketFactory secured(SSLSocketFactory tls) {
        return new Secured(tls);
    }

    /** Breaks off what stands, and what would be connected from now on. */
    @Override
    public void close() {
        isOver = true;
        opened.forEach(MailSockets::close);
    }

    private Socket kept(Socket socket) {
        opened.add(socket);
        if (isOver) {
            close(socket);
        }
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, however it ends.
        }
    }

    /** The library makes its sockets without an address and connects them itself. */
    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() {
            return kept(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(new Socket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(new Socket(host, port, from, fromPort));
        }
    }

    /** The socket below is what is kept: closing one of TLS may wait for the other side. */
    private final class Secured extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        Secured(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(kept(below), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(tls.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(tls.createSocket(host, port, from, fromPort));
        }
    }
}
