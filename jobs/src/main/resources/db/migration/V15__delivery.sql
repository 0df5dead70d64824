-- What time brings about between publications: escalations, digests, runs that failed; and dead messages that were dropped.

CREATE TABLE monitoring.follow_up (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    at timestamptz NOT NULL
);
COMMENT ON TABLE monitoring.follow_up IS 'When it was last looked at what time brings about: acknowledgements that expire, escalations, digests, failed nights; one row.';
COMMENT ON COLUMN monitoring.follow_up.one_row IS 'Always true: there is one row';
COMMENT ON COLUMN monitoring.follow_up.at IS 'As of when';

ALTER TABLE monitoring.notification DROP CONSTRAINT notification_state_check;
ALTER TABLE monitoring.notification
    ADD CONSTRAINT notification_state_check CHECK (state IN ('PENDING', 'SENT', 'DEAD', 'DROPPED'));
COMMENT ON COLUMN monitoring.notification.state IS
    'PENDING until delivered (SENT) or refused for good (DEAD); DROPPED if somebody took a dead one for settled';

ALTER TABLE monitoring.alert_event DROP CONSTRAINT alert_event_kind_check;
ALTER TABLE monitoring.alert_event ADD CONSTRAINT alert_event_kind_check
    CHECK (kind IN ('opened', 'raised', 'acknowledged', 'expired', 'escalated', 'resolved', 'retracted',
        'suppressed', 'inhibited', 'held', 'told'));
