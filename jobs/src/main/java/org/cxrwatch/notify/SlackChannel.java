package org.cxrwatch.notify;

import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.SubjectTemplate;
import org.cxrwatch.port.Channel;

/** Posts to a channel of Slack, by an incoming webhook. */
public final class SlackChannel implements Channel {

    private final String name;
    private final SubjectTemplate subject;
    private final SlackHook hook;

    /** A receiver of this name. */
    public SlackChannel(String name, SubjectTemplate subject, SlackHook hook) {
        this.name = name;
        this.subject = subject;
        this.hook = hook;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery send(Message message) {
        return hook.post(new SlackText(subject.subject(message), message).json());
    }
}
