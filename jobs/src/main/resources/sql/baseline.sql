-- name: list
SELECT baseline_id, model_version, first_day, last_day, predictions, definition, content_hash, created_at, created_by, reason
FROM monitoring.baseline
ORDER BY created_at, baseline_id

-- name: transitions
SELECT baseline_id, model_version, state, valid_from, changed_by, reason
FROM monitoring.baseline_transition
ORDER BY valid_from, transition

-- name: add
INSERT INTO monitoring.baseline
    (baseline_id, model_version, first_day, last_day, predictions, definition, content_hash, created_at, created_by, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (baseline_id) DO NOTHING

-- name: lock
SELECT b.baseline_id, b.state,
    (SELECT max(t.valid_from) FROM monitoring.baseline_transition t WHERE t.baseline_id = b.baseline_id) AS valid_from
FROM monitoring.baseline b
WHERE b.model_version = ? AND b.baseline_id = ?
FOR UPDATE OF b

-- name: active
SELECT b.baseline_id, b.state,
    (SELECT max(t.valid_from) FROM monitoring.baseline_transition t WHERE t.baseline_id = b.baseline_id) AS valid_from
FROM monitoring.baseline b
WHERE b.model_version = ? AND b.state = 'active'
FOR UPDATE OF b

-- name: set_state
UPDATE monitoring.baseline SET state = ? WHERE baseline_id = ?

-- name: record
INSERT INTO monitoring.baseline_transition (baseline_id, model_version, state, valid_from, changed_by, reason)
VALUES (?, ?, ?, ?, ?, ?)
