-- name: in_state
SELECT batch, source, state, planned_at, basis, counts FROM monitoring.ledger WHERE state = ANY (?) ORDER BY batch

-- name: files_in_state
SELECT f.batch, f.path, f.kind, f.size, f.modified, f.named_day
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE l.state = ANY (?)
ORDER BY f.batch, f.position

-- name: taken
SELECT DISTINCT ON (f.path) f.path, f.kind, f.size, f.modified, f.named_day
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE l.source = ?
ORDER BY f.path, f.batch DESC

-- name: lock
LOCK TABLE monitoring.ledger IN SHARE ROW EXCLUSIVE MODE

-- name: plan
INSERT INTO monitoring.ledger (batch, source, state, planned_at, basis)
SELECT coalesce(max(batch), 0) + 1, ?, 'PLANNED', ?, ? FROM monitoring.ledger
RETURNING batch

-- name: plan_file
INSERT INTO monitoring.ledger_file (batch, path, position, kind, size, modified, named_day)
VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: lock_batch
SELECT state, counts FROM monitoring.ledger WHERE batch = ? FOR UPDATE

-- name: advance
UPDATE monitoring.ledger SET state = ?, counts = ?::json WHERE batch = ?

-- name: evaluated
UPDATE monitoring.ledger SET state = 'EVALUATED' WHERE batch = ANY (?) AND state = 'SUMMARISED'

-- name: not_evaluated
SELECT b.batch
FROM unnest(?::bigint[]) AS b (batch) LEFT JOIN monitoring.ledger l USING (batch)
WHERE l.state IS DISTINCT FROM 'EVALUATED'
ORDER BY b.batch

-- name: note_file
UPDATE monitoring.ledger_file SET rows = ?, rejected = ?, waiting_bytes = ?, quarantine = ? WHERE batch = ? AND path = ?

-- name: findings
SELECT f.path, f.rows, f.rejected, f.waiting_bytes, f.quarantine
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE l.planned_at >= ? AND (f.rejected > 0 OR f.waiting_bytes > 0 OR f.quarantine <> '')
ORDER BY f.batch, f.position

-- name: deliveries
SELECT l.batch, l.source, l.state, l.planned_at, l.basis, l.counts, f.path, f.kind, f.size, f.modified, f.named_day, f.rows,
    f.rejected
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE f.rows IS NOT NULL
ORDER BY f.batch, f.position
