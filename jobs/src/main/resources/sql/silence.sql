-- name: list
SELECT silence, alert_type, metric, model_version, window_kind, slice_key, slice_value, slice, severity, case_id,
    starts_at, ends_at, created_by, comment, created_at, ended_at, ended_by, ended_comment
FROM monitoring.current_silence
ORDER BY silence

-- name: add
INSERT INTO monitoring.silence
    (alert_type, metric, model_version, window_kind, slice_key, slice_value, slice, severity, case_id,
    starts_at, ends_at, created_by, comment, created_at)
VALUES (?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?, ?, ?, ?, clock_timestamp())
RETURNING silence, created_at

-- name: end
UPDATE monitoring.silence SET ended_at = clock_timestamp(), ended_by = ?, ended_comment = ?
WHERE silence = ? AND ended_at IS NULL
