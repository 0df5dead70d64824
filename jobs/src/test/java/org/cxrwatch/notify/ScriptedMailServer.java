package org.cxrwatch.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that does as it is told: it answers otherwise, hangs, or drops the connection where a test wants it to.
 */
final class ScriptedMailServer implements AutoCloseable {

    /** Said instead of an answer: the connection is dropped. */
    static final String DROP = "DROP";

    /** Said instead of an answer: nothing ever is. */
    static final String HANG = "HANG";

    /** Said instead of an answer: a character now and then, and never a whole line. */
    static final String DRIP = "DRIP";

    /** What is answered to each command, where it is not what a good server answers; GREETING and DOT are two more. */
    private final Map<String, String> answers;

    private final SSLContext tls;
    private final Security security;
    private final ServerSocket listening;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());

    /** How it secures connections. */
    enum Security {
        PLAIN,
        STARTTLS,
        IMPLICIT
    }

    private ScriptedMailServer(Map<String, String> answers, Security security, SSLContext tls) throws IOException {
        this.answers = answers;
        this.security = security;
        this.tls = tls;
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::listen, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedMailServer plain(Map<String, String> answers) throws IOException {
        return new ScriptedMailServer(answers, Security.PLAIN, null);
    }

    static ScriptedMailServer secured(Security security, SSLContext tls) throws IOException {
        return new ScriptedMailServer(Map.of(), security, tls);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What it was told, one command a line. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    /** What it was given, whether it took it or not. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                Socket spoken = security == Security.IMPLICIT ? secured(socket) : socket;
                new Talk(spoken).hold();
            } catch (IOException | InterruptedException e) {
                // The other side is gone, or the server is closed: the next connection is another one.
            }
        }
    }

    private SSLSocket secured(Socket socket) throws IOException {
        SSLSocket upper = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        upper.setUseClientMode(false);
        upper.startHandshake();
        return upper;
    }

    /** One connection. */
    private final class Talk {

        private Socket socket;
        private BufferedReader in;

        Talk(Socket socket) throws IOException {
            use(socket);
        }

        private void use(Socket other) throws IOException {
            socket = other;
            in = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        }

        void hold() throws IOException, InterruptedException {
            boolean goesOn = say("GREETING", "220 test ESMTP");
            while (goesOn) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                commands.add(line);
                goesOn = answer(line);
            }
        }

        private boolean answer(String line) throws IOException, InterruptedException {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            String key = answers.containsKey(line) ? line : verb;
            switch (verb) {
                case "EHLO":
                    String offer =
                            security == Security.STARTTLS && !(socket instanceof SSLSocket) ? "250-STARTTLS\r\n" : "";
                    return say(key, "250-test\r\n" + offer + "250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
                case "STARTTLS":
                    boolean goesOn = say(key, "220 go ahead");
                    use(secured(socket));
                    return goesOn;
                case "AUTH":
                    return say(key, "235 welcome");
                case "DATA":
                    return !(say(key, "354 go on") && !answers.containsKey("DATA")) || data();
                case "QUIT":
                    say(key, "221 bye");
                    return false;
                default:
                    return say(key, "250 ok");
            }
        }

        private boolean data() throws IOException, InterruptedException {
            StringBuilder mail = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                mail.append(line).append('\n');
            }
            mails.add(mail.toString());
            return say("DOT", "250 2.0.0 Ok: queued as 4711");
        }

        private boolean say(String key, String usual) throws IOException, InterruptedException {
            String answer = answers.getOrDefault(key, usual);
            if (answer.equals(DROP)) {
                socket.close();
                return false;
            }
            if (answer.equals(DRIP)) {
                do {
                    socket.getOutputStream().write('2');
                } while (!closed.await(100, TimeUnit.MILLISECONDS));
                return false;
            }
            if (answer.equals(HANG)) {
                closed.await();
                return false;
            }
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return !answer.startsWith("421");
        }
    }

    /** A port that nobody listens on. */
    static int deadPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
