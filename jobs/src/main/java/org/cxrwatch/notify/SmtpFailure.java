package org.cxrwatch.notify;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.cxrwatch.error.Causes;
import org.cxrwatch.port.Channel.Delivery;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of mail that a server did not simply take. What says something of the connection or of ourselves is worth
 * another try, as it can be mended without the message changing; what says something of the message is not.
 *
 * @param server that was spoken to
 * @param failure what the library threw
 * @param code the last reply; -1 for none
 */
record SmtpFailure(MailServer server, MessagingException failure, int code) {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpFailure.class);
    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;
    private static final int LONGEST_SHOWN = 200;

    /** What that means for the message. */
    Delivery delivery() {
        if (failure instanceof AuthenticationFailedException) {
            return Delivery.retry(
                    server + " did not accept user or password (" + said() + "): correct SMTP_USERNAME and"
                            + " SMTP_PASSWORD, or the receiver's own; the message is kept and tried again");
        }
        if (failure instanceof SendFailedException partly && sentTo(partly).length > 0) {
            return partly(partly);
        }
        if (failure instanceof SendFailedException refused && !refusals(refused).isEmpty()) {
            return refused(refusals(refused));
        }
        if (has(SSLException.class) || saysTls()) {
            return Delivery.retry(server + " could not be spoken to securely (" + said() + "): the mail was not sent"
                    + " in the clear. If the certificate is of your own authority, name that in notify.ca-file; if the"
                    + " server offers no STARTTLS, use tls = implicit on port 465");
        }
        if (failure instanceof MailConnectException) {
            return Delivery.retry(server + " could not be connected to (" + cause()
                    + "): check that it runs, host and port, and that a firewall lets this machine reach it");
        }
        if (has(SocketTimeoutException.class)) {
            return Delivery.retry(server + " did not answer in time (notify.answer-within): it may have taken the mail,"
                    + " or hang; it is sent again with the same Message-ID");
        }
        return answered();
    }

    private Delivery answered() {
        int reply = failure instanceof SMTPSendFailedException sent ? sent.getReturnCode() : code;
        if (reply >= PERMANENT) {
            return Delivery.rejected(server + " refused the mail (" + said() + "): its answer says why");
        }
        if (reply >= TRANSIENT) {
            return Delivery.retry(server + " cannot take the mail now (" + said() + "): it is tried again");
        }
        return Delivery.retry(server + " broke off the connection (" + said() + "): it may have taken the mail; it is"
                + " sent again with the same Message-ID");
    }

    private Delivery partly(SendFailedException failed) {
        String missed = refusals(failed).stream().map(SmtpFailure::text).collect(Collectors.joining("; "));
        String detail = "sent to "
                + Arrays.stream(sentTo(failed)).map(Address::toString).collect(Collectors.joining(", "))
                + ", but not to " + missed;
        LOG.warn(
                "{}: {}. Who must not miss a message is best a receiver of their own, which is tried again by itself.",
                server,
                detail);
        return Delivery.sent(detail);
    }

    private Delivery refused(List<SMTPAddressFailedException> refusals) {
        String said = refusals.stream().map(SmtpFailure::text).collect(Collectors.joining("; "));
        boolean isForGood = refusals.stream().allMatch(each -> each.getReturnCode() >= PERMANENT);
        return isForGood
                ? Delivery.rejected(server + " takes no mail for " + said + ": correct the addresses")
                : Delivery.retry(server + " takes no mail now for " + said + ": it is tried again");
    }

    private static Address[] sentTo(SendFailedException failed) {
        return failed.getValidSentAddresses() == null ? new Address[0] : failed.getValidSentAddresses();
    }

    private static List<SMTPAddressFailedException> refusals(SendFailedException failed) {
        List<SMTPAddressFailedException> refusals = new ArrayList<>();
        for (Exception next = failed; next instanceof MessagingException each; next = each.getNextException()) {
            if (next instanceof SMTPAddressFailedException refusal) {
                refusals.add(refusal);
            }
        }
        return refusals;
    }

    private static String text(SMTPAddressFailedException refusal) {
        return PlainText.oneLine(refusal.getAddress() + " ("
                + PlainText.firstLine(String.valueOf(refusal.getMessage()), LONGEST_SHOWN) + ")");
    }

    /** The library has no type of its own for a server that no longer offers TLS. */
    private boolean saysTls() {
        return String.valueOf(failure.getMessage()).contains("STARTTLS");
    }

    private boolean has(Class<? extends Exception> type) {
        return Causes.has(type, failure);
    }

    private String cause() {
        return PlainText.firstLine(String.valueOf(Causes.innermost(failure).getMessage()), LONGEST_SHOWN);
    }

    private String said() {
        String message = String.valueOf(has(SSLException.class) ? cause() : failure.getMessage());
        String hidden = server.login()
                .map(login -> message.replace(login.password(), "(hidden)"))
                .orElse(message);
        return PlainText.firstLine(hidden, LONGEST_SHOWN);
    }
}
