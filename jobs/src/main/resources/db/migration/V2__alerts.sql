-- Alerts: episodes as present, what changed and when it was seen, the sealed fold, and the outbox.

CREATE TABLE monitoring.alert (
    alert_key text NOT NULL,
    alert_type text NOT NULL,
    metric text NOT NULL,
    model_version text NOT NULL,
    window_kind text NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    episode integer NOT NULL CHECK (episode > 0),
    state text NOT NULL CHECK (state IN ('pending', 'firing', 'acknowledged', 'resolved')),
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical', 'emergency')),
    opened_window_start timestamptz NOT NULL,
    last_window_start timestamptz NOT NULL,
    resolved_window_start timestamptz,
    opened_as_of timestamptz NOT NULL,
    resolved_as_of timestamptz,
    case_id text NOT NULL,
    evidence text NOT NULL,
    symptoms text[] NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (alert_key, episode)
);
COMMENT ON TABLE monitoring.alert IS 'One time that an alert was open (an episode), as known now.';
COMMENT ON COLUMN monitoring.alert.alert_key IS 'What the alert is about, in one text: <alert_type>_<metric>/<version, service or host>/<window kind>/<slice>';
COMMENT ON COLUMN monitoring.alert.alert_type IS 'Kind of alert, e.g. accuracy_drop';
COMMENT ON COLUMN monitoring.alert.metric IS 'Metric, drift kind or subject';
COMMENT ON COLUMN monitoring.alert.model_version IS 'A model version, service, or the name of a host';
COMMENT ON COLUMN monitoring.alert.window_kind IS 'Kind of the windows it is decided over';
COMMENT ON COLUMN monitoring.alert.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.alert.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.alert.episode IS 'Which episode of that key, from 1';
COMMENT ON COLUMN monitoring.alert.state IS 'Where it stands';
COMMENT ON COLUMN monitoring.alert.severity IS 'The worst it has been';
COMMENT ON COLUMN monitoring.alert.opened_window_start IS 'Start of the first window with evidence';
COMMENT ON COLUMN monitoring.alert.last_window_start IS 'Start of the latest window with evidence';
COMMENT ON COLUMN monitoring.alert.resolved_window_start IS 'Start of the window that cleared it; null while it has not';
COMMENT ON COLUMN monitoring.alert.opened_as_of IS 'The night that first knew it';
COMMENT ON COLUMN monitoring.alert.resolved_as_of IS 'The night that first knew it was over; null while it is not';
COMMENT ON COLUMN monitoring.alert.case_id IS 'The case it belongs to: what people are told about and count';
COMMENT ON COLUMN monitoring.alert.evidence IS 'What was found in its latest window, in words';
COMMENT ON COLUMN monitoring.alert.symptoms IS 'Other slices that moved with it';
COMMENT ON COLUMN monitoring.alert.publication IS 'The publication that wrote it last';

CREATE INDEX alert_by_state ON monitoring.alert (state, opened_window_start);
CREATE INDEX alert_by_case ON monitoring.alert (case_id);

CREATE TABLE monitoring.alert_event (
    event bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_key text NOT NULL,
    episode integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('opened', 'raised', 'acknowledged', 'resolved', 'retracted')),
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical', 'emergency')),
    as_of timestamptz NOT NULL,
    case_id text NOT NULL,
    text text NOT NULL,
    alert_type text NOT NULL,
    metric text NOT NULL,
    model_version text NOT NULL,
    window_kind text NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    publication bigint NOT NULL
);
COMMENT ON TABLE monitoring.alert_event IS 'A change of an episode''s present state, as a night saw it.';
COMMENT ON COLUMN monitoring.alert_event.event IS 'Ascending number';
COMMENT ON COLUMN monitoring.alert_event.alert_key IS 'What the alert is about, in one text: <alert_type>_<metric>/<version, service or host>/<window kind>/<slice>';
COMMENT ON COLUMN monitoring.alert_event.episode IS 'Which episode of that key';
COMMENT ON COLUMN monitoring.alert_event.kind IS 'What changed';
COMMENT ON COLUMN monitoring.alert_event.severity IS 'From then on';
COMMENT ON COLUMN monitoring.alert_event.as_of IS 'The night';
COMMENT ON COLUMN monitoring.alert_event.case_id IS 'The case';
COMMENT ON COLUMN monitoring.alert_event.text IS 'In words';
COMMENT ON COLUMN monitoring.alert_event.alert_type IS 'Kind of alert, e.g. accuracy_drop';
COMMENT ON COLUMN monitoring.alert_event.metric IS 'Metric, drift kind or subject';
COMMENT ON COLUMN monitoring.alert_event.model_version IS 'A model version, service, or the name of a host';
COMMENT ON COLUMN monitoring.alert_event.window_kind IS 'Kind of the windows it is decided over';
COMMENT ON COLUMN monitoring.alert_event.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.alert_event.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.alert_event.publication IS 'The publication that wrote it';

CREATE INDEX alert_event_by_alert ON monitoring.alert_event (alert_key, episode, event);
CREATE INDEX alert_event_by_time ON monitoring.alert_event (as_of);

CREATE TABLE monitoring.alert_checkpoint (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    sealed_through timestamptz NOT NULL,
    publication bigint NOT NULL
);
COMMENT ON TABLE monitoring.alert_checkpoint IS 'Up to where the fold of alerts is sealed; one row.';
COMMENT ON COLUMN monitoring.alert_checkpoint.one_row IS 'Always true: there is one row';
COMMENT ON COLUMN monitoring.alert_checkpoint.sealed_through IS 'End of the last window in it: windows before it are decided for good';
COMMENT ON COLUMN monitoring.alert_checkpoint.publication IS 'The publication that sealed it';

