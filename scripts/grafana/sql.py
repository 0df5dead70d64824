"""The SQL that panels share. Whatever people choose comes as a quoted literal (:sqlstring), never as SQL."""

from limits import Limits
from parts import Query, annotation, every, variable

_SLICE = "(ARRAY[${slice:sqlstring}])[1]"
SLICE = f"slice_key = split_part({_SLICE}, '=', 1) AND slice_value = substr({_SLICE}, strpos({_SLICE}, '=') + 1)"
VERSION = "('(every version)' IN (${model_version:sqlstring}) OR model_version IN (${model_version:sqlstring}))"
SITE = "('(every site)' IN (${site:sqlstring}) OR slice_value IN (${site:sqlstring}))"
HOST = "('(every host)' IN (${host:sqlstring}) OR host IN (${host:sqlstring}))"
# The latest day that was evaluated by the end of the period that is looked at.
LAST = "(SELECT max(day) FROM monitoring.current_night WHERE night <= $__timeTo())"
# A version that has stopped, or has no baseline, has its last numbers some days before.
RECENT = f"window_start <= {LAST} AND window_start > {LAST} - interval '35 days'"
# Hours for a fortnight, days for more: a chart of years has as many points as days.
KIND = (
    "CASE WHEN $__timeTo()::timestamptz - $__timeFrom()::timestamptz <= interval '14 days' THEN 'HOUR' ELSE 'DAY' END"
)
OPEN = "state IN ('firing', 'acknowledged')"
ALERTS = f"""(alert.model_version NOT IN (SELECT model_version FROM monitoring.current_model_version) OR {VERSION})
    AND ({_SLICE} = 'all' OR {SLICE})
    AND (alert.slice_key <> 'site' OR {SITE})"""


def busiest(columns: dict[str, tuple[str, str]], scope: str, kind: str = "'DAY'") -> Query:
    """Metrics side by side; of versions that answered on the same day, the one with the most rows."""
    metrics = ", ".join(f"'{name}'" for name in sorted({metric for metric, _ in columns.values()}))
    shown = ",\n    ".join(
        f"max({what}) FILTER (WHERE metric = '{metric}') AS \"{name}\"" for name, (metric, what) in columns.items()
    )
    return Query(
        f"""SELECT window_start AS "time",
    {shown}
FROM (
    SELECT DISTINCT ON (window_start, metric) window_start, metric, value, lower, upper, n
    FROM monitoring.current_window_metric
    WHERE scope = '{scope}' AND metric IN ({metrics}) AND window_kind = {kind}
        AND {SLICE}
        AND {VERSION if scope == "model" else "model_version = ''"}
        AND $__timeFilter(window_start)
    ORDER BY window_start, metric, n DESC) AS busiest
GROUP BY window_start
ORDER BY window_start""",
        series=True,
    )


def safe(limits: Limits) -> Query:
    return Query(
        f"""WITH verdict AS (
    SELECT severity, overall_score, overall_reason, to_char(window_start AT TIME ZONE 'UTC', ' (YYYY-MM-DD)') AS on_day
    FROM monitoring.current_window_verdict
    WHERE window_kind = 'DAY' AND {SLICE} AND {VERSION} AND {RECENT}
    ORDER BY window_start DESC, model_version DESC
    LIMIT 1),
alerts AS (
    SELECT count(*) FILTER (WHERE severity IN ('critical', 'emergency')) AS urgent,
        count(*) FILTER (WHERE severity = 'warning') AS warnings
    FROM monitoring.current_alert AS alert
    WHERE {OPEN} AND {ALERTS})
SELECT CASE
    WHEN urgent > 0 THEN 'NO: urgent alerts open: ' || urgent
    WHEN severity IN ('critical', 'high') THEN 'NO: drift is ' || severity || on_day
    WHEN severity IS NULL THEN 'NOT EVALUATED'
    WHEN overall_score IS NULL THEN 'NOT JUDGED: ' || lower(replace(overall_reason, '_', ' ')) || on_day
    WHEN severity IN ('low', 'medium') THEN 'WATCH: drift is ' || severity || on_day
    WHEN warnings > 0 THEN 'WATCH: warnings open: ' || warnings || on_day
    ELSE 'YES: no drift, no alert' || on_day END AS safe
FROM alerts LEFT JOIN verdict ON true"""
    )


