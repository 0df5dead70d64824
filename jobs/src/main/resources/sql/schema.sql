-- name: history_exists
SELECT to_regclass('monitoring.flyway_schema_history') IS NOT NULL AS there

-- name: version
SELECT coalesce(max(version::integer), 0) AS version
FROM monitoring.flyway_schema_history
WHERE success AND version IS NOT NULL
