-- What people do about alerts, and what they are not told: acknowledgements, resolutions by hand, silences.

ALTER TABLE monitoring.alert
    ADD COLUMN acknowledged_by text,
    ADD COLUMN acknowledged_until timestamptz,
    ADD COLUMN told_first_at timestamptz,
    ADD COLUMN told_at timestamptz,
    ADD COLUMN told_kind text,
    ADD COLUMN told_severity text CHECK (told_severity IN ('info', 'warning', 'critical', 'emergency')),
    ADD COLUMN held_kind text CHECK (held_kind IN ('suppressed', 'inhibited', 'held')),
    ADD COLUMN held_by text,
    ADD COLUMN held_since timestamptz,
    ALTER COLUMN publication DROP NOT NULL;
-- Nobody could acknowledge before; whatever another program wrote has no time that it ends.
UPDATE monitoring.alert SET state = 'firing' WHERE state = 'acknowledged';
ALTER TABLE monitoring.alert
    ADD CHECK ((state = 'acknowledged') = (acknowledged_until IS NOT NULL) AND (acknowledged_by IS NULL) = (acknowledged_until IS NULL)),
    ADD CHECK ((told_at IS NULL) = (told_first_at IS NULL) AND (told_at IS NULL) = (told_kind IS NULL) AND (told_at IS NULL) = (told_severity IS NULL)),
    ADD CHECK ((held_since IS NULL) = (held_kind IS NULL) AND (held_since IS NULL) = (held_by IS NULL));
COMMENT ON COLUMN monitoring.alert.acknowledged_by IS 'Who has it in hand, as they name themselves; null if nobody has';
COMMENT ON COLUMN monitoring.alert.acknowledged_until IS 'Up to when; null if nobody has it in hand';
COMMENT ON COLUMN monitoring.alert.told_first_at IS 'When it was decided first that people are told of it; null if it never was';
COMMENT ON COLUMN monitoring.alert.told_at IS 'When it was decided last';
COMMENT ON COLUMN monitoring.alert.told_kind IS 'Which change they were told last';
COMMENT ON COLUMN monitoring.alert.told_severity IS 'How severe they were told it is';
COMMENT ON COLUMN monitoring.alert.held_kind IS 'In which way news of it is kept back: suppressed by a silence, inhibited by its cause, held for a while; null if none is';
COMMENT ON COLUMN monitoring.alert.held_by IS 'What keeps it back: silence <number>, the key of an alert, or cooldown';
COMMENT ON COLUMN monitoring.alert.held_since IS 'Since when something keeps it back';
COMMENT ON COLUMN monitoring.alert.publication IS 'The publication that wrote it last; null if none has';

ALTER TABLE monitoring.alert_event
    ADD COLUMN actor text,
    ADD COLUMN comment text,
    ADD COLUMN until timestamptz,
    ADD COLUMN known_window_start timestamptz,
    ALTER COLUMN publication DROP NOT NULL,
    DROP CONSTRAINT alert_event_kind_check,
    ADD CONSTRAINT alert_event_kind_check CHECK (kind IN ('opened', 'raised', 'acknowledged', 'expired', 'resolved', 'retracted',
        'suppressed', 'inhibited', 'held', 'told')),
    ADD CHECK ((actor IS NULL) = (comment IS NULL));
COMMENT ON TABLE monitoring.alert_event IS 'A change of an episode''s present state, as a night saw it or a person made it, and why people were not told of one.';
COMMENT ON COLUMN monitoring.alert_event.as_of IS 'The night, or when a person did it';
COMMENT ON COLUMN monitoring.alert_event.actor IS 'Who did it, as they name themselves; of an acknowledgement that expired, whose it was; null if no person had a part';
COMMENT ON COLUMN monitoring.alert_event.comment IS 'Why, in their words; empty if they gave none, null if no person had a part';
COMMENT ON COLUMN monitoring.alert_event.until IS 'Up to when an acknowledgement holds or held; null of anything else';
COMMENT ON COLUMN monitoring.alert_event.known_window_start IS 'Of a resolution by hand: start of the latest window with evidence then; null of anything else';
COMMENT ON COLUMN monitoring.alert_event.publication IS 'The publication that wrote it; null if it was written between nights';

CREATE INDEX alert_event_by_hand ON monitoring.alert_event (as_of) WHERE known_window_start IS NOT NULL;

