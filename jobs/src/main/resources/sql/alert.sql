-- name: episodes
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, state, severity,
    opened_window_start, last_window_start, resolved_window_start, opened_as_of, resolved_as_of, case_id, evidence, symptoms
FROM monitoring.current_alert
ORDER BY opened_window_start, opened_as_of, alert_key, episode

-- name: events
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text
FROM monitoring.current_alert_event
WHERE alert_key = ?
ORDER BY event

-- name: checkpoint
SELECT sealed_through FROM monitoring.alert_checkpoint

-- name: tracks
SELECT alert_type, metric, model_version, window_kind, slice_key, slice_value, episodes, state, severity,
    opened_window_start, last_window_start, resolved_window_start, evidence, symptoms, evidence_in_a_row, clear_in_a_row
FROM monitoring.alert_track
ORDER BY alert_key

-- name: put_episode
INSERT INTO monitoring.alert
    (alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, state, severity,
    opened_window_start, last_window_start, resolved_window_start, opened_as_of, resolved_as_of, case_id, evidence,
    symptoms, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::timestamptz, ?, ?, ?, ?)
ON CONFLICT (alert_key, episode) DO UPDATE SET
    state = excluded.state,
    severity = excluded.severity,
    opened_window_start = excluded.opened_window_start,
    last_window_start = excluded.last_window_start,
    resolved_window_start = excluded.resolved_window_start,
    opened_as_of = excluded.opened_as_of,
    resolved_as_of = excluded.resolved_as_of,
    case_id = excluded.case_id,
    evidence = excluded.evidence,
    symptoms = excluded.symptoms,
    publication = excluded.publication

-- name: add_event
INSERT INTO monitoring.alert_event
    (alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: clear_tracks
DELETE FROM monitoring.alert_track

-- name: put_track
INSERT INTO monitoring.alert_track
    (alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episodes, state, severity,
    opened_window_start, last_window_start, resolved_window_start, evidence, symptoms, evidence_in_a_row, clear_in_a_row)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::text, ?::text, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::text, ?::text[], ?, ?)

-- name: put_checkpoint
INSERT INTO monitoring.alert_checkpoint (one_row, sealed_through, publication) VALUES (true, ?, ?)
ON CONFLICT (one_row) DO UPDATE SET sealed_through = excluded.sealed_through, publication = excluded.publication

-- name: add_message
INSERT INTO monitoring.notification (dedup_key, purpose, channel, receiver, severity, as_of, subject, lines, content, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
ON CONFLICT (dedup_key) DO NOTHING
