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
