-- name: stay_open
SELECT set_config(name, '0', false)
FROM pg_settings
WHERE name IN ('idle_session_timeout', 'statement_timeout')

-- name: take
SELECT pg_try_advisory_lock(hashtextextended('cxrwatch writer of ' || ?, 0)) AS taken

-- name: holder
SELECT l.pid, a.application_name, a.backend_start
FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('cxrwatch writer of ' || ?, 0)
