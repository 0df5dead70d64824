-- name: rows
SELECT {columns}
FROM monitoring.{relation}
WHERE window_start >= ? AND window_start < ?
    AND (cardinality(?::text[]) = 0 OR window_kind = ANY (?))
    AND (?::text IS NULL OR scope = ?) AND (?::text IS NULL OR model_version = ?)
    AND (?::text IS NULL OR slice_key = ?) AND (?::text IS NULL OR slice_value = ?)
ORDER BY window_start, window_kind, scope DESC, model_version, slice_key <> 'all', slice_key, slice_value, {order}

-- name: host_rows
SELECT {columns}
FROM monitoring.{relation}
WHERE window_start >= ? AND window_start < ?
    AND (cardinality(?::text[]) = 0 OR window_kind = ANY (?))
ORDER BY window_start, window_kind, host, metric

-- name: nights
SELECT DISTINCT night
FROM monitoring.current_publication, unnest(nights) AS night
WHERE state = 'COMMITTED'
ORDER BY night
