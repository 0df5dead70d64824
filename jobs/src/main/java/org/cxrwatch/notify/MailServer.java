package org.cxrwatch.notify;

import java.util.Optional;
import java.util.Properties;

/**
 * A server that takes mail.
 *
 * @param host its name
 * @param port its port
 * @param tls how the connection is secured
 * @param login who sends; empty if the server asks nobody
 */
public record MailServer(String host, int port, Tls tls, Optional<Login> login) {

    /** How the connection is secured. */
    public enum Tls {
        /** It begins plain and must turn to TLS before anything is said. */
        STARTTLS,
        /** It is TLS from its first byte. */
        IMPLICIT,
        /** It stays plain. */
        DISABLE
    }

    /** Who sends; shown without the password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    /** What angus-mail is told; its own time-outs would be infinite. */
    Properties properties(Patience patience) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", String.valueOf(port));
        properties.setProperty(
                "mail.smtp.connectiontimeout", String.valueOf(patience.connect().toMillis()));
        properties.setProperty(
                "mail.smtp.timeout", String.valueOf(patience.answer().toMillis()));
        properties.setProperty(
                "mail.smtp.writetimeout", String.valueOf(patience.answer().toMillis()));
        properties.setProperty("mail.smtp.auth", String.valueOf(login.isPresent()));
        // Else whom our factory does not trust would be asked again with Java's own.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
