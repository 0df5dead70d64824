package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.SubjectTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingSettingsTest {

    private static final String HOOK = "https://hooks.slack.com/services/T0sentinel/B0sentinel/s3nt1nelS3nt1nel";

    private static final Map<String, String> OLD = Map.of(
            "SMTP_HOST", "smtp.hospital.example",
            "SMTP_PORT", "465",
            "SMTP_USERNAME", "cxr",
            "SMTP_PASSWORD", "s3nt1nel",
            "ALERT_EMAIL_FROM", "cxr@hospital.example",
            "ALERT_EMAIL_TO", "ada@hospital.example, ben@hospital.example",
            "SLACK_WEBHOOK_URL", HOOK);

    @TempDir
    private Path folder;

    @Test
    void withoutAnySettingTheLogIsTold() {
        SendingSettings sending = load(Map.of()).settings().sending();

        assertThat(sending.routing()).isEqualTo(Routing.LOG);
        assertThat(sending.receivers()).extracting(ReceiverSettings::receiver).containsExactly(Receiver.LOG);
        assertThat(sending.patience())
                .isEqualTo(new SendingSettings.Patience(
                        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)));
    }

    @Test
    void theVariablesOfTheMonitoringBeforeMakeTwoReceiversOfTheDefaultRoute() {
        SendingSettings sending = load(OLD).settings().sending();

        assertThat(sending.routing().otherwise())
                .containsExactly(
                        Receiver.LOG,
                        new Receiver("email", "email", AlertSeverity.WARNING),
                        new Receiver("slack", "slack", AlertSeverity.WARNING));
        assertThat(find(sending, "email"))
                .isEqualTo(new ReceiverSettings.Email(
                        new ReceiverSettings.Common("email", AlertSeverity.WARNING, SubjectTemplate.OWN),
                        new ReceiverSettings.MailServer(
                                "smtp.hospital.example",
                                465,
                                ReceiverSettings.Tls.IMPLICIT,
                                Optional.of(new ReceiverSettings.Login("cxr", new Secret("s3nt1nel")))),
                        "cxr@hospital.example",
                        List.of("ada@hospital.example", "ben@hospital.example")));
        assertThat(((ReceiverSettings.Slack) find(sending, "slack")).url().reveal())
                .isEqualTo(HOOK);
    }

    @Test
    void secretsMayLieInFiles() throws IOException {
        Map<String, String> environment = new TreeMap<>(OLD);
        environment.remove("SMTP_PASSWORD");
        environment.remove("SLACK_WEBHOOK_URL");
        environment.put("SMTP_PASSWORD_FILE", file("password", "from a file\n"));
        environment.put("SLACK_WEBHOOK_URL_FILE", file("hook", HOOK + "\n"));

        SendingSettings sending = load(environment).settings().sending();

        ReceiverSettings.Email email = (ReceiverSettings.Email) find(sending, "email");
        assertThat(email.server().login().orElseThrow().password().reveal()).isEqualTo("from a file");
        assertThat(((ReceiverSettings.Slack) find(sending, "slack")).url().reveal())
                .isEqualTo(HOOK);
    }

    @Test
    void aDefaultThatIsNamedHoldsInstead() {
        SendingSettings sending = load(OLD, "notify.default=slack", "notify.escalation=[email]")
                .settings()
                .sending();

        assertThat(sending.routing().otherwise()).extracting(Receiver::name).containsExactly("slack");
        assertThat(sending.routing().escalation()).extracting(Receiver::name).containsExactly("email");
    }

    @Test
    void receiversAndRoutesAreReadFromAFile() throws IOException {
        write("""
            notify {
              receivers {
                pager { channel = email, least = critical, to = ["pager@hospital.example"], subject = "{case} {headline}" }
                hook { channel = webhook, url = "https://hooks.hospital.example/cxr", secret-variable = HOOK_SECRET }
                prom { channel = alertmanager, url = "http://10.0.0.5:9093", validity = 30 hours }
              }
              routes = [
                { match { severity = critical, slice = "site=valley" }, to = [pager], continue = true }
                { match { alert_type = "data_*" }, to = "hook, prom" }
              ]
            }
            """);
        Map<String, String> environment = new TreeMap<>(OLD);
        environment.put("HOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        SendingSettings sending = load(environment).settings().sending();

        Receiver pager = new Receiver("pager", "email", AlertSeverity.CRITICAL);
        Receiver hook = new Receiver("hook", "webhook", AlertSeverity.WARNING);
        Receiver prom = new Receiver("prom", "alertmanager", AlertSeverity.WARNING);
        assertThat(sending.routing().routes())
                .containsExactly(
                        new Routing.Route(
                                new AlertMatcher(Map.of(
                                        AlertMatcher.Field.SEVERITY, "critical",
                                        AlertMatcher.Field.SLICE, "site=valley")),
                                List.of(pager),
                                Routing.After.CONTINUE),
                        new Routing.Route(
                                new AlertMatcher(Map.of(AlertMatcher.Field.ALERT_TYPE, "data_*")),
                                List.of(hook, prom),
                                Routing.After.STOP));
        assertThat(find(sending, "pager").common().subject()).isEqualTo(new SubjectTemplate("{case} {headline}"));
        assertThat(((ReceiverSettings.Email) find(sending, "pager")).server().host())
                .isEqualTo("smtp.hospital.example");
        assertThat(((ReceiverSettings.Alertmanager) find(sending, "prom")).validity())
                .isEqualTo(Duration.ofHours(30));
    }

    @Test
    void noSecretIsListedAndEveryOtherValueIsWithItsVariable() {
        assertThat(load(OLD).list())
                .contains(
                        new Configuration.Setting(
                                "notify.receivers.email.host",
                                "smtp.hospital.example",
                                "environment variable SMTP_HOST"),
                        new Configuration.Setting(
                                "notify.receivers.slack.channel", "slack", "environment variable SLACK_WEBHOOK_URL"))
                .noneMatch(
                        setting -> setting.toString().toLowerCase(Locale.ROOT).contains("s3nt1nel"));
        assertThat(load(OLD).settings().sending().toString()).doesNotContain("s3nt1nel");
        assertThat(load(OLD).settings().sending().receivers())
                .extracting(ReceiverSettings::shown)
                .containsExactly(
                        "mail to ada@hospital.example, ben@hospital.example, by smtp.hospital.example:465 (TLS, as"
                                + " cxr)",
                        "the program's own log",
                        "Slack's webhook at hooks.slack.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "notify.default=[sack] | notify.default = [\"sack\"] (--set) names sack, which is no receiver | Did"
                        + " you mean slack? There are: email, log, slack.",
                "notify.escalation=emial | names emial, which is no receiver | There are: email, log, slack.",
                "notify.routes=[{to: [emai]}] | notify.routes[0].to = [\"emai\"] (--set) names emai, which is no"
                        + " receiver | Did you mean email?",
                "notify.routes=[{match: {severty: critical}, to: [log]}] | notify.routes[0].match.severty = critical"
                        + " (--set) is no part of it | Did you mean severity?",
                "notify.routes=[{match: {severity: critcal}, to: [log]}] | notify.routes[0].match.severity = critcal"
                        + " (--set) is no severity | Did you mean critical?",
                "notify.routes=[{match: {alert_type: accuracy_drp}, to: [log]}] | is no alert type | Did you mean"
                        + " accuracy_drop?",
                "notify.routes=[{match: {window_kind: WEEK}, to: [log]}] | is no window kind | DAY",
                "notify.routes=[{matc: {severity: critical}, to: [log]}] | notify.routes[0].matc | Did you mean match?",
                "notify.routes=[{match: {severity: critical}}] | names nobody to tell | to = [NAME]",
                "notify.routes=[{match: {severity: critical}, to: []}] | notify.routes[0].to = [] (--set) names nobody"
                        + " to tell | to = [NAME]",
                "notify.routes=[{to: [log], continue: perhaps}] | notify.routes[0].continue = perhaps (--set) is"
                        + " neither true nor false | continue = true",
                "notify.routes=log | notify.routes = log (--set) is no list | conf/reference.conf",
                "notify.channels=[log] | There is no setting notify.channels (--set) | Name whom to tell in"
                        + " notify.default",
                "notify.receivers.x={channel: pigeon} | notify.receivers.x.channel = pigeon (--set) is no channel |"
                        + " There are: log, email, slack",
                "notify.receivers.x={channel: emil} | is no channel | Did you mean email?",
                "notify.receivers.x={least: info} | names no channel | channel = log or email",
                "notify.receivers.x=log | notify.receivers.x = log (--set) is one value | channel = email",
                "notify.receivers.X={channel: log} | has a name that cannot stand in routes | small letters",
                "notify.receivers.x={channel: log, lest: info} | is no part of it | Did you mean least?",
                "notify.receivers.x={channel: log, least: urgent} | is none of info, warning, critical, emergency |"
                        + " conf/reference.conf",
                "notify.receivers.x={channel: log, subject: \"{sevrity}\"} | has the field {sevrity}, which there is"
                        + " not | Did you mean severity? There are: {severity}, {headline}, {case}",
                "notify.receivers.x={channel: email} | notify.receivers.x does not say the addresses of those who are"
                        + " told | ALERT_EMAIL_TO",
                "notify.receivers.x={channel: email, to: [a.hospital.example]} | names a.hospital.example, which is no"
                        + " e-mail address | team@hospital.example",
                "notify.receivers.x={channel: email, to: \"a@b.c\", from: me} | notify.receivers.x.from = me (--set)"
                        + " is no e-mail address | cxrwatch@hospital.example",
                "notify.receivers.x={channel: email, to: \"a@b.c\", host: \"smtp://x\"} | is no name of a server | its"
                        + " name alone",
                "notify.receivers.x={channel: email, to: \"a@b.c\", port: 70000} | notify.receivers.x.port |"
                        + " conf/reference.conf",
                "notify.receivers.x={channel: email, to: \"a@b.c\", tls: none} | is none of starttls, implicit,"
                        + " disable | conf/reference.conf",
                "notify.receivers.x={channel: email, to: \"a@b.c\", tls: disable} | would send the password to"
                        + " smtp.hospital.example for everybody on the way to read | STARTTLS",
                "notify.receivers.x={channel: email, to: \"a@b.c\", username: u, password-variable: NOWHERE} | whose"
                        + " password the environment variable NOWHERE is to hold, and it is not set | NOWHERE_FILE",
                "notify.receivers.x={channel: slack, url-variable: NOWHERE} | needs the address, which the environment"
                        + " variable NOWHERE is to hold, and it is not set | NOWHERE_FILE",
                "notify.receivers.x={channel: webhook} | names no address | url-variable = NAME",
                "notify.receivers.x={channel: webhook, url: \"hooks.example/x\"} | is not an address such as"
                        + " https://hooks.hospital.example/cxrwatch | http:// or https://",
                "notify.receivers.x={channel: webhook, url: \"https://a/b\", secret-variable: SMTP_PASSWORD} | The"
                        + " environment variable SMTP_PASSWORD is no secret to sign with (it is not shown) | openssl rand",
                "notify.receivers.x={channel: alertmanager} | names no address | http://alertmanager.example:9093",
                "notify.receivers.x={channel: alertmanager, url: \"http://a:9093\", validity: 1 minute} | is not"
                        + " between | conf/reference.conf",
                "notify.ca-file=/nowhere.pem | is no file that can be read | PEM",
                "notify.send-within=0 s | is not between | conf/reference.conf",
                "notify.lease=65 s | is not between 70 seconds and 1 day | conf/reference.conf"
            })
    void whatWouldOnlyFailAtNightIsRefusedAtTheStart(String override, String problem, String remedy) {
        ConfigurationException refusal = refusal(OLD, override);

        assertThat(refusal.problem()).contains(problem);
        assertThat(refusal.remedy()).contains(remedy);
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{channel: slack, url: \"https://hooks.slack.com/s3nt1nel\"}",
                "{channel: email, password: s3nt1nel}",
                "{channel: webhook, secret: s3nt1nel}",
                "{channel: webhook, url: \"https://me:s3nt1nel@hooks.example/x\"}",
                "{channel: alertmanager, url: \"https://me:s3nt1nel@prom.example\"}"
            })
    void aSecretIsRefusedWhereOthersReadItAndNotShown(String receiver) {
        ConfigurationException refusal = refusal(OLD, "notify.receivers.x=" + receiver);

        assertThat(refusal.problem()).contains("notify.receivers.x.", "it is not shown");
        assertThat(refusal).hasMessageNotContaining("s3nt1nel");
        assertThat(refusal.remedy()).contains("environment variable").doesNotContain("s3nt1nel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLACK_WEBHOOK_URL | hooks.slack.com/s3nt1nel | The environment variable SLACK_WEBHOOK_URL is not the"
                        + " address of a webhook",
                "SLACK_WEBHOOK_URL | http://hooks.slack.com/s3nt1nel | The environment variable SLACK_WEBHOOK_URL is"
                        + " not the address of a webhook",
                "SMTP_PORT | mail | notify.receivers.email.port = mail (environment variable SMTP_PORT) is not a"
                        + " number",
                "ALERT_EMAIL_FROM | nobody | notify.receivers.email.from = nobody (environment variable"
                        + " ALERT_EMAIL_FROM) is no e-mail address",
                "ALERT_EMAIL_TO | ada@hospital.example;ben@x | names ada@hospital.example;ben@x, which is no e-mail"
                        + " address",
                "SMTP_PASSWORD |  | names the user cxr, whose password the environment variable SMTP_PASSWORD is to"
                        + " hold, and it is not set",
                "SMTP_HOST |  | notify.receivers.email does not say the server that mail is handed to",
                "ALERT_EMAIL_FROM |  | notify.receivers.email does not say the address that mail comes from",
                "ALERT_EMAIL_TO |  | The environment variable SMTP_HOST names a mail server, and nobody is named to"
                        + " send mail to",
                "SMTP_PASSWORD_FILE | /nowhere | The file /nowhere that SMTP_PASSWORD_FILE names cannot be read"
            })
    void aVariableThatDoesNotFitIsNamed(String variable, String value, String problem) {
        Map<String, String> environment = new TreeMap<>(OLD);
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
        if (variable.endsWith("_FILE")) {
            environment.remove(variable.replace("_FILE", ""));
        }

        ConfigurationException refusal = refusal(environment);

        assertThat(refusal.problem()).contains(problem).doesNotContain("s3nt1nel");
        assertThat(refusal.remedy()).isNotBlank().doesNotContain("s3nt1nel");
    }

    @Test
    void whoOnlyReadsSettingsNeedsNoPassword() {
        Map<String, String> environment = new TreeMap<>(OLD);
        environment.remove("SMTP_PASSWORD");

        SendingSettings sending = load(
                        environment, "notify.receivers.x={channel: webhook, url: \"https://a/b\", secret-variable: NO}")
                .settings()
                .sending();

        assertThat(sending.receivers())
                .flatExtracting(ReceiverSettings::secrets)
                .filteredOn(Secret::isMissing)
                .hasSize(2);
        assertThatThrownBy(sending::requireSecrets)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SMTP_PASSWORD");
    }

    private static ReceiverSettings find(SendingSettings sending, String name) {
        return sending.receivers().stream()
                .filter(receiver -> receiver.common().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private ConfiguredFolder configured() {
        return new ConfiguredFolder(folder);
    }

    private void write(String text) throws IOException {
        configured().write(text);
    }

    private Configuration load(Map<String, String> environment, String... overrides) {
        return configured().load(environment, overrides);
    }

    private ConfigurationException refusal(Map<String, String> environment, String... overrides) {
        return configured().refusal(environment, overrides);
    }
}
