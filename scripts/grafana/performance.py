"""Model performance: how often the model is right, how sure that is, and how it answers."""

import sql
from limits import Limits
from parts import Dashboard, Panel, Query, bars, chart, fixed, heatmap, line, override, stat, table
from sql import LAST, RECENT, SITE, SLICE, VERSION, busiest

NO_LABELS = "Nothing labelled here in this period. Labels come days later; or choose a longer period, slice all."
NO_REQUESTS = "No requests here in this period. They are counted for all, sites and what traffic.slices names."
NO_BASELINE = "Nothing to compare in this period: the version needs an active baseline (cxrwatch baseline list)."
BAND = (
    override(
        "upper",
        custom_lineWidth=0,
        custom_showPoints="never",
        custom_fillBelowTo="lower",
        custom_fillOpacity=15,
        color=fixed("blue"),
    ),
    override("lower", custom_lineWidth=0, custom_showPoints="never", color=fixed("blue")),
)
COUNTS = override(
    "^n$",
    custom_drawStyle="bars",
    custom_axisPlacement="right",
    custom_fillOpacity=20,
    custom_lineWidth=0,
    unit="short",
    color=fixed("#808080"),
    custom_axisLabel="rows",
)

SITES = f"""SELECT coalesce(model.slice_value, service.slice_value) AS "site",
    requests, error_rate AS "error rate", p95 AS "p95", accuracy, lower, upper, labelled, coverage
FROM (
    SELECT slice_value,
        max(value) FILTER (WHERE metric = 'accuracy') AS accuracy,
        max(lower) FILTER (WHERE metric = 'accuracy') AS lower,
        max(upper) FILTER (WHERE metric = 'accuracy') AS upper,
        max(n) FILTER (WHERE metric = 'accuracy') AS labelled,
        max(value) FILTER (WHERE metric = 'label_coverage') AS coverage
    FROM monitoring.current_window_metric
    WHERE scope = 'model' AND window_kind = 'DAYS_7' AND window_start = {LAST} - interval '6 days'
        AND slice_key = 'site' AND {SITE} AND {VERSION}
    GROUP BY slice_value) AS model
FULL JOIN (
    SELECT slice_value,
        max(value) FILTER (WHERE metric = 'requests') AS requests,
        max(value) FILTER (WHERE metric = 'error_rate') AS error_rate,
        max(value) FILTER (WHERE metric = 'latency_p95') AS p95
    FROM monitoring.current_window_metric
    WHERE scope = 'service' AND model_version = '' AND window_kind = 'DAYS_7'
        AND window_start = {LAST} - interval '6 days' AND slice_key = 'site' AND {SITE}
    GROUP BY slice_value) AS service USING (slice_value)
ORDER BY upper NULLS LAST, requests DESC
LIMIT 100"""

# Of each window its median, p95, p99 and the share above 2 s are kept; between these points shares are interpolated.
RESPONSE_TIMES = f"""WITH known AS (
    SELECT window_start, max(value) FILTER (WHERE metric = 'latency_median') AS median,
        max(value) FILTER (WHERE metric = 'latency_p95') AS p95,
        max(value) FILTER (WHERE metric = 'latency_p99') AS p99,
        max(value) FILTER (WHERE metric = 'share_above_2s') AS above
    FROM monitoring.current_window_metric
    WHERE scope = 'service' AND model_version = '' AND window_kind = {sql.KIND} AND {SLICE}
        AND metric IN ('latency_median', 'latency_p95', 'latency_p99', 'share_above_2s') AND $__timeFilter(window_start)
    GROUP BY window_start),
reached AS (
    SELECT window_start, edge, CASE
        WHEN edge = 'Infinity' THEN 1
        WHEN edge = 2 THEN 1 - above
        WHEN edge <= median THEN 0.5 * edge / nullif(median, 0)
        WHEN edge <= p95 THEN 0.5 + 0.45 * (edge - median) / nullif(p95 - median, 0)
        WHEN edge <= p99 THEN 0.95 + 0.04 * (edge - p95) / nullif(p99 - p95, 0)
        ELSE least(1, 0.99 + 0.01 * (edge - p99) / nullif(p99, 0)) END AS share
    FROM known, unnest('{{0.1,0.15,0.2,0.25,0.3,0.4,0.5,0.75,1,1.5,2,3,5,10,Infinity}}'::double precision[]) AS edge
    WHERE median IS NOT NULL)
SELECT window_start AS "time", CASE edge WHEN 'Infinity' THEN '+Inf' ELSE edge::text END AS metric,
    greatest(0, share - coalesce(lag(share) OVER (PARTITION BY window_start ORDER BY edge), 0)) AS value
FROM reached
ORDER BY window_start, edge"""

