-- What charts ask for: what there is to choose from, without reading all results, and series of one slice over years.

-- Charts show one slice over time; without the slice in the index they read every slice to draw one.
DROP INDEX monitoring.window_metric_series;
CREATE INDEX window_metric_series ON monitoring.window_metric (metric, window_kind, slice_key, slice_value, window_start);
DROP INDEX monitoring.drift_score_series;
CREATE INDEX drift_score_series ON monitoring.drift_score (window_kind, slice_key, slice_value, window_start);
CREATE INDEX distribution_series ON monitoring.distribution (subject, window_kind, slice_key, slice_value, window_start);
CREATE INDEX window_verdict_series
    ON monitoring.window_verdict (window_kind, slice_key, slice_value, model_version, window_start);

CREATE VIEW monitoring.current_night AS
SELECT night, night - interval '24 hours' AS day, max(publication) AS publication, max(committed_at) AS committed_at
FROM monitoring.publication, unnest(nights) AS night
WHERE state = 'COMMITTED'
GROUP BY night;
COMMENT ON VIEW monitoring.current_night IS 'The nights that were evaluated.';
COMMENT ON COLUMN monitoring.current_night.night IS 'As of when';
COMMENT ON COLUMN monitoring.current_night.day IS 'Start of the day that ended with it: window_start of its windows DAY';
COMMENT ON COLUMN monitoring.current_night.publication IS 'The publication that published it last';
COMMENT ON COLUMN monitoring.current_night.committed_at IS 'When it was published last';

-- From one slice to the next greater one, by the index: as many steps as there are slices, however many years.
CREATE VIEW monitoring.current_slice AS
WITH RECURSIVE slice AS (
    (SELECT slice_key, slice_value
    FROM monitoring.window_verdict
    WHERE window_kind = 'DAY'
    ORDER BY slice_key, slice_value
    LIMIT 1)
    UNION ALL
    SELECT next.slice_key, next.slice_value
    FROM slice CROSS JOIN LATERAL (
        SELECT v.slice_key, v.slice_value
        FROM monitoring.window_verdict v
        WHERE v.window_kind = 'DAY' AND (v.slice_key, v.slice_value) > (slice.slice_key, slice.slice_value)
        ORDER BY v.slice_key, v.slice_value
        LIMIT 1) AS next)
SELECT slice_key, slice_value FROM slice;
COMMENT ON VIEW monitoring.current_slice IS 'The slices that any day was judged in.';
COMMENT ON COLUMN monitoring.current_slice.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_slice.slice_value IS 'Value of that attribute, or all';

CREATE VIEW monitoring.current_model_version AS
WITH RECURSIVE version AS (
    SELECT min(model_version) AS model_version
    FROM monitoring.window_verdict
    WHERE window_kind = 'DAY' AND slice_key = 'all' AND slice_value = 'all'
    UNION ALL
    SELECT (
        SELECT min(v.model_version)
        FROM monitoring.window_verdict v
        WHERE v.window_kind = 'DAY' AND v.slice_key = 'all' AND v.slice_value = 'all'
            AND v.model_version > version.model_version)
    FROM version
    WHERE version.model_version IS NOT NULL)
SELECT version.model_version, days.first_day, days.last_day
FROM version CROSS JOIN LATERAL (
    SELECT min(v.window_start) AS first_day, max(v.window_start) AS last_day
    FROM monitoring.window_verdict v
    WHERE v.window_kind = 'DAY' AND v.slice_key = 'all' AND v.slice_value = 'all'
        AND v.model_version = version.model_version) AS days
WHERE version.model_version IS NOT NULL;
COMMENT ON VIEW monitoring.current_model_version IS 'The model versions that answered on any day that was judged.';
COMMENT ON COLUMN monitoring.current_model_version.model_version IS 'What its predictions call it';
COMMENT ON COLUMN monitoring.current_model_version.first_day IS 'Start of the first such day: when it was deployed';
COMMENT ON COLUMN monitoring.current_model_version.last_day IS 'Start of the latest such day';

CREATE VIEW monitoring.current_notification AS
SELECT id, channel, receiver, severity, as_of, subject, state, attempts, due_at, detail, created_at, settled_at, purpose
FROM monitoring.notification;
COMMENT ON VIEW monitoring.current_notification IS 'Messages to people and what became of them, without their text.';

CREATE VIEW monitoring.current_source_comparison AS
SELECT DISTINCT ON (source, day, model_version)
    source, day, model_version, at, source_rows, lake_rows, missing, deleted
FROM monitoring.source_comparison
ORDER BY source, day, model_version, at DESC;
COMMENT ON VIEW monitoring.current_source_comparison IS 'By day and version the latest comparison of a database with the lake.';
