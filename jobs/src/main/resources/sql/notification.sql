-- name: lease
WITH due AS (
    SELECT id FROM monitoring.notification
    WHERE state = 'PENDING' AND due_at <= now() AND (leased_until IS NULL OR leased_until <= now())
    ORDER BY id
    LIMIT ?
    FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE monitoring.notification n
    SET attempts = attempts + 1, leased_until = now() + make_interval(secs => ?)
    FROM due WHERE n.id = due.id
    RETURNING n.id, n.attempts, n.dedup_key, n.purpose, n.channel, n.receiver, n.severity, n.as_of, n.subject, n.lines, n.content::text AS content
)
SELECT * FROM leased ORDER BY id

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
