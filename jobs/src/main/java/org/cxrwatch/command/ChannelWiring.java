package org.cxrwatch.command;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.cxrwatch.config.ReceiverSettings;
import org.cxrwatch.config.SendingSettings;
import org.cxrwatch.notify.AlertmanagerChannel;
import org.cxrwatch.notify.EmailChannel;
import org.cxrwatch.notify.Endpoint;
import org.cxrwatch.notify.HttpSender;
import org.cxrwatch.notify.LogChannel;
import org.cxrwatch.notify.MailServer;
import org.cxrwatch.notify.Patience;
import org.cxrwatch.notify.SlackChannel;
import org.cxrwatch.notify.SlackHooks;
import org.cxrwatch.notify.TrustedAuthorities;
import org.cxrwatch.notify.WebhookChannel;
import org.cxrwatch.port.Channel;

/** Makes the channels of the receivers, from settings; nothing is connected before something is sent. */
final class ChannelWiring {

    private final Patience patience;
    private final Clock clock;
    private final SSLContext tls;
    private final HttpSender sender;
    private final SlackHooks hooks;

    private ChannelWiring(SendingSettings sending, Clock clock) {
        this.patience = new Patience(
                sending.patience().connect(),
                sending.patience().answer(),
                sending.patience().total());
        this.clock = clock;
        this.tls = TrustedAuthorities.tls(sending.authorities());
        this.sender = new HttpSender(patience, tls, clock);
        this.hooks = new SlackHooks(sender);
    }

    /** One of each receiver, by its name. */
    static List<Channel> channels(SendingSettings sending, Clock clock) {
        ChannelWiring wiring = new ChannelWiring(sending, clock);
        List<Channel> channels = new ArrayList<>();
        sending.receivers().forEach(receiver -> channels.add(wiring.channel(receiver)));
        return channels;
    }

    /** That of one receiver. */
    static Channel channel(ReceiverSettings receiver, SendingSettings sending, Clock clock) {
        return new ChannelWiring(sending, clock).channel(receiver);
    }

    /** Without a default, so that a channel that nobody makes here does not compile. */
    private Channel channel(ReceiverSettings receiver) {
        ReceiverSettings.Common common = receiver.common();
        return switch (receiver.channel()) {
            case LOG -> new LogChannel(common.name(), common.subject());
            case EMAIL -> email(common, (ReceiverSettings.Email) receiver);
            case SLACK ->
                new SlackChannel(
                        common.name(),
                        common.subject(),
                        hooks.at(endpoint(
                                ((ReceiverSettings.Slack) receiver).url().reveal())));
            case WEBHOOK -> webhook(common, (ReceiverSettings.Webhook) receiver);
            case ALERTMANAGER -> alertmanager(common, (ReceiverSettings.Alertmanager) receiver);
        };
    }

    private Channel email(ReceiverSettings.Common common, ReceiverSettings.Email email) {
        return new EmailChannel(
                common.name(),
                new EmailChannel.Letter(email.from(), email.to(), common.subject()),
                server(email.server()),
                new EmailChannel.Terms(patience, tls, clock));
    }

    private Channel webhook(ReceiverSettings.Common common, ReceiverSettings.Webhook webhook) {
        return new WebhookChannel(
                common.name(),
                common.subject(),
                new WebhookChannel.Hook(
                        endpoint(webhook.url().reveal()), webhook.signing().map(secret -> secret.reveal()), sender),
                clock);
    }

    private Channel alertmanager(ReceiverSettings.Common common, ReceiverSettings.Alertmanager manager) {
        return new AlertmanagerChannel(
                common.name(),
                new AlertmanagerChannel.Terms(manager.validity(), manager.generator()),
                new Endpoint(manager.url()),
                sender,
                clock);
    }

    private static Endpoint endpoint(String url) {
        return new Endpoint(URI.create(url));
    }

    private static MailServer server(ReceiverSettings.MailServer server) {
        Optional<MailServer.Login> login = server.login()
                .map(who -> new MailServer.Login(who.username(), who.password().reveal()));
        return new MailServer(
                server.host(),
                server.port(),
                MailServer.Tls.valueOf(server.tls().name()),
                login);
    }
}