CREATE TABLE monitoring.alert_track (
    alert_key text NOT NULL,
    alert_type text NOT NULL,
    metric text NOT NULL,
    model_version text NOT NULL,
    window_kind text NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    episodes integer NOT NULL,
    state text CHECK (state IN ('pending', 'firing', 'acknowledged', 'resolved')),
    severity text CHECK (severity IN ('info', 'warning', 'critical', 'emergency')),
    opened_window_start timestamptz,
    last_window_start timestamptz,
    resolved_window_start timestamptz,
    evidence text,
    symptoms text[],
    evidence_in_a_row integer NOT NULL,
    clear_in_a_row integer NOT NULL,
    PRIMARY KEY (alert_key),
    CHECK ((state IS NULL) = (severity IS NULL) AND (state IS NULL) = (opened_window_start IS NULL) AND (state IS NULL) = (last_window_start IS NULL)
        AND (state IS NULL) = (evidence IS NULL) AND (state IS NULL) = (symptoms IS NULL))
);
COMMENT ON TABLE monitoring.alert_track IS 'Where the fold of each alert stood at the checkpoint.';
COMMENT ON COLUMN monitoring.alert_track.alert_key IS 'What the alert is about, in one text: <alert_type>_<metric>/<version, service or host>/<window kind>/<slice>';
COMMENT ON COLUMN monitoring.alert_track.alert_type IS 'Kind of alert, e.g. accuracy_drop';
COMMENT ON COLUMN monitoring.alert_track.metric IS 'Metric, drift kind or subject';
COMMENT ON COLUMN monitoring.alert_track.model_version IS 'A model version, service, or the name of a host';
COMMENT ON COLUMN monitoring.alert_track.window_kind IS 'Kind of the windows it is decided over';
COMMENT ON COLUMN monitoring.alert_track.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.alert_track.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.alert_track.episodes IS 'Episodes opened so far';
COMMENT ON COLUMN monitoring.alert_track.state IS 'Where its episode stands; null if none is pending or open';
COMMENT ON COLUMN monitoring.alert_track.severity IS 'The worst that episode has been';
COMMENT ON COLUMN monitoring.alert_track.opened_window_start IS 'Start of its first window with evidence';
COMMENT ON COLUMN monitoring.alert_track.last_window_start IS 'Start of its latest window with evidence';
COMMENT ON COLUMN monitoring.alert_track.resolved_window_start IS 'Start of the window that cleared it';
COMMENT ON COLUMN monitoring.alert_track.evidence IS 'What was found in its latest window with evidence, in words';
COMMENT ON COLUMN monitoring.alert_track.symptoms IS 'Other slices that moved with it there';
COMMENT ON COLUMN monitoring.alert_track.evidence_in_a_row IS 'Windows in a row with evidence';
COMMENT ON COLUMN monitoring.alert_track.clear_in_a_row IS 'Windows in a row without, since the last evidence';

CREATE TABLE monitoring.notification (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dedup_key text NOT NULL UNIQUE,
    channel text NOT NULL,
    receiver text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical', 'emergency')),
    as_of timestamptz NOT NULL,
    subject text NOT NULL,
    lines text[] NOT NULL,
    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SENT', 'DEAD')),
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    detail text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    publication bigint NOT NULL
);
COMMENT ON TABLE monitoring.notification IS 'The outbox: what one receiver is told of one case, and what became of it.';
COMMENT ON COLUMN monitoring.notification.id IS 'Ascending number';
COMMENT ON COLUMN monitoring.notification.dedup_key IS 'Says the same thing once: a second message with the same key is dropped';
COMMENT ON COLUMN monitoring.notification.channel IS 'By which technology, e.g. log';
COMMENT ON COLUMN monitoring.notification.receiver IS 'Who is told';
COMMENT ON COLUMN monitoring.notification.severity IS 'Of the worst transition in it';
COMMENT ON COLUMN monitoring.notification.as_of IS 'The night';
COMMENT ON COLUMN monitoring.notification.subject IS 'One line';
COMMENT ON COLUMN monitoring.notification.lines IS 'The text, line by line';
COMMENT ON COLUMN monitoring.notification.state IS 'PENDING until delivered (SENT) or refused for good (DEAD)';
COMMENT ON COLUMN monitoring.notification.attempts IS 'Attempts begun';
COMMENT ON COLUMN monitoring.notification.due_at IS 'Not tried before';
COMMENT ON COLUMN monitoring.notification.leased_until IS 'A sender has it until then';
COMMENT ON COLUMN monitoring.notification.detail IS 'Why the last attempt failed; empty if it did not';
COMMENT ON COLUMN monitoring.notification.created_at IS 'When it was written';
COMMENT ON COLUMN monitoring.notification.settled_at IS 'When the last attempt ended';
COMMENT ON COLUMN monitoring.notification.publication IS 'The publication that decided it';

CREATE INDEX notification_due ON monitoring.notification (due_at, id) WHERE state = 'PENDING';

CREATE VIEW monitoring.current_alert AS SELECT * FROM monitoring.alert;
COMMENT ON VIEW monitoring.current_alert IS 'Episodes as known now.';

CREATE VIEW monitoring.current_alert_event AS SELECT * FROM monitoring.alert_event;
COMMENT ON VIEW monitoring.current_alert_event IS 'What changed in episodes, and which night saw it.';
