package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.config.ReceiverSettings.Channel;
import org.cxrwatch.config.ReceiverSettings.Common;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.SubjectTemplate;

/** Reads who can be told; what would only fail at night, when somebody is to be told, is refused at the start. */
record ReceiverReader(SettingReader reader, ReceiverEnvironment environment) {

    /** The key that receivers stand under. */
    static final String RECEIVERS = "notify.receivers";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,40}");
    private static final Set<String> COMMON = Set.of("channel", "least", "subject");
    private static final String URL = "url";
    private static final String URL_VARIABLE = "url-variable";
    private static final Duration LEAST_VALIDITY = Duration.ofMinutes(5);
    private static final Duration MOST_VALIDITY = Duration.ofDays(30);

    /** Keys under which somebody might write a secret down. */
    private static final Set<String> SECRET = Set.of("password", "secret", "token", "webhook", "webhook-url");

    /** All of them, by name in order. */
    List<ReceiverSettings> receivers() {
        List<ReceiverSettings> receivers = new ArrayList<>();
        reader.group(RECEIVERS).forEach((name, value) -> receivers.add(receiver(name, value)));
        boolean mailed = receivers.stream().anyMatch(receiver -> receiver.channel() == Channel.EMAIL);
        if (!mailed && environment.mail("host").isPresent()) {
            throw new ConfigurationException(
                    "The environment variable SMTP_HOST names a mail server, and nobody is named to send mail to",
                    "Set ALERT_EMAIL_TO to their addresses, with commas between them, or unset SMTP_HOST if it is meant"
                            + " for another program.");
        }
        return receivers;
    }

    private ReceiverSettings receiver(String name, ConfigValue value) {
        String path = RECEIVERS + "." + name;
        if (!NAME.matcher(name).matches()) {
            throw reader.refused(
                    RECEIVERS,
                    name,
                    value,
                    "has a name that cannot stand in routes",
                    "Name it with small letters, digits, - and _, a letter first, such as radiology-it.");
        }
        ConfigObject keys = keys(path, value);
        Channel channel = channel(path + ".channel");
        refuseSecrets(path, keys, channel);
        Common common = new Common(name, least(path, keys), subject(path, keys));
        return switch (channel) {
            case LOG -> {
                know(path, keys, Set.of());
                yield new ReceiverSettings.Log(common);
            }
            case EMAIL -> {
                know(path, keys, MailReader.KEYS);
                yield new MailReader(reader, environment, path, keys).email(common);
            }
            case SLACK -> {
                know(path, keys, Set.of(URL_VARIABLE));
                yield new ReceiverSettings.Slack(common, secretUrl(path, keys, ReceiverEnvironment.SLACK_URL));
            }
            case WEBHOOK -> {
                know(path, keys, Set.of(URL, URL_VARIABLE, "secret-variable"));
                yield new ReceiverSettings.Webhook(common, webhook(path, keys), signing(path, keys));
            }
            case ALERTMANAGER -> {
                know(path, keys, Set.of(URL, "validity", "generator-url"));
                yield alertmanager(common, path, keys);
            }
        };
    }

    private ConfigObject keys(String path, ConfigValue value) {
        if (!(value instanceof ConfigObject keys)) {
            throw reader.refused(
                    path, "is one value", "Write " + path + " { channel = email, to = [\"team@hospital.example\"] }.");
        }
        if (!keys.containsKey("channel")) {
            throw reader.refused(path, "names no channel", "Write channel = " + channels(" or ") + " in it.");
        }
        return keys;
    }

    private Channel channel(String path) {
        String text = reader.text(path);
        return Stream.of(Channel.values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> reader.refused(
                        path, "is no channel", NearestName.hint(text, texts()) + "There are: " + channels(", ") + "."));
    }

    private static List<String> texts() {
        return Stream.of(Channel.values()).map(Channel::text).toList();
    }

    private static String channels(String between) {
        return String.join(between, texts());
    }

    private static void refuseSecrets(String path, ConfigObject keys, Channel channel) {
        String variable = channel == Channel.EMAIL ? "password-variable" : URL_VARIABLE;
        String usual = channel == Channel.EMAIL ? ReceiverEnvironment.PASSWORD : ReceiverEnvironment.SLACK_URL;
        keys.keySet().stream()
                .filter(key -> SECRET.contains(key) || (channel == Channel.SLACK && key.equals(URL)))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigurationException(
                            path + "." + key + " holds a secret ("
                                    + Origins.text(keys.get(key).origin()) + "; it is not shown)",
                            "Take it out there, set an environment variable such as " + usual + ", or " + usual
                                    + "_FILE to a file that holds it, and name another variable with " + variable
                                    + ": what is written in files and on command lines is read by others.");
                });
    }

    private void know(String path, ConfigObject keys, Set<String> own) {
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(own);
        CustomSettings.refuseUnknown(reader, path, keys, known);
    }

    private AlertSeverity least(String path, ConfigObject keys) {
        return keys.containsKey("least") ? reader.choice(path + ".least", AlertSeverity.class) : AlertSeverity.WARNING;
    }

    private SubjectTemplate subject(String path, ConfigObject keys) {
        if (!keys.containsKey("subject")) {
            return SubjectTemplate.OWN;
        }
        String text = reader.text(path + ".subject");
        SubjectTemplate.unknown(text).ifPresent(field -> {
            List<String> fields = Arrays.stream(SubjectTemplate.Field.values())
                    .map(SubjectTemplate.Field::text)
                    .toList();
            throw reader.refused(
                    path + ".subject",
                    "has the field {" + field + "}, which there is not",
                    NearestName.hint(field, fields) + "There are: "
                            + fields.stream().map(each -> "{" + each + "}").collect(Collectors.joining(", ")) + ".");
        });
        return new SubjectTemplate(text);
    }

    private Secret webhook(String path, ConfigObject keys) {
        if (keys.containsKey(URL) == keys.containsKey(URL_VARIABLE)) {
            throw reader.refused(
                    path,
                    keys.containsKey(URL) ? "names its address twice" : "names no address",
                    "Write url = \"https://…\" in it, or url-variable = NAME if the address is a secret that the"
                            + " environment variable NAME holds.");
        }
        return keys.containsKey(URL) ? new Secret(url(path + "." + URL).toString()) : secretUrl(path, keys, "");
    }

    /** An address that is a secret, of the variable that is named, or of the usual one. */
    private Secret secretUrl(String path, ConfigObject keys, String usual) {
        String variable = keys.containsKey(URL_VARIABLE) ? reader.name(path + "." + URL_VARIABLE) : usual;
        Secret secret = secret(path, variable, "the address");
        if (!secret.isMissing() && !isSecured(secret)) {
            throw new ConfigurationException(
                    "The environment variable " + variable + " is not the address of a webhook"
                            + " (it is not shown, as it is a secret)",
                    "Set it to the address as you were given it, such as https://hooks.slack.com/services/…, which"
                            + " begins with https://.");
        }
        return secret;
    }

    private static boolean isSecured(Secret url) {
        return WebAddress.parse(url.reveal()).filter(WebAddress::isSecured).isPresent();
    }

    /** Where the environment does not hold it, only what sends needs to stop. */
    private Secret secret(String path, String variable, String what) {
        return environment
                .variables()
                .find(variable)
                .map(String::strip)
                .map(Secret::new)
                .orElseGet(() -> Secret.missing(() -> new ConfigurationException(
                        path + " needs " + what + ", which the environment variable " + variable
                                + " is to hold, and it is not set",
                        "Set " + variable + ", or " + variable + "_FILE to a file that holds it.")));
    }

    private Optional<Secret> signing(String path, ConfigObject keys) {
        if (!keys.containsKey("secret-variable")) {
            return Optional.empty();
        }
        String variable = reader.name(path + ".secret-variable");
        Secret secret = secret(path, variable, "the secret that messages are signed with");
        if (!secret.isMissing() && !SigningSecret.isOne(secret.reveal())) {
            throw new ConfigurationException(
                    "The environment variable " + variable + " is no secret to sign with (it is not shown)",
                    "Make one with `echo whsec_$(openssl rand -base64 32)`: whsec_ and 24 to 64 bytes in base64.");
        }
        return Optional.of(secret);
    }

    private ReceiverSettings alertmanager(Common common, String path, ConfigObject keys) {
        if (!keys.containsKey(URL)) {
            throw reader.refused(path, "names no address", "Write url = \"http://alertmanager.example:9093\" in it.");
        }
        return new ReceiverSettings.Alertmanager(
                common,
                url(path + "." + URL),
                keys.containsKey("validity")
                        ? reader.duration(path + ".validity", LEAST_VALIDITY, MOST_VALIDITY)
                        : Duration.ofHours(26),
                keys.containsKey("generator-url") ? Optional.of(url(path + ".generator-url")) : Optional.empty());
    }

    private URI url(String path) {
        Optional<WebAddress> address = WebAddress.parse(reader.text(path));
        if (address.filter(WebAddress::holdsUser).isPresent()) {
            throw new ConfigurationException(
                    path + " holds a user or password (it is not shown)",
                    "Take it out there; an address that is a secret belongs into an environment variable, which"
                            + " url-variable names.");
        }
        return address.map(WebAddress::uri)
                .orElseThrow(() -> reader.refused(
                        path,
                        "is not an address such as https://hooks.hospital.example/cxrwatch",
                        "Write the whole address, beginning with http:// or https://."));
    }
}
