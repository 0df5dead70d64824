package org.cxrwatch.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that answers by the byte what a test wants it to. */
final class RawServer {

    private RawServer() {}

    /** What is done with a connection, once it has sent something. */
    interface Talk {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    static ServerSocket open(Talk talk) throws IOException {
        ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        serve(listening, talk);
        return listening;
    }

    static void serve(ServerSocket listening, Talk talk) {
        Thread thread = new Thread(
                () -> {
                    while (!listening.isClosed()) {
                        try (Socket socket = listening.accept()) {
                            if (socket.getInputStream().read(new byte[4_096]) > 0) {
                                talk.with(socket);
                            }
                        } catch (IOException | InterruptedException e) {
                            // The other side is gone, or the test is over.
                        }
                    }
                },
                "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
