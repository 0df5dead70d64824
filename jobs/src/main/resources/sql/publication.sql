-- name: lock
LOCK TABLE monitoring.publication IN SHARE ROW EXCLUSIVE MODE

-- name: take_up
UPDATE monitoring.publication SET attempt = attempt + 1 WHERE state = 'OPEN'
RETURNING publication, nights, state, attempt

-- name: begin
INSERT INTO monitoring.publication (publication, nights, state, attempt)
SELECT coalesce(max(publication), 0) + 1, ?, 'OPEN', 1 FROM monitoring.publication
RETURNING publication, nights, state, attempt

-- name: lock_one
SELECT publication, nights, state, attempt FROM monitoring.publication WHERE publication = ? FOR UPDATE

-- name: one
SELECT publication, nights, state, attempt FROM monitoring.publication WHERE publication = ?

-- name: published_through
SELECT max(night) AS night FROM monitoring.current_publication, unnest(nights) AS night WHERE state = 'COMMITTED'

-- name: committed
UPDATE monitoring.publication SET state = 'COMMITTED', committed_at = now() WHERE publication = ?