CONFUSION = f"""SELECT window_start AS "time",
    sick_right AS "true positives", sick - sick_right AS "false negatives (missed)",
    well_right AS "true negatives", well - well_right AS "false positives"
FROM (
    SELECT window_start,
        max(n) FILTER (WHERE metric = 'sensitivity') AS sick, max(n) FILTER (WHERE metric = 'specificity') AS well,
        round(max(value * n) FILTER (WHERE metric = 'sensitivity')) AS sick_right,
        round(max(value * n) FILTER (WHERE metric = 'specificity')) AS well_right
    FROM (
        SELECT DISTINCT ON (window_start, metric) window_start, metric, value, n
        FROM monitoring.current_window_metric
        WHERE scope = 'model' AND metric IN ('sensitivity', 'specificity') AND window_kind = 'DAY'
            AND {SLICE} AND {VERSION} AND $__timeFilter(window_start)
        ORDER BY window_start, metric, n DESC) AS busiest
    GROUP BY window_start) AS counted
ORDER BY window_start"""

CLASSES = f"""SELECT window_start AS "time", bin.label AS metric, bin.share AS value
FROM (
    SELECT DISTINCT ON (window_start) window_start, labels, window_shares
    FROM monitoring.current_distribution
    WHERE subject = 'class_share' AND comparison = 'BASELINE' AND window_kind = 'DAY' AND scope = 'model'
        AND {SLICE} AND {VERSION} AND $__timeFilter(window_start)
    ORDER BY window_start, model_version DESC) AS newest, unnest(labels, window_shares) AS bin (label, share)
ORDER BY window_start, bin.label"""

SCORES = f"""SELECT bin.label AS "score", bin.before AS "baseline", bin.now AS "last day"
FROM (
    SELECT labels, reference_shares, window_shares
    FROM monitoring.current_distribution
    WHERE subject = 'positive_score' AND comparison = 'BASELINE' AND window_kind = 'DAY' AND scope = 'model'
        AND {SLICE} AND {VERSION} AND {RECENT}
    ORDER BY window_start DESC, model_version DESC
    LIMIT 1) AS newest,
    unnest(labels, reference_shares, window_shares) WITH ORDINALITY AS bin (label, before, now, place)
ORDER BY bin.place"""

COVERAGE = f"""SELECT value AS "labels of 28 days"
FROM monitoring.current_window_metric
WHERE scope = 'model' AND metric = 'label_coverage' AND window_kind = 'DAYS_28' AND {SLICE} AND {VERSION}
    AND window_start = {LAST} - interval '27 days'
ORDER BY n DESC
LIMIT 1"""


def top_row(limits: Limits) -> tuple[Panel, ...]:
    """Safe, fresh, complete: the answer of thirty seconds, the same on every dashboard."""
    return (
        stat(
            "Safe?",
            "Whether anything must be done: urgent open alerts, then the verdict on the slice's latest day. "
            "NO: open the dashboard Alerts, then `cxrwatch alerts explain CASE`. NOT JUDGED is no all-clear: "
            "it says what is missing.",
            sql.safe(limits),
            words=True,
            nothing="NOT EVALUATED",
            unit="string",
        ),
        stat(
            "Fresh?",
            f"The newest night that was evaluated; NO after {limits.late_after_hours} hours "
            "(alert.late-after). NO: look at the runs on the dashboard Alerts, then `cxrwatch status`.",
            sql.fresh(limits),
            words=True,
            nothing="NOT EVALUATED",
            unit="string",
        ),
        stat(
            "Complete?",
            "Whether what arrived could be used, nothing is missing against the source's database over seven "
            "days, and labels come as usual. NO: runbook data_quality or label_coverage.",
            sql.complete(limits),
            words=True,
            nothing="NOT EVALUATED",
            unit="string",
        ),
    )


