package org.cxrwatch.notify;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.cxrwatch.alert.Fingerprint;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mail, as text and as HTML. The same message has the same Message-ID whenever it is sent, so that what was taken
 * without an answer and is sent again can be told apart from what is new.
 */
public final class EmailChannel implements Channel {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String name;
    private final Letter letter;
    private final MailServer server;
    private final Terms terms;

    /**
     * What a letter has beside its message.
     *
     * @param from sender's address, alone or as {@code Name <address>}
     * @param to addresses
     * @param subject how its subject is formed
     */
    public record Letter(String from, List<String> to, SubjectTemplate subject) {

        /** Copies the list. */
        public Letter {
            to = List.copyOf(to);
        }
    }

    /**
     * On what terms a server is spoken to.
     *
     * @param patience how long
     * @param tls whom it trusts
     * @param clock what time letters are of
     */
    public record Terms(Patience patience, SSLContext tls, Clock clock) {}

    /** A receiver of this name. */
    public EmailChannel(String name, Letter letter, MailServer server, Terms terms) {
        this.name = name;
        this.letter = letter;
        this.server = server;
        this.terms = terms;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery send(Message message) {
        try (MailSockets sockets = new MailSockets()) {
            Properties properties = server.properties(terms.patience());
            // Objects, not texts: only so are the factories used as they are.
            properties.put("mail.smtp.socketFactory", sockets.plain());
            properties.put(
                    "mail.smtp.ssl.socketFactory", sockets.secured(terms.tls().getSocketFactory()));
            Session session = Session.getInstance(properties);
            SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
            MimeMessage mail = mail(session, message);
            return new Budget(terms.patience().total())
                    .spent(
                            () -> attempt(transport, mail),
                            sockets::close,
                            server + " did not take the mail within "
                                    + terms.patience().seconds()
                                    + ": it is tried again, with the same Message-ID; if it stays so, look whether the"
                                    + " server hangs, or raise notify.send-within");
        } catch (MessagingException | UnsupportedEncodingException e) {
            return Delivery.rejected(
                    "The mail could not be formed: " + PlainText.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private Delivery attempt(SMTPTransport transport, MimeMessage mail) {
        try {
            if (server.login().isPresent()) {
                MailServer.Login login = server.login().get();
                transport.connect(server.host(), server.port(), login.username(), login.password());
            } else {
                transport.connect(server.host(), server.port(), null, null);
            }
            transport.sendMessage(mail, mail.getAllRecipients());
            return Delivery.sent(PlainText.firstLine(String.valueOf(transport.getLastServerResponse()), 200));
        } catch (MessagingException e) {
            return new SmtpFailure(server, e, transport.getLastReturnCode()).delivery();
        } finally {
            close(transport);
        }
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The message is taken or not; how the connection ends changes nothing.
        }
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException, UnsupportedEncodingException {
        MimeMessage mail = new IdentifiedMail(session, id(message));
        mail.setFrom(sender(letter.from()));
        List<Address> to = new ArrayList<>();
        for (String address : letter.to()) {
            to.add(new InternetAddress(address, true));
        }
        mail.setRecipients(MimeMessage.RecipientType.TO, to.toArray(Address[]::new));
        mail.setSubject(letter.subject().subject(message), UTF_8);
        mail.setSentDate(Date.from(terms.clock().instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(MailText.plain(message), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(MailText.html(message), UTF_8, "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static InternetAddress sender(String from) throws MessagingException, UnsupportedEncodingException {
        int angle = from.indexOf('<');
        if (angle < 0) {
            return new InternetAddress(from, true);
        }
        InternetAddress address = new InternetAddress(from.substring(angle + 1, from.indexOf('>', angle)), true);
        address.setPersonal(from.substring(0, angle).strip(), UTF_8);
        return address;
    }

    private String id(Message message) {
        String from = letter.from().replace(">", "");
        String domain = from.substring(from.lastIndexOf('@') + 1);
        String said = message.dedupKey() + "@" + name;
        return "<" + Fingerprint.of(said.getBytes(StandardCharsets.UTF_8)) + "." + name + "@cxrwatch." + domain + ">";
    }

    /** Mail whose id is ours. */
    private static final class IdentifiedMail extends MimeMessage {

        private final String id;

        IdentifiedMail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
