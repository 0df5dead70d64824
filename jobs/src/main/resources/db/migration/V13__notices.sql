-- What a message tells, so that every channel can give it its own form, and why it is sent.

ALTER TABLE monitoring.notification
    ADD COLUMN purpose text NOT NULL DEFAULT 'alert' CHECK (purpose IN ('alert', 'escalation', 'digest', 'test')),
    ADD COLUMN content jsonb NOT NULL DEFAULT '{}';
ALTER TABLE monitoring.notification ALTER COLUMN purpose DROP DEFAULT, ALTER COLUMN content DROP DEFAULT;
COMMENT ON COLUMN monitoring.notification.purpose IS 'Why it is sent: a change, nobody acknowledged, what is open once a week, a test';
COMMENT ON COLUMN monitoring.notification.content IS 'What it tells, by case: what docs/webhook.schema.json describes';
COMMENT ON TABLE monitoring.notification IS 'The outbox: what one receiver is told at once, and what became of it.';