def right(limits: Limits) -> tuple[Panel, ...]:
    accuracy = {
        "accuracy": ("accuracy", "value"),
        "lower": ("accuracy", "lower"),
        "upper": ("accuracy", "upper"),
        "n": ("accuracy", "n"),
    }
    expected = {
        "realised": ("accuracy", "value"),
        "estimated without labels": ("estimated_accuracy", "value"),
        "expected when all labels are there": ("accuracy_final", "value"),
        "lower": ("accuracy_final", "lower"),
        "upper": ("accuracy_final", "upper"),
    }
    sides = {
        "sensitivity": ("sensitivity", "value"),
        "sensitivity lower": ("sensitivity", "lower"),
        "specificity": ("specificity", "value"),
        "specificity lower": ("specificity", "lower"),
    }
    return (
        chart(
            "Accuracy of each day, with 95 % interval",
            "Share of labelled answers that were right; bars: how many. "
            "Alert accuracy_drop when the whole interval is below the line. The last days have few labels: their "
            "interval is wide.",
            busiest(accuracy, "model"),
            nothing=NO_LABELS,
            unit="percentunit",
            steps=limits.below("accuracy_drop"),
            overrides=(*BAND, COUNTS),
        ),
        chart(
            "Estimated beside realised accuracy",
            "What is estimated before labels come, what they said so far, and "
            "what all of them will say (with its band). Estimates that may not be believed are left out. An estimate "
            "far from what came of it: do not trust it next time.",
            busiest(expected, "model"),
            nothing=NO_LABELS,
            unit="percentunit",
            overrides=BAND,
        ),
        chart(
            "Sensitivity and specificity of each day",
            "Share of the sick, and of the well, that were recognised; thin: "
            "lower ends of the 95 % intervals. Sensitivity that falls means missed pneumonias: look at the confusion "
            "panel for how many.",
            busiest(sides, "model"),
            nothing=NO_LABELS,
            unit="percentunit",
            overrides=(
                override("lower", custom_lineStyle={"dash": [4, 6], "fill": "dash"}, custom_showPoints="never"),
            ),
        ),
        chart(
            "Confusion of each day",
            "Labelled answers by what the label says, as sensitivity, specificity and their "
            "rows give them; days with too few rows are left out. Compare days only with how many labels came.",
            Query(CONFUSION, series=True),
            nothing=NO_LABELS,
            unit="short",
            custom=line(70, drawStyle="bars", stacking={"group": "A", "mode": "normal"}),
            overrides=(override("missed", color=fixed("dark-red")), override("false positives", color=fixed("orange"))),
        ),
    )


def calibrated(limits: Limits) -> tuple[Panel, ...]:
    errors = {"ECE": ("ece", "value"), "ECE lower": ("ece", "lower"), "Brier": ("brier", "value")}
    shape = {
        "slope (1 is right)": ("calibration_slope", "value"),
        "in the large (0 is right)": ("calibration_in_the_large", "value"),
    }
    labels = {
        "labelled": ("label_coverage", "value"),
        "of what comes usually": ("label_maturity", "value"),
        "expected in the end": ("label_coverage_final", "value"),
    }
    return (
        chart(
            "Calibration: how far scores are off",
            "ECE: mean distance of promised and observed share; chance alone "
            "makes some, so read its lower end. Brier: mean squared error. Rising: scores are no probabilities any "
            "more; `cxrwatch predictions accuracy --reliability` shows where.",
            busiest(errors, "model"),
            nothing=NO_LABELS,
            unit="none",
            width=8,
            defaults={"min": 0, "decimals": 3},
        ),
        chart(
            "Calibration: slope and level",
            "Slope below 1: too sure of itself; in the large below 0: promises more "
            "sick than there are. Days with few labels scatter.",
            busiest(shape, "model"),
            nothing=NO_LABELS,
            unit="none",
            width=8,
            defaults={"decimals": 2},
        ),
        chart(
            "Labels of each day",
            f"Share of answers with a label so far, and how much of a day's usual labels that is. "
            f"Accuracy raises no alert below the line (labels.maturity, {limits.maturity}).",
            busiest(labels, "model"),
            nothing=NO_LABELS,
            unit="percentunit",
            width=8,
            steps=(("orange", None), ("green", limits.maturity)),
        ),
    )


