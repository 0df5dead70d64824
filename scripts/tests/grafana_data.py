"""Rows for what the six weeks of the demo do not have: ten years, many sites and features, people's actions."""

import psycopg

# One of each that the demo leaves out, at the time of the demo.
PEOPLE = """
INSERT INTO monitoring.silence (slice, starts_at, ends_at, created_by, comment, created_at)
VALUES ('site=valley', '2026-09-25Z', '2026-09-26Z', 'Ann', 'scanner is serviced', '2026-09-25Z');
INSERT INTO monitoring.notification (dedup_key, channel, receiver, severity, as_of, subject, lines, state, attempts,
    detail, created_at, purpose, content)
VALUES ('one', 'email', 'radiology', 'critical', '2026-09-25Z', 'images changed', '{}', 'DEAD', 12, 'no such user',
    '2026-09-25Z', 'alert', '{}');
INSERT INTO monitoring.alert_event (alert_key, episode, kind, severity, as_of, case_id, text, alert_type, metric,
    model_version, window_kind, slice_key, slice_value, actor, comment, until)
SELECT alert_key, episode, 'acknowledged', severity, opened_as_of + interval '90 minutes', case_id, 'in hand',
    alert_type, metric, model_version, window_kind, slice_key, slice_value, 'Ann', '', opened_as_of + interval '7 days'
FROM monitoring.alert;
INSERT INTO monitoring.system_metric_window (host, window_kind, window_start, metric, samples, mean, p95, max,
    revision, as_of, publication)
SELECT host, window_kind, window_start, 'network_rx_mb', samples, mean, p95, max, revision, as_of, publication
FROM monitoring.system_metric_window WHERE metric = 'cpu_percent';
INSERT INTO monitoring.source_comparison (source, at, day, model_version, source_rows, lake_rows, missing, deleted)
VALUES ('hospital', '2026-10-13Z', '2026-10-12', 'v1.1.0', 482, 482, 0, 0);
"""

# Every metric, subject and slice of the demo's first of October, on each day of the ten years before; more metrics
# would be like these. Two of the eight features, and the metrics that charts of one slice
# read; hours of the last month.
TEN_YEARS = """
CREATE TEMPORARY TABLE day_of AS SELECT n, n * interval '24 hours' AS before FROM generate_series(45, 3694) AS n;
INSERT INTO monitoring.window_metric
SELECT scope, model_version, window_kind, window_start - before, slice_key, slice_value, metric, value, lower, upper,
    reason, n, 1, as_of - before, publication
FROM monitoring.current_window_metric CROSS JOIN (SELECT n AS night, before FROM day_of) AS day_of
WHERE window_start = '2026-10-01Z' AND window_kind = 'DAY' AND metric IN ('accuracy', 'sensitivity', 'specificity',
    'label_coverage', 'requests', 'error_rate', 'latency_mean', 'latency_median', 'latency_p95',
    'latency_p99', 'share_above_2s')
ORDER BY before DESC;
INSERT INTO monitoring.drift_score
SELECT scope, model_version, window_kind, window_start - before, slice_key, slice_value, kind, subject, comparison,
    baseline_id, distance, lower, upper, reason, n, reference_n, excess, expected, p, p_adjusted, least_detectable,
    decision, '{}', 1, as_of - before, publication
FROM monitoring.current_drift_score CROSS JOIN (SELECT n AS night, before FROM day_of) AS day_of
WHERE window_start = '2026-10-01Z' AND window_kind = 'DAY' AND comparison = 'BASELINE'
    AND subject IN ('mean_intensity', 'accuracy')
ORDER BY before DESC;
INSERT INTO monitoring.window_verdict (scope, model_version, window_kind, window_start, slice_key, slice_value,
    overall_score, severity, causes, recommendations, revision, as_of, publication)
SELECT scope, model_version, window_kind, window_start - before, slice_key, slice_value, overall_score, severity, '{}',
    recommendations, 1, as_of - before, publication
FROM monitoring.current_window_verdict CROSS JOIN day_of
WHERE window_start = '2026-10-01Z' AND window_kind = 'DAY'
ORDER BY before DESC;
INSERT INTO monitoring.distribution
SELECT scope, model_version, window_kind, window_start - before, slice_key, slice_value, subject, comparison,
    baseline_id, labels, reference_shares, window_shares, 1, as_of - before, publication
FROM monitoring.current_distribution CROSS JOIN day_of
WHERE window_start = '2026-10-01Z' AND window_kind = 'DAY' AND subject = 'class_share'
ORDER BY before DESC;
INSERT INTO monitoring.system_metric_window
SELECT host, window_kind, window_start - before, metric, samples, mean, p95, max, 1, as_of - before, publication
FROM monitoring.current_system_metric_window CROSS JOIN day_of
WHERE window_start = '2026-10-01Z' AND window_kind = 'DAY'
ORDER BY before DESC;
INSERT INTO monitoring.publication (publication, nights, state, attempt, committed_at)
SELECT 1 + n, ARRAY['2026-10-01Z'::timestamptz - before], 'COMMITTED', 1, '2026-10-01Z'::timestamptz - before
FROM day_of;
ANALYZE;
"""

# 2,000 sites, some with names that try to be something else, and 300 features, on the six weeks' last days.
MANY = """
INSERT INTO monitoring.window_verdict (scope, model_version, window_kind, window_start, slice_key, slice_value,
    overall_score, severity, causes, recommendations, revision, as_of, publication)
SELECT 'model', 'v1.0.0', 'DAY', day, 'site', site, 0.4, 'high', '{}', '{}', 1, day + interval '24 hours', 1
FROM (SELECT CASE n WHEN 1 THEN 'O''Brien <b onload=x>"&' WHEN 2 THEN '$__timeTo()' ELSE 'site ' || n END AS site
    FROM generate_series(1, 2000) AS n) AS named
CROSS JOIN generate_series('2026-10-05Z'::timestamptz, '2026-10-08Z', '24 hours') AS day;
INSERT INTO monitoring.window_metric
SELECT scope, model_version, window_kind, window_start, 'site', 'site ' || number, metric, value, lower, upper,
    reason, n, 1, as_of, publication
FROM monitoring.current_window_metric CROSS JOIN generate_series(3, 2000) AS number
WHERE window_start = '2026-10-06Z' AND window_kind = 'DAYS_7' AND slice_key = 'site' AND slice_value = 'north'
    AND metric IN ('accuracy', 'label_coverage', 'requests', 'error_rate', 'latency_p95');
INSERT INTO monitoring.drift_score
SELECT scope, model_version, window_kind, window_start, slice_key, slice_value, kind, 'feature ' || number,
    comparison, baseline_id,
    distance, lower, upper, reason, n, reference_n, excess, expected, p, p_adjusted, least_detectable, decision,
    '{}', 1, as_of, publication
FROM monitoring.current_drift_score CROSS JOIN generate_series(1, 292) AS number
WHERE window_kind = 'DAY' AND slice_key = 'all' AND subject = 'mean_intensity' AND comparison = 'BASELINE';
INSERT INTO monitoring.window_metric
SELECT scope, model_version, window_kind, window_start, 'site', 'O''Brien <b onload=x>"&', metric, value, lower,
    upper, reason, n, 1, as_of, publication
FROM monitoring.current_window_metric
WHERE window_kind = 'DAY' AND scope = 'model' AND slice_key = 'site' AND slice_value = 'north' AND metric = 'accuracy';
"""


def fill(connection: psycopg.Connection, statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)
