-- name: server
SELECT current_setting('server_version_num')::integer AS version, current_setting('block_size')::bigint AS block_size,
    pg_postmaster_start_time() AS started, clock_timestamp() AS asked,
    (SELECT system_identifier::text FROM pg_control_system()) AS system_id,
    CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer END AS timeline,
    (SELECT oid::bigint FROM pg_database WHERE datname = current_database()) AS database_oid

-- name: version
SELECT current_setting('server_version_num')::integer AS version

-- name: open
SELECT transactionid::text::bigint AS xid FROM pg_locks
WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND granted

-- name: snapshot
SELECT pg_snapshot_xmin(s)::text::bigint AS oldest, pg_snapshot_xmax(s)::text::bigint AS next FROM pg_current_snapshot() s

-- name: holder
SELECT (SELECT min(xact_start) FROM pg_stat_activity WHERE backend_xid::text::bigint = shown.xid) AS since,
    (SELECT gid FROM pg_prepared_xacts WHERE transaction::text::bigint = shown.xid) AS prepared
FROM (SELECT ?::bigint AS xid) shown

-- name: newest
SELECT xmin::text::bigint AS xid, md5(id::text) AS id FROM ONLY {table}
WHERE ctid >= ?::tid AND id IS NOT NULL
ORDER BY (? - xmin::text::bigint + 4294967296) % 4294967296
LIMIT 1

-- name: row_of
SELECT xmin::text::bigint AS xid FROM ONLY {table} WHERE md5(id::text) = ?

-- name: older
SELECT EXISTS (
    SELECT FROM ONLY {table} WHERE (xmin::text::bigint - ? + 4294967296) % 4294967296 >= ?
) AS older

-- name: export
SELECT pg_export_snapshot() AS snapshot

-- name: adopt
SET TRANSACTION SNAPSHOT '{snapshot}'

-- name: limitless
SELECT set_config(name, '0', true) AS name FROM pg_settings
WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')

-- name: file
SELECT coalesce(pg_relation_filenode(?::text::regclass), 0)::text AS file

-- name: schema
SELECT has_schema_privilege(oid, 'USAGE') AS usable FROM pg_namespace WHERE nspname = ?

-- name: relations
SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
    AND relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY relname

-- name: storage
SELECT leaf.relname AS name, leaf.relkind::text AS kind, pg_relation_size(leaf.oid) AS size,
    coalesce(pg_relation_filenode(leaf.oid), 0)::text AS version,
    has_table_privilege(leaf.oid, 'SELECT') AS readable, row_security_active(leaf.oid) AS filtered
FROM pg_class named
    JOIN pg_namespace n ON n.oid = named.relnamespace
    CROSS JOIN LATERAL (
        SELECT c.* FROM pg_class c WHERE c.oid = named.oid AND named.relkind <> 'p'
        UNION ALL
        SELECT c.* FROM pg_partition_tree(named.oid) t JOIN pg_class c ON c.oid = t.relid
        WHERE t.isleaf AND named.relkind = 'p'
    ) leaf
WHERE n.nspname = ? AND named.relname = ?
ORDER BY leaf.relname

-- name: columns
SELECT a.attname AS name, t.typname AS type,
    CASE WHEN t.typname IN ('varchar', 'bpchar') THEN a.atttypmod - 4 ELSE -1 END AS longest
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum

-- name: plausible
SELECT count(*) AS rows,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY processing_time::double precision)
        FILTER (WHERE processing_time <> 'NaN'::double precision) AS processing_time,
    avg((confidence::double precision > 1)::integer) FILTER (WHERE confidence <> 'NaN'::double precision) AS beyond_one
FROM (
    SELECT confidence, processing_time FROM ONLY {table} WHERE status = 'success' AND ctid >= ?::tid LIMIT 1000
) newest

-- name: rows
SELECT {columns} FROM ONLY {table} WHERE ctid >= ?::tid AND ctid < ?::tid

-- name: rows_changed
SELECT {columns} FROM ONLY {table}
WHERE ctid >= ?::tid AND ctid < ?::tid AND (xmin::text::bigint - ? + 4294967296) % 4294967296 < ?

-- name: rows_of_days
SELECT {columns} FROM ONLY {table}
WHERE ctid >= ?::tid AND ctid < ?::tid AND "timestamp" >= ? AND "timestamp" < ?

-- name: rows_by_column
SELECT {columns} FROM ONLY {table} WHERE {xid_column} >= ?::text::xid8 AND {xid_column} < ?::text::xid8

-- name: models
SELECT name, version, architecture, created_at, status FROM {table} ORDER BY name, version

-- name: tallies
SELECT day, model_version, count(*) AS rows,
    sum(('x' || substr(md5(id || '|' || model_version), 1, 15))::bit(60)::bigint)::numeric AS keys
FROM (
    SELECT DISTINCT coalesce({image}, id::text) AS id, date_trunc('milliseconds', {time}),
        btrim(model_version) AS model_version, {time}::date AS day
    FROM {table}
    WHERE {time} >= ? AND {time} < ? AND NOT (xmin::text::bigint - ? + 4294967296) % 4294967296 < ?
) prediction
GROUP BY day, model_version

-- name: keys
SELECT coalesce({image}, id::text) AS image_id, id::text AS row_id, {time} AS "timestamp",
    NOT (xmin::text::bigint - ? + 4294967296) % 4294967296 < ? AS due
FROM {table}
WHERE {time} >= ? AND {time} < ? AND btrim(model_version) = ?
