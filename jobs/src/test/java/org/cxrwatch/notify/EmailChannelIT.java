package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.cxrwatch.io.postgres.source.TestAuthority;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.notify.ScriptedMailServer.Security;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.server.SMTPServer;

/** Mail, given to servers that take it, refuse it, hang, drop the connection or show a wrong certificate. */
class EmailChannelIT {

    private static final String PASSWORD = "s3nt1nel-passw0rd";
    private static final MailServer.Login LOGIN = new MailServer.Login("cxr", PASSWORD);
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(1_500), Duration.ofSeconds(8));

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static SSLContext trusting;

    @BeforeAll
    static void makeAnAuthority() {
        authority = new TestAuthority(folder);
        trusting = TrustedAuthorities.tls(Optional.of(authority.root()));
    }

    @Test
    void aServerThatTakesMailIsGivenTextAndHtmlOfTheMessage() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> taken.add(new String(data, StandardCharsets.UTF_8)))
                .build();
        server.start();
        try {
            Delivery delivery = channel(
                            trusting,
                            server.getPortAllocated(),
                            MailServer.Tls.DISABLE,
                            Optional.empty(),
                            "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).as(delivery.detail()).isEqualTo(Status.SENT);
            assertThat(delivery.detail()).startsWith("250");
        } finally {
            server.stop();
        }
        MimeMessage mail = parsed(taken.get(0));
        assertThat(mail.getSubject()).isEqualTo("CRITICAL valley: images changed [case-1]");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Date")).hasSize(1);
        assertThat(mail.getFrom()[0]).hasToString("Chest X-ray <cxr@hospital.example>");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat((String) parts.getBodyPart(0).getContent())
                .isEqualToNormalizingNewlines(
                        "OPENED CRITICAL drift: valley\nWhat to check and do: docs/runbooks.md\n");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<table", "mean_intensity valley</th>", ">158</td>", "usually 131")
                .contains("<a href=\"https://docs.hospital.example/runbooks?a=1&amp;b=2\">Runbook of valley</a>")
                .contains("color-scheme\" content=\"light dark\"", "width=device-width");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GREETING | 421 busy | RETRY | cannot take the mail now",
                "GREETING | 554 no service | REJECTED | refused the mail",
                "MAIL | 421 4.3.2 shutting down | RETRY | cannot take the mail now",
                "MAIL | 550 5.7.1 not you | REJECTED | refused the mail",
                "RCPT | 451 4.7.1 greylisted | RETRY | takes no mail now for ada@hospital.example",
                "RCPT | 550 5.1.1 no such user | REJECTED | takes no mail for ada@hospital.example",
                "DATA | 451 4.3.0 try later | RETRY | cannot take the mail now",
                "DATA | 554 5.6.0 not that | REJECTED | refused the mail",
                "DOT | 451 4.3.0 try later | RETRY | 451 4.3.0 try later",
                "DOT | 421 4.3.2 shutting down | RETRY | 421 4.3.2 shutting down",
                "DOT | 550 5.7.0 spam | REJECTED | 550 5.7.0 spam",
                "DOT | HANG | RETRY | did not answer in time (notify.answer-within)",
                "DOT | DROP | RETRY | broke off the connection",
                "EHLO | HANG | RETRY | did not answer in time",
                "GREETING | HANG | RETRY | did not answer in time",
                "GREETING | DROP | RETRY | 127.0.0.1",
            })
    void whatAServerAnswersDecidesWhetherItIsTriedAgain(String command, String answer, Status status, String detail)
            throws IOException {
        try (ScriptedMailServer server = ScriptedMailServer.plain(Map.of(command, answer))) {
            Delivery delivery = channel(server.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).as(delivery.detail()).isEqualTo(status);
            assertThat(delivery.detail()).contains(detail).doesNotContain(PASSWORD);
        }
    }

    /** Time-outs between two characters never end this one. */
    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "DOT"})
    @Timeout(30)
    void aServerThatAnswersACharacterNowAndThenIsLeftWhenTheTimeIsOver(String command) throws IOException {
        Patience brief = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        try (ScriptedMailServer server = ScriptedMailServer.plain(Map.of(command, ScriptedMailServer.DRIP))) {
            Delivery delivery = channel(
                            new EmailChannel.Terms(brief, trusting, Messages.CLOCK),
                            server.port(),
                            MailServer.Tls.DISABLE,
                            Optional.of(LOGIN),
                            "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).isEqualTo(Status.RETRY);
            assertThat(delivery.detail()).contains("did not take the mail within 2 s");
        }
    }

    @Test
    void whatWasTakenWithoutAnAnswerIsSentAgainWithTheSameId() throws Exception {
        try (ScriptedMailServer dropping = ScriptedMailServer.plain(Map.of("DOT", ScriptedMailServer.DROP));
                ScriptedMailServer taking = ScriptedMailServer.plain(Map.of())) {
            Delivery first = channel(dropping.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.alert());
            Delivery second = channel(taking.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.alert());
            channel(taking.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.message("case-2/def", "other", Messages.notice("site", "x", "v", "t")));

            assertThat(first.status()).isEqualTo(Status.RETRY);
            assertThat(second).isEqualTo(Delivery.sent("250 2.0.0 Ok: queued as 4711"));
            String id = parsed(dropping.mails().get(0)).getMessageID();
            assertThat(id).matches("<[0-9a-f]{12}\\.team@cxrwatch\\.hospital\\.example>");
            assertThat(parsed(taking.mails().get(0)).getMessageID()).isEqualTo(id);
            assertThat(parsed(taking.mails().get(1)).getMessageID()).isNotEqualTo(id);
        }
    }

    @Test
    void whoCanBeReachedIsToldAlthoughOthersCannot() throws IOException {
        try (ScriptedMailServer server =
                ScriptedMailServer.plain(Map.of("RCPT TO:<ben@hospital.example>", "550 5.1.1 no such user"))) {
            Delivery delivery = channel(
                            server.port(), MailServer.Tls.DISABLE, "ada@hospital.example", "ben@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).isEqualTo(Status.SENT);
            assertThat(delivery.detail())
                    .startsWith(
                            "sent to ada@hospital.example, but not to ben@hospital.example (550 5.1.1 no such user");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        Delivery delivery = channel(ScriptedMailServer.deadPort(), MailServer.Tls.STARTTLS, "ada@hospital.example")
                .send(Messages.alert());

        assertThat(delivery.status()).isEqualTo(Status.RETRY);
        assertThat(delivery.detail()).contains("could not be connected to", "check that it runs");
    }

    @Test
    void mailIsNotSentInTheClearIfStarttlsIsStripped() throws IOException {
        try (ScriptedMailServer server = ScriptedMailServer.plain(Map.of())) {
            Delivery delivery = channel(server.port(), MailServer.Tls.STARTTLS, "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).isEqualTo(Status.RETRY);
            assertThat(delivery.detail()).contains("could not be spoken to securely", "not sent in the clear");
            assertThat(server.mails()).isEmpty();
            assertThat(server.commands())
                    .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
        }
    }

    @Test
    void aCertificateOfOnesOwnAuthorityWillDoByStarttlsAndByTls() throws Exception {
        SSLContext shown = ServerTls.of(authority.loopback(TestAuthority.Validity.VALID));
        try (ScriptedMailServer starttls = ScriptedMailServer.secured(Security.STARTTLS, shown);
                ScriptedMailServer implicit = ScriptedMailServer.secured(Security.IMPLICIT, shown)) {
            Delivery first = channel(starttls.port(), MailServer.Tls.STARTTLS, "ada@hospital.example")
                    .send(Messages.alert());
            Delivery second = channel(implicit.port(), MailServer.Tls.IMPLICIT, "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(List.of(first.status(), second.status()))
                    .as(first.detail() + " / " + second.detail())
                    .containsOnly(Status.SENT);
            assertThat(starttls.commands()).contains("STARTTLS").anyMatch(command -> command.startsWith("AUTH"));
            assertThat(implicit.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"OTHER_NAME", "EXPIRED", "UNKNOWN_AUTHORITY"})
    void aCertificateThatWillNotDoIsRefusedBeforeAnythingIsSaid(String wrong) throws Exception {
        SSLContext shown = ServerTls.of(
                switch (wrong) {
                    case "OTHER_NAME" -> authority.host("mail.elsewhere.example");
                    case "EXPIRED" -> authority.loopback(TestAuthority.Validity.EXPIRED);
                    default -> authority.loopback(TestAuthority.Validity.VALID);
                });
        SSLContext trust = wrong.equals("UNKNOWN_AUTHORITY") ? TrustedAuthorities.tls(Optional.empty()) : trusting;
        try (ScriptedMailServer starttls = ScriptedMailServer.secured(Security.STARTTLS, shown);
                ScriptedMailServer implicit = ScriptedMailServer.secured(Security.IMPLICIT, shown)) {
            Delivery first = channel(
                            trust, starttls.port(), MailServer.Tls.STARTTLS, Optional.of(LOGIN), "ada@hospital.example")
                    .send(Messages.alert());
            Delivery second = channel(
                            trust, implicit.port(), MailServer.Tls.IMPLICIT, Optional.of(LOGIN), "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(List.of(first.status(), second.status())).containsOnly(Status.RETRY);
            assertThat(first.detail()).contains("could not be spoken to securely", "notify.ca-file");
            assertThat(second.detail()).contains("could not be spoken to securely", "notify.ca-file");
            assertThat(starttls.commands()).noneMatch(command -> command.startsWith("AUTH"));
            assertThat(starttls.mails()).isEmpty();
            assertThat(implicit.mails()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordKeepsTheMessageAndIsNotShown() throws IOException {
        try (ScriptedMailServer server = ScriptedMailServer.plain(Map.of("AUTH", "535 5.7.8 no: " + PASSWORD))) {
            Delivery delivery = channel(server.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.alert());

            assertThat(delivery.status()).isEqualTo(Status.RETRY);
            assertThat(delivery.detail())
                    .contains("did not accept user or password (535 5.7.8 no: (hidden)", "SMTP_PASSWORD")
                    .doesNotContain(PASSWORD);
        }
    }

    @ParameterizedTest
    @FieldSource("org.cxrwatch.notify.Messages#HOSTILE")
    void namesStayTextInEveryPartOfAMail(String name) throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.plain(Map.of())) {
            Delivery delivery = channel(server.port(), MailServer.Tls.DISABLE, "ada@hospital.example")
                    .send(Messages.hostile(name));

            assertThat(delivery.status()).as(delivery.detail()).isEqualTo(Status.SENT);
            MimeMessage mail = parsed(server.mails().get(0));
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getSubject()).isEqualTo(PlainText.oneLine(name)).doesNotContain("\r", "\n", "\u001b");
            assertThat(((String) parts.getBodyPart(0).getContent()).lines()).hasSize(2);
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains(MailText.escaped(name))
                    .doesNotContain("<script", "<img", "\" onmouseover", "\u001b", "\u202e", "<!channel>");
        }
    }

    private static EmailChannel channel(int port, MailServer.Tls tls, String... to) {
        return channel(trusting, port, tls, Optional.of(LOGIN), to);
    }

    private static EmailChannel channel(
            SSLContext trust, int port, MailServer.Tls tls, Optional<MailServer.Login> login, String... to) {
        return channel(new EmailChannel.Terms(SHORT, trust, Messages.CLOCK), port, tls, login, to);
    }

    private static EmailChannel channel(
            EmailChannel.Terms terms, int port, MailServer.Tls tls, Optional<MailServer.Login> login, String... to) {
        return new EmailChannel(
                "team",
                new EmailChannel.Letter("Chest X-ray <cxr@hospital.example>", List.of(to), SubjectTemplate.OWN),
                new MailServer("127.0.0.1", port, tls, login),
                terms);
    }

    private static MimeMessage parsed(String mail) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
