-- name: lease
WITH due AS (
    SELECT id FROM monitoring.notification
    WHERE state = 'PENDING' AND due_at <= now() AND (leased_until IS NULL OR leased_until <= now())
        AND receiver <> ALL (?)
    ORDER BY array_position(ARRAY['emergency', 'critical', 'warning', 'info'], severity), id
    LIMIT ?
    FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE monitoring.notification n
    SET attempts = attempts + 1, leased_until = now() + make_interval(secs => ?)
    FROM due WHERE n.id = due.id
    RETURNING n.id, n.attempts, n.dedup_key, n.purpose, n.channel, n.receiver, n.severity, n.as_of, n.subject, n.lines, n.content::text AS content
)
SELECT * FROM leased ORDER BY array_position(ARRAY['emergency', 'critical', 'warning', 'info'], severity), id

-- name: sent
UPDATE monitoring.notification SET state = 'SENT', settled_at = now(), leased_until = NULL, detail = '' WHERE id = ?

-- name: retry
UPDATE monitoring.notification
SET detail = ?, due_at = now() + make_interval(secs => ?), settled_at = now(), leased_until = NULL
WHERE id = ? AND attempts = ? AND state = 'PENDING'

-- name: dead
UPDATE monitoring.notification
SET state = 'DEAD', detail = ?, settled_at = now(), leased_until = NULL
WHERE id = ? AND attempts = ? AND state = 'PENDING'

-- name: depth
SELECT count(*) FILTER (WHERE state = 'PENDING') AS pending,
    count(*) FILTER (WHERE state = 'DEAD' AND settled_at >= ?) AS dead
FROM monitoring.notification
WHERE state IN ('PENDING', 'DEAD')

-- name: list_dead
SELECT id, attempts, detail, settled_at, dedup_key, purpose, channel, receiver, severity, as_of, subject, lines, content::text AS content
FROM monitoring.notification
WHERE state = 'DEAD'
ORDER BY id

-- name: retry_dead
UPDATE monitoring.notification SET state = 'PENDING', attempts = 0, due_at = now(), leased_until = NULL WHERE state = 'DEAD'

-- name: drop_dead
UPDATE monitoring.notification SET state = 'DROPPED', settled_at = now() WHERE state = 'DEAD'

-- name: telling
SELECT dedup_key, purpose, channel, receiver, severity, as_of, subject, lines, content::text AS content
FROM monitoring.notification
WHERE content @> jsonb_build_object('cases', jsonb_build_array(jsonb_build_object('alerts',
    jsonb_build_array(jsonb_build_object('alert_key', ?::text, 'episode', ?::int)))))
ORDER BY id
