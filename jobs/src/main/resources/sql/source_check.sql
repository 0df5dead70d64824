-- name: note_position
INSERT INTO monitoring.source_position (source, at, watermark, mode) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING

-- name: positions
SELECT source, at, watermark, mode FROM monitoring.source_position WHERE at >= ? AND at < ? ORDER BY at, source

-- name: note_compared
INSERT INTO monitoring.source_comparison (source, at, day, model_version, source_rows, lake_rows, missing, deleted)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING

-- name: comparisons
SELECT source, at, day, model_version, source_rows, lake_rows, missing, deleted
FROM monitoring.source_comparison
WHERE at >= ? AND at < ?
ORDER BY at, source, day, model_version

-- name: shapes
SELECT source, kind, model_version, batch, day FROM monitoring.source_shape WHERE source = ?

-- name: columns
SELECT kind, model_version, path, kinds, first_seen, last_seen, rows, present, absent_rows, absent_since, told
FROM monitoring.source_column
WHERE source = ?

-- name: begin_changes
INSERT INTO monitoring.source_shape_batch (batch) VALUES (?) ON CONFLICT DO NOTHING

-- name: note_shape
INSERT INTO monitoring.source_shape (source, kind, model_version, batch, day) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source, kind, model_version) DO UPDATE SET batch = excluded.batch, day = excluded.day

-- name: note_column
INSERT INTO monitoring.source_column (source, kind, model_version, path, kinds, first_seen, last_seen, rows, present, absent_rows,
    absent_since, told)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, kind, model_version, path) DO UPDATE SET kinds = excluded.kinds, first_seen = excluded.first_seen,
    last_seen = excluded.last_seen, rows = excluded.rows, present = excluded.present, absent_rows = excluded.absent_rows,
    absent_since = excluded.absent_since, told = excluded.told

-- name: note_change
INSERT INTO monitoring.source_change (batch, position, source, kind, model_version, path, change, before, after, until, since, file,
    arrived_on, arrived_at, arrival_basis)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: changes_of_batch
SELECT source, kind, model_version, path, change, before, after, until, since, file, arrived_on, arrived_at, arrival_basis
FROM monitoring.source_change
WHERE batch = ?
ORDER BY position

-- name: changes
SELECT source, kind, model_version, path, change, before, after, until, since, file, arrived_on, arrived_at, arrival_basis
FROM monitoring.source_change
WHERE arrived_at >= ? AND arrived_at < ?
ORDER BY batch, position
