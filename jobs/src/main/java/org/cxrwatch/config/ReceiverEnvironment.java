package org.cxrwatch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receivers that the environment names, by the variables that the monitoring before cxrwatch read.
 *
 * @param variables the environment
 */
record ReceiverEnvironment(EnvironmentVariables variables) {

    /** The receiver of ALERT_EMAIL_TO. */
    static final String EMAIL = "email";

    /** The receiver of SLACK_WEBHOOK_URL. */
    static final String SLACK = "slack";

    /** Slack's incoming webhook, where a receiver names no variable of its own. */
    static final String SLACK_URL = "SLACK_WEBHOOK_URL";

    /** The password of the mail server, where a receiver names no variable of its own. */
    static final String PASSWORD = "SMTP_PASSWORD";

    private static final String TO = "ALERT_EMAIL_TO";

    /** What a receiver of mail takes from the environment, by key; the addresses only that of its name. */
    private static final Map<String, String> MAIL = Map.of(
            "host", "SMTP_HOST",
            "port", "SMTP_PORT",
            "username", "SMTP_USERNAME",
            "from", "ALERT_EMAIL_FROM");

    /** The variable that stands for a key of mail receivers. */
    static String variable(String key) {
        return key.equals("to") ? TO : MAIL.get(key);
    }

    /** What the environment says of a key of mail receivers that name none themselves. */
    Optional<String> mail(String key) {
        return variables.find(MAIL.get(key)).map(String::strip);
    }

    /** The receivers that are defined, in the order they are told. */
    List<String> defined() {
        List<String> names = new ArrayList<>();
        if (variables.find(TO).isPresent()) {
            names.add(EMAIL);
        }
        if (variables.find(SLACK_URL).isPresent()) {
            names.add(SLACK);
        }
        return names;
    }

    /** The receivers as a layer of settings; no secret is in it. */
    Config layer() {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, String> origins = new LinkedHashMap<>();
        if (defined().contains(EMAIL)) {
            MAIL.forEach((key, variable) -> variables.find(variable).ifPresent(value -> {
                keys.put(EMAIL + "." + key, value.strip());
                origins.put(EMAIL + "." + key, variable);
            }));
            keys.put(EMAIL + ".to", variables.find(TO).orElseThrow().strip());
            origins.put(EMAIL + ".to", TO);
            keys.put(EMAIL + ".channel", EMAIL);
            origins.put(EMAIL + ".channel", TO);
        }
        if (defined().contains(SLACK)) {
            keys.put(SLACK + ".channel", SLACK);
            origins.put(SLACK + ".channel", SLACK_URL);
        }
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            layer = layer.withValue(
                    ReceiverReader.RECEIVERS + "." + entry.getKey(),
                    ConfigValueFactory.fromAnyRef(
                            entry.getValue(), "environment variable " + origins.get(entry.getKey())));
        }
        return layer;
    }
}
