-- name: in_state
SELECT l.batch, l.source, l.state, l.planned_at, l.basis, l.counts, w.mode, w.system_id, w.timeline, w.database_oid, w.xid_from, w.xid_to, w.xid_next,
    w.watermark, w.first_day, w.last_day
FROM monitoring.ledger l LEFT JOIN monitoring.ledger_window w USING (batch)
WHERE l.state = ANY (?)
ORDER BY l.batch

-- name: files_in_state
SELECT f.batch, f.path, f.kind, f.byte_offset, f.size, f.bytes_whole, f.version, f.modified, f.named_day
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE l.state = ANY (?)
ORDER BY f.batch, f.position

-- name: taken
SELECT DISTINCT ON (f.path) f.path, f.kind, f.byte_offset, f.size, f.bytes_whole, f.version, f.modified, f.named_day,
    w.mode IS NULL AND (coalesce(f.quarantine, '') <> '' OR f.refusal <> '') AS unused
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch) LEFT JOIN monitoring.ledger_window w USING (batch)
WHERE l.source = ? AND w.mode IS DISTINCT FROM 'REPAIR'
ORDER BY f.path, f.batch DESC

-- name: position
SELECT l.batch, l.source, l.state, l.planned_at, l.basis, l.counts, w.mode, w.system_id, w.timeline, w.database_oid, w.xid_from, w.xid_to, w.xid_next,
    w.watermark, w.first_day, w.last_day
FROM monitoring.ledger l JOIN monitoring.ledger_window w USING (batch)
WHERE l.source = ? AND w.mode <> ?
ORDER BY l.batch DESC
LIMIT 1

-- name: lock
LOCK TABLE monitoring.ledger IN SHARE ROW EXCLUSIVE MODE

-- name: plan
INSERT INTO monitoring.ledger (batch, source, state, planned_at, basis)
SELECT coalesce(max(batch), 0) + 1, ?, 'PLANNED', ?, ? FROM monitoring.ledger
RETURNING batch

-- name: plan_file
INSERT INTO monitoring.ledger_file (batch, path, position, kind, byte_offset, size, bytes_whole, version, modified, named_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: plan_window
INSERT INTO monitoring.ledger_window (batch, mode, system_id, timeline, database_oid, xid_from, xid_to, xid_next, watermark,
    first_day, last_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

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
UPDATE monitoring.ledger_file SET rows = ?, rejected = ?, waiting_bytes = ?, quarantine = ?, refused = ?, refusal = ?
WHERE batch = ? AND path = ?

-- name: findings
SELECT f.path, f.rows, f.rejected, f.waiting_bytes, f.quarantine, f.refused, f.refusal
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch)
WHERE l.planned_at >= ? AND (f.rejected > 0 OR f.waiting_bytes > 0 OR f.quarantine <> '' OR f.refusal <> '')
ORDER BY f.batch, f.position

-- name: deliveries
SELECT l.batch, l.source, l.state, l.planned_at, l.basis, l.counts, f.path, f.kind, f.byte_offset, f.size, f.bytes_whole, f.version,
    f.modified, f.named_day, f.rows, f.rejected, f.refused, w.mode, w.system_id, w.timeline, w.database_oid, w.xid_from, w.xid_to, w.xid_next,
    w.watermark, w.first_day, w.last_day
FROM monitoring.ledger_file f JOIN monitoring.ledger l USING (batch) LEFT JOIN monitoring.ledger_window w USING (batch)
WHERE f.rows IS NOT NULL
ORDER BY f.batch, f.position
