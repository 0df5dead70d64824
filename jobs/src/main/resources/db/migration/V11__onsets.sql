-- When what drifted began.

ALTER TABLE monitoring.drift_score ADD COLUMN since date;
ALTER TABLE monitoring.drift_score ADD COLUMN since_earliest date;
ALTER TABLE monitoring.drift_score ADD COLUMN since_latest date;
COMMENT ON COLUMN monitoring.drift_score.since IS 'The day on which the change most probably began; null for what did not drift';
COMMENT ON COLUMN monitoring.drift_score.since_earliest IS 'First day of the shortest run of days that holds the beginning with 95 %';
COMMENT ON COLUMN monitoring.drift_score.since_latest IS 'Last day of that run';

CREATE OR REPLACE VIEW monitoring.current_drift_score AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison)
    scope, model_version, window_kind, window_start, slice_key, slice_value, kind, subject, comparison, baseline_id, distance, lower, upper, reason, n, reference_n, excess, expected, p, p_adjusted, least_detectable, decision, aids, revision, as_of, publication, since, since_earliest, since_latest
FROM monitoring.drift_score
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison, as_of DESC, revision DESC;
COMMENT ON COLUMN monitoring.current_drift_score.since IS 'The day on which the change most probably began; null for what did not drift';
COMMENT ON COLUMN monitoring.current_drift_score.since_earliest IS 'First day of the shortest run of days that holds the beginning with 95 %';
COMMENT ON COLUMN monitoring.current_drift_score.since_latest IS 'Last day of that run';
