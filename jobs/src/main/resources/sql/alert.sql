-- name: episodes
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, state, severity,
    opened_window_start, last_window_start, resolved_window_start, opened_as_of, resolved_as_of, unwatched, case_id, evidence, symptoms,
    acknowledged_by, acknowledged_until, told_first_at, told_at, told_kind, told_severity, held_kind, held_by, held_since
FROM monitoring.current_alert
ORDER BY opened_window_start, opened_as_of, alert_key, episode

-- name: events
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text, actor, comment, until, known_window_start
FROM monitoring.current_alert_event
WHERE alert_key = ?
ORDER BY event

-- name: all_events
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text, actor, comment, until, known_window_start
FROM monitoring.current_alert_event
ORDER BY event

-- name: by_hand
SELECT alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text, actor, comment, until, known_window_start
FROM monitoring.current_alert_event
WHERE kind = 'resolved' AND known_window_start IS NOT NULL
ORDER BY event

-- name: lock
LOCK TABLE monitoring.alert IN SHARE ROW EXCLUSIVE MODE

-- name: now
SELECT clock_timestamp() AS now

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
    opened_window_start, last_window_start, resolved_window_start, opened_as_of, resolved_as_of, unwatched, case_id,
    evidence, symptoms, acknowledged_by, acknowledged_until, told_first_at, told_at, told_kind, told_severity, held_kind,
    held_by, held_since, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::timestamptz, ?, ?, ?, ?, ?::text, ?::timestamptz,
    ?::timestamptz, ?::timestamptz, ?::text, ?::text, ?::text, ?::text, ?::timestamptz, ?::bigint)
ON CONFLICT (alert_key, episode) DO UPDATE SET
    state = excluded.state,
    severity = excluded.severity,
    opened_window_start = excluded.opened_window_start,
    last_window_start = excluded.last_window_start,
    resolved_window_start = excluded.resolved_window_start,
    opened_as_of = excluded.opened_as_of,
    resolved_as_of = excluded.resolved_as_of,
    unwatched = excluded.unwatched,
    case_id = excluded.case_id,
    evidence = excluded.evidence,
    symptoms = excluded.symptoms,
    acknowledged_by = excluded.acknowledged_by,
    acknowledged_until = excluded.acknowledged_until,
    told_first_at = excluded.told_first_at,
    told_at = excluded.told_at,
    told_kind = excluded.told_kind,
    told_severity = excluded.told_severity,
    held_kind = excluded.held_kind,
    held_by = excluded.held_by,
    held_since = excluded.held_since,
    publication = coalesce(excluded.publication, alert.publication)

-- name: add_event
INSERT INTO monitoring.alert_event
    (alert_key, alert_type, metric, model_version, window_kind, slice_key, slice_value, episode, kind, severity, as_of,
    case_id, text, actor, comment, until, known_window_start, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text, ?::text, ?::timestamptz, ?::timestamptz, ?::bigint)

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
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::bigint)
ON CONFLICT (dedup_key) DO NOTHING
