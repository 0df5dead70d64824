-- name: salt
SELECT salt FROM monitoring.erasure_salt

-- name: hashes
SELECT hash FROM monitoring.erased_id

-- name: unfinished
SELECT e.erasure, e.days::text[] AS days, e.rows::text AS rows,
    NOT EXISTS (SELECT FROM monitoring.erased_id i WHERE i.erasure = e.erasure AND i.hash <> ALL (?)) AS whole
FROM monitoring.erasure e
WHERE e.finished_at IS NULL AND EXISTS (
    SELECT FROM monitoring.erased_id i WHERE i.erasure = e.erasure AND i.hash = ANY (?))
ORDER BY e.erasure

-- name: begin
INSERT INTO monitoring.erasure (reason, asked_by, asked_at, days, rows) VALUES (?, ?, ?, ?::date[], ?::json) RETURNING erasure

-- name: begin_id
INSERT INTO monitoring.erased_id (hash, erasure) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET erasure = excluded.erasure

-- name: replaced
UPDATE monitoring.erasure SET finished_at = ?, rows = '{}' WHERE erasure = ANY (?)

-- name: finish
UPDATE monitoring.erasure SET finished_at = ? WHERE erasure = ?

-- name: mark
UPDATE monitoring.publication p
SET not_replayable = coalesce(p.not_replayable, 'rows that it may rest on were erased (erasure ' || e.erasure || ')')
FROM monitoring.erasure e
WHERE e.erasure = ? AND EXISTS (
    SELECT FROM monitoring.window_metric m
    WHERE m.publication = p.publication
        AND (m.window_start AT TIME ZONE 'UTC')::date >= (SELECT min(day) FROM unnest(e.days) AS day))

-- name: list
SELECT e.erasure, e.reason, e.asked_by, e.asked_at, e.days::text[] AS days, e.rows::text AS rows, e.finished_at,
    (SELECT count(*) FROM monitoring.erased_id i WHERE i.erasure = e.erasure) AS ids
FROM monitoring.erasure e
ORDER BY e.erasure DESC