def answered(limits: Limits) -> tuple[Panel, ...]:
    times = {
        "mean": ("latency_mean", "value"),
        "median": ("latency_median", "value"),
        "p95": ("latency_p95", "value"),
        "p99": ("latency_p99", "value"),
    }
    failed = {
        "error rate": ("error_rate", "value"),
        "lower": ("error_rate", "lower"),
        "upper": ("error_rate", "upper"),
        "time-outs": ("timeout_rate", "value"),
    }
    volume = {"requests": ("requests", "value"), "usual on this weekday": ("requests_usual", "value")}
    return (
        heatmap(
            "Response times: distribution",
            "Share of answers by response time: by the hour up to 14 days, else by the "
            "day. Kept are median, p95, p99 and the share above 2 s; between them it is interpolated. A second band: "
            "some requests take another way.",
            Query(RESPONSE_TIMES, series=True),
            "le",
            None,
            nothing=NO_REQUESTS,
            unit="percentunit",
        ),
        chart(
            "Response times",
            "By the hour up to 14 days, else by the day. Alert high_latency when the mean of an hour is above a line.",
            busiest(times, "service", sql.KIND),
            nothing=NO_REQUESTS,
            unit="s",
            steps=limits.above("high_latency"),
        ),
        chart(
            "Error rate, with 95 % interval",
            "Requests that failed or timed out. Alert high_error_rate when the whole "
            "interval of a day is above the line. First look at the hosts (dashboard System resources).",
            busiest(failed, "service", sql.KIND),
            nothing=NO_REQUESTS,
            unit="percentunit",
            width=8,
            steps=limits.above("high_error_rate_day"),
            overrides=BAND,
        ),
        chart(
            "Requests of each day",
            "And what is usual on that weekday, once it is known. Far fewer: alert "
            "low_throughput; `cxrwatch traffic` says which site is silent.",
            busiest(volume, "service"),
            nothing=NO_REQUESTS,
            unit="short",
            width=8,
        ),
        chart(
            "Answers by class",
            "Share of each predicted class and day. A jump without a change of patients is drift of predictions.",
            Query(CLASSES, series=True),
            nothing=NO_BASELINE,
            unit="percentunit",
            width=8,
            custom=line(70, drawStyle="bars", stacking={"group": "A", "mode": "percent"}),
        ),
        bars(
            "Score of pneumonia: baseline and last day",
            "Share of answers by score, of the baseline and of the last day "
            "that was compared. Bars that moved to the ends: surer; into the middle: less sure.",
            Query(SCORES),
            nothing=NO_BASELINE,
            unit="percentunit",
            width=24,
        ),
    )


def dashboard(limits: Limits) -> Dashboard:
    coverage = stat(
        "Labels of 28 days",
        "Share of the answers of the last 28 days that are labelled. What accuracy rests on; it grows as labels come.",
        Query(COVERAGE),
        nothing="No labels yet",
        unit="percentunit",
    )
    sites = table(
        "Sites, last seven days",
        "The 100 sites whose accuracy is lowest at its upper end first: there it is "
        "surest that something is wrong. Click a site to look at it alone.",
        Query(SITES),
        nothing="No site has numbers of the last seven days",
        unit="short",
        overrides=(
            override("rate|accuracy|lower|upper|coverage", unit="percentunit", decimals=1),
            override("p95", unit="s"),
            override(
                "site",
                links=[
                    {
                        "title": "This site alone",
                        "targetBlank": False,
                        "url": "/d/cxrwatch-performance?${datasource:queryparam}&${model_version:queryparam}"
                        "&var-slice=site%3D${__data.fields.site:percentencode}&${__url_time_range}",
                    }
                ],
            ),
        ),
    )
    panels = (*top_row(limits), coverage, *right(limits), *calibrated(limits), *answered(limits), sites)
    return Dashboard(
        "cxrwatch-performance",
        "Model performance",
        "How often the model is right, how sure that is, and how it answers.",
        panels,
        sql.VARIABLES,
        sql.ANNOTATIONS,
    )