def fresh(limits: Limits) -> Query:
    return Query(
        f"""SELECT CASE
    WHEN last IS NULL THEN 'NOT EVALUATED'
    WHEN age <= interval '{limits.late_after_hours} hours' THEN 'YES: ' || told
    ELSE 'NO: ' || told END AS fresh
FROM (
    SELECT last, age, 'night of ' || to_char(last AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ', '
        || CASE WHEN age < interval '3 days' THEN round(extract(epoch FROM age) / 3600) || ' hours ago'
        ELSE round(extract(epoch FROM age) / 86400) || ' days ago' END AS told
    FROM (SELECT max(night) AS last, now() - max(night) AS age FROM monitoring.current_night) AS nights) AS newest"""
    )


def complete(limits: Limits) -> Query:
    return Query(
        f"""SELECT CASE
    WHEN day IS NULL THEN 'NOT EVALUATED'
    WHEN missing > 0 THEN 'NO: not taken from the source: ' || missing || ' rows'
    WHEN rejected > {limits.of("data_quality_rejected_rate")[0]} THEN 'NO: ' || aside
    WHEN fewer_labels THEN 'NO: fewer labels than usual'
    WHEN value IS NULL THEN 'NOT KNOWN: nothing arrived on the last day'
    ELSE 'YES: ' || aside || CASE missing WHEN 0 THEN ', none missing' ELSE '' END END AS complete
FROM (
    SELECT {LAST} AS day,
        (SELECT sum(missing) FROM monitoring.current_source_comparison
        WHERE day > ({LAST} - interval '7 days')::date) AS missing,
        EXISTS (SELECT FROM monitoring.current_alert WHERE alert_type = 'label_coverage' AND {OPEN}) AS fewer_labels
    ) AS known
LEFT JOIN (
    SELECT value, lower AS rejected, 'put aside: ' || round(100 * value::numeric, 1) || ' % of rows' AS aside
    FROM monitoring.current_window_metric
    WHERE scope = 'service' AND model_version = '' AND window_kind = 'DAY' AND slice_key = 'all' AND slice_value = 'all'
        AND metric = 'rejected_rate' AND window_start = {LAST}) AS quality ON true"""
    )


DATA_SOURCE = {
    "description": "The database of the results, read as monitoring_reader.",
    "hide": 0,
    "includeAll": False,
    "label": "Data source",
    "multi": False,
    "name": "datasource",
    "options": [],
    "query": "grafana-postgresql-datasource",
    "refresh": 1,
    "regex": "",
    "skipUrlSync": False,
    "type": "datasource",
}
VARIABLES = (
    DATA_SOURCE,
    variable(
        "model_version",
        "Model version",
        "Whose answers. With several, charts of one line show the one with the most rows of each day.",
        """SELECT model_version
FROM monitoring.current_model_version
ORDER BY last_day DESC, model_version DESC
LIMIT 500""",
        **every("version"),
    ),
    variable(
        "slice",
        "Slice",
        "Which part of the predictions: all, or those with one value of one attribute.",
        """SELECT CASE slice_key WHEN 'all' THEN 'all' ELSE slice_key || '=' || slice_value END AS slice
FROM monitoring.current_slice
ORDER BY slice_key <> 'all', slice_key, slice_value
LIMIT 5000""",
        current={"selected": True, "text": "all", "value": "all"},
    ),
    variable(
        "site",
        "Sites",
        "Which sites the panels by site show; others follow the slice.",
        "SELECT slice_value FROM monitoring.current_slice WHERE slice_key = 'site' ORDER BY slice_value LIMIT 5000",
        **every("site"),
    ),
)
ANNOTATIONS = (
    annotation(
        "Deploys",
        "blue",
        """SELECT first_day AS "time", model_version || ' answers for the first time' AS text, 'deploy' AS tags
FROM monitoring.current_model_version
WHERE $__timeFilter(first_day)
ORDER BY first_day DESC
LIMIT 100""",
    ),
    annotation(
        "Alerts",
        "red",
        f"""SELECT opened_window_start AS "time",
    coalesce(resolved_window_start, least(now(), $__timeTo())) AS "timeEnd",
    upper(severity) || ': ' || evidence AS text, severity || ',' || alert_type AS tags
FROM monitoring.current_alert AS alert
WHERE state <> 'pending' AND severity IN ('critical', 'emergency') AND {ALERTS}
    AND opened_window_start <= $__timeTo() AND coalesce(resolved_window_start, now()) >= $__timeFrom()
ORDER BY opened_window_start DESC
LIMIT 100""",
    ),
)