ALTER TABLE monitoring.notification ALTER COLUMN publication DROP NOT NULL;
COMMENT ON COLUMN monitoring.notification.publication IS 'The publication that decided it; null if it was decided between nights';

CREATE TABLE monitoring.silence (
    silence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_type text,
    metric text,
    model_version text,
    window_kind text,
    slice_key text,
    slice_value text,
    slice text,
    severity text CHECK (severity IN ('info', 'warning', 'critical', 'emergency')),
    case_id text,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    created_by text NOT NULL CHECK (created_by <> ''),
    comment text NOT NULL CHECK (comment <> ''),
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_by text,
    ended_comment text,
    CHECK (starts_at < ends_at),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_comment IS NULL))
);
COMMENT ON TABLE monitoring.silence IS 'For some time people are not told of some alerts. A pattern may hold * for any characters; every pattern must fit.';
COMMENT ON COLUMN monitoring.silence.silence IS 'Ascending number';
COMMENT ON COLUMN monitoring.silence.alert_type IS 'Pattern of the kind of alert; null for any';
COMMENT ON COLUMN monitoring.silence.metric IS 'Pattern of the metric, drift kind or subject; null for any';
COMMENT ON COLUMN monitoring.silence.model_version IS 'Pattern of the model version, service or host; null for any';
COMMENT ON COLUMN monitoring.silence.window_kind IS 'Pattern of HOUR or DAY; null for any';
COMMENT ON COLUMN monitoring.silence.slice_key IS 'Pattern of the attribute; null for any';
COMMENT ON COLUMN monitoring.silence.slice_value IS 'Pattern of the attribute''s value; null for any';
COMMENT ON COLUMN monitoring.silence.slice IS 'Pattern of attribute=value, or all; null for any';
COMMENT ON COLUMN monitoring.silence.severity IS 'At least this severe; null for any';
COMMENT ON COLUMN monitoring.silence.case_id IS 'Pattern of the case; null for any';
COMMENT ON COLUMN monitoring.silence.starts_at IS 'Its first instant';
COMMENT ON COLUMN monitoring.silence.ends_at IS 'The first instant after it, unless it was ended before';
COMMENT ON COLUMN monitoring.silence.created_by IS 'Who asked for it, as they name themselves';
COMMENT ON COLUMN monitoring.silence.comment IS 'Why, in their words';
COMMENT ON COLUMN monitoring.silence.created_at IS 'When it was asked for';
COMMENT ON COLUMN monitoring.silence.ended_at IS 'When it was ended before its time; null if it was not';
COMMENT ON COLUMN monitoring.silence.ended_by IS 'Who ended it before its time';
COMMENT ON COLUMN monitoring.silence.ended_comment IS 'Why; empty if they gave no reason';

CREATE OR REPLACE VIEW monitoring.current_alert AS SELECT * FROM monitoring.alert;
CREATE OR REPLACE VIEW monitoring.current_alert_event AS SELECT * FROM monitoring.alert_event;
COMMENT ON VIEW monitoring.current_alert_event IS 'What changed in episodes, which night saw it or who did it, and why people were not told.';

CREATE VIEW monitoring.current_silence AS
SELECT *, CASE
    WHEN now() >= ends_at OR now() >= ended_at THEN 'ended'
    WHEN now() < starts_at THEN 'pending'
    ELSE 'active' END AS state
FROM monitoring.silence;
COMMENT ON VIEW monitoring.current_silence IS 'Of which alerts people are not told, have not been told or will not be told for some time.';

CREATE VIEW monitoring.current_alert_response AS
SELECT alert_key, episode, alert_type, metric, model_version, slice_key, slice_value, case_id, severity, state,
    opened_as_of AS opened_at,
    told_first_at AS told_at,
    first_acknowledged.at AS acknowledged_at,
    resolved_as_of AS resolved_at,
    extract(epoch FROM first_acknowledged.at - coalesce(told_first_at, opened_as_of)) AS seconds_to_acknowledge,
    extract(epoch FROM resolved_as_of - opened_as_of) AS seconds_to_resolve
FROM monitoring.alert a
CROSS JOIN LATERAL (
    SELECT min(e.as_of) AS at FROM monitoring.alert_event e
    WHERE e.alert_key = a.alert_key AND e.episode = a.episode AND e.kind = 'acknowledged') AS first_acknowledged;
COMMENT ON VIEW monitoring.current_alert_response IS
    'How long it took until somebody had an episode in hand (since people were told, else since it opened) and until it was over (since it opened).';
