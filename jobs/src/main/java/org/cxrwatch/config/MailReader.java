package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cxrwatch.config.ReceiverSettings.Common;
import org.cxrwatch.config.ReceiverSettings.Login;
import org.cxrwatch.config.ReceiverSettings.MailServer;
import org.cxrwatch.config.ReceiverSettings.Tls;
import org.cxrwatch.error.ConfigurationException;

/**
 * Reads how a receiver is sent mail; what it does not say itself the environment says.
 *
 * @param reader of settings
 * @param environment what it says
 * @param path of the receiver
 * @param keys what stands there
 */
record MailReader(SettingReader reader, ReceiverEnvironment environment, String path, ConfigObject keys) {

    /** What can be said of a receiver of mail. */
    static final Set<String> KEYS = Set.of("host", "port", "tls", "username", "password-variable", "from", "to");

    private static final String LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final String ADDRESS = LOCAL + "@" + LABEL + "(\\." + LABEL + ")*";
    private static final Pattern ALONE = Pattern.compile(ADDRESS);
    private static final Pattern SENDER = Pattern.compile(ADDRESS + "|[^<>\"\\p{Cntrl}]+<" + ADDRESS + ">");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9a-fA-F:.]+\\]?");
    private static final int SUBMISSION = 587;
    private static final int IMPLICIT_TLS = 465;
    private static final int MOST_PORT = 65_535;

    ReceiverSettings.Email email(Common common) {
        String from = text("from").orElseThrow(() -> missing("from", "the address that mail comes from"));
        if (!SENDER.matcher(from).matches()) {
            throw bad("from", from, "is no e-mail address", "Write one such as cxrwatch@hospital.example.");
        }
        return new ReceiverSettings.Email(common, server(), from, to());
    }

    private List<String> to() {
        if (!keys.containsKey("to")) {
            throw missing("to", "the addresses of those who are told");
        }
        List<String> to = reader.names(path + ".to");
        if (to.isEmpty()) {
            throw missing("to", "the addresses of those who are told");
        }
        to.stream().filter(each -> !ALONE.matcher(each).matches()).findFirst().ifPresent(each -> {
            throw reader.refused(
                    path + ".to",
                    "names " + each + ", which is no e-mail address",
                    "Write addresses such as \"team@hospital.example\", in quotes and with commas between them.");
        });
        return to;
    }

    private MailServer server() {
        String host = text("host").orElseThrow(() -> missing("host", "the server that mail is handed to"));
        if (!HOST.matcher(host).matches()) {
            throw bad("host", host, "is no name of a server", "Write its name alone, such as smtp.hospital.example.");
        }
        int port = port();
        Tls tls = keys.containsKey("tls")
                ? reader.choice(path + ".tls", Tls.class)
                : port == IMPLICIT_TLS ? Tls.IMPLICIT : Tls.STARTTLS;
        Optional<Login> login = text("username").map(this::login);
        if (tls == Tls.DISABLE && login.isPresent() && !WebAddress.isLoopback(host)) {
            throw reader.refused(
                    path + ".tls",
                    "would send the password to " + host + " for everybody on the way to read",
                    "Leave it out, so that STARTTLS is used, or write tls = implicit.");
        }
        return new MailServer(host, port, tls, login);
    }

    private int port() {
        if (keys.containsKey("port")) {
            return reader.count(path + ".port", 1, MOST_PORT);
        }
        Optional<String> port = environment.mail("port");
        if (port.isEmpty()) {
            return SUBMISSION;
        }
        try {
            int number = Integer.parseInt(port.get());
            if (number >= 1 && number <= MOST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as other texts that are no port.
        }
        throw bad("port", port.get(), "is no port", "Write 587, or the port that your mail server listens on.");
    }

    private Login login(String username) {
        String variable = keys.containsKey("password-variable")
                ? reader.name(path + ".password-variable")
                : ReceiverEnvironment.PASSWORD;
        Secret password = environment
                .variables()
                .find(variable)
                .map(Secret::new)
                .orElseGet(() -> Secret.missing(() -> new ConfigurationException(
                        path + " names the user " + username + ", whose password the environment variable " + variable
                                + " is to hold, and it is not set",
                        "Set " + variable + ", or " + variable + "_FILE to a file that holds it; leave the user out if"
                                + " the server asks for none.")));
        return new Login(username, password);
    }

    private Optional<String> text(String key) {
        return keys.containsKey(key) ? Optional.of(reader.name(path + "." + key)) : environment.mail(key);
    }

    private ConfigurationException missing(String key, String what) {
        return new ConfigurationException(
                path + " does not say " + what,
                "Set the environment variable " + ReceiverEnvironment.variable(key) + ", or write " + path + "." + key
                        + ", addresses in quotes.");
    }

    private ConfigurationException bad(String key, String value, String why, String remedy) {
        return keys.containsKey(key)
                ? reader.refused(path + "." + key, why, remedy)
                : new ConfigurationException(
                        path + "." + key + " = " + value + " (environment variable " + ReceiverEnvironment.variable(key)
                                + ") " + why,
                        remedy);
    }
}
