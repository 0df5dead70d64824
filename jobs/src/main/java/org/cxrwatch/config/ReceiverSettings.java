package org.cxrwatch.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.SubjectTemplate;

/** Somebody who is told, and how they are reached: one entry of {@code notify.receivers}. */
public sealed interface ReceiverSettings {

    /** By which technology people are reached. */
    enum Channel {
        /** The program's own log. */
        LOG,
        /** Mail. */
        EMAIL,
        /** An incoming webhook of Slack. */
        SLACK,
        /** A webhook that takes JSON. */
        WEBHOOK,
        /** Prometheus' Alertmanager. */
        ALERTMANAGER;

        /** As configuration and tables write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What every receiver has. */
    Common common();

    /** By which technology. */
    Channel channel();

    /** Where it goes and from what severity on, in words for `config check`; nothing of it is secret. */
    String shown();

    /** What is needed to reach it that others may not know. */
    default List<Secret> secrets() {
        return List.of();
    }

    /**
     * Stops whoever is to send to it before anything is done.
     *
     * @throws org.cxrwatch.error.ConfigurationException if a secret of it is missing
     */
    default void requireSecrets() {
        secrets().forEach(Secret::reveal);
    }

    /** As routing knows it. */
    default Receiver receiver() {
        return new Receiver(common().name(), channel().text(), common().least());
    }

    /**
     * What every receiver has.
     *
     * @param name of the receiver
     * @param least the least severity it is told of
     * @param subject how its subjects are formed
     */
    record Common(String name, AlertSeverity least, SubjectTemplate subject) {}

    /** Whoever reads the log. */
    record Log(Common common) implements ReceiverSettings {
        @Override
        public Channel channel() {
            return Channel.LOG;
        }

        @Override
        public String shown() {
            return "the program's own log";
        }
    }

    /**
     * Mailboxes.
     *
     * @param common what every receiver has
     * @param server that mail is handed to
     * @param from sender's address, alone or as {@code Name <address>}
     * @param to addresses
     */
    record Email(Common common, MailServer server, String from, List<String> to) implements ReceiverSettings {

        /** Copies the list. */
        public Email {
            to = List.copyOf(to);
        }

        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String shown() {
            return "mail to " + String.join(", ", to) + ", by " + server.shown();
        }

        @Override
        public List<Secret> secrets() {
            return server.login().map(Login::password).stream().toList();
        }
    }

    /**
     * A server that takes mail.
     *
     * @param host its name
     * @param port its port
     * @param tls how the connection is secured
     * @param login who sends; empty if the server asks nobody
     */
    record MailServer(String host, int port, Tls tls, Optional<Login> login) {

        private String shown() {
            String secured = switch (tls) {
                case STARTTLS -> "STARTTLS";
                case IMPLICIT -> "TLS";
                case DISABLE -> "without TLS";
            };
            return host + ":" + port + " (" + secured
                    + login.map(who -> ", as " + who.username()).orElse("") + ")";
        }
    }

    /**
     * Who sends.
     *
     * @param username as the server knows it
     * @param password its password
     */
    record Login(String username, Secret password) {}

    /** How a connection to a mail server is secured. */
    enum Tls {
        /** It begins plain and must turn to TLS before anything is said. */
        STARTTLS,
        /** It is TLS from its first byte. */
        IMPLICIT,
        /** It stays plain. */
        DISABLE
    }

    /**
     * A channel of Slack.
     *
     * @param common what every receiver has
     * @param url of its incoming webhook, which is a secret
     */
    record Slack(Common common, Secret url) implements ReceiverSettings {
        @Override
        public Channel channel() {
            return Channel.SLACK;
        }

        @Override
        public String shown() {
            return "Slack's webhook at " + URI.create(url.reveal()).getHost();
        }

        @Override
        public List<Secret> secrets() {
            return List.of(url);
        }
    }

    /**
     * A webhook.
     *
     * @param common what every receiver has
     * @param url where it is, which may be a secret
     * @param signing what messages are signed with; empty if they are not
     */
    record Webhook(Common common, Secret url, Optional<Secret> signing) implements ReceiverSettings {
        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public String shown() {
            return "webhook at " + URI.create(url.reveal()).getHost()
                    + (signing.isPresent() ? ", signed" : ", unsigned");
        }

        @Override
        public List<Secret> secrets() {
            return Stream.concat(Stream.of(url), signing.stream()).toList();
        }
    }

    /**
     * An Alertmanager.
     *
     * @param common what every receiver has
     * @param url its address
     * @param validity how long an alert holds that is not renewed
     * @param generator page that alerts point back to; empty for none
     */
    record Alertmanager(Common common, URI url, Duration validity, Optional<URI> generator)
            implements ReceiverSettings {
        @Override
        public Channel channel() {
            return Channel.ALERTMANAGER;
        }

        @Override
        public String shown() {
            return "Alertmanager at " + url + ", alerts hold " + validity.toHours() + " hours";
        }
    }
}
