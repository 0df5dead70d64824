-- name: list
SELECT name, version, architecture, status, created_at, source, noted_at
FROM monitoring.current_model
ORDER BY name COLLATE "C", version COLLATE "C"

-- name: add
INSERT INTO monitoring.model (name, version, architecture, status, created_at, source, noted_at, added_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (name, version) DO NOTHING

-- name: find
SELECT name, version, architecture, status, created_at, source, noted_at
FROM monitoring.model
WHERE name = ? AND version = ?

-- name: note
INSERT INTO monitoring.model AS known (name, version, architecture, status, created_at, source, noted_at, added_by)
VALUES (?, ?, ?, ?, ?, ?, now(), 'ingest')
ON CONFLICT (name, version) DO UPDATE SET
    architecture = coalesce(excluded.architecture, known.architecture),
    status = coalesce(excluded.status, known.status),
    created_at = coalesce(excluded.created_at, known.created_at),
    source = excluded.source,
    noted_at = excluded.noted_at,
    added_by = excluded.added_by
WHERE (coalesce(excluded.architecture, known.architecture), coalesce(excluded.status, known.status),
    coalesce(excluded.created_at, known.created_at)) IS DISTINCT FROM (known.architecture, known.status, known.created_at)
