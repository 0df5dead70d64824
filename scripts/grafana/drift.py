"""Drift: what moved against the baseline, how far beyond chance, since when, and where."""

import sql
from limits import Limits
from parts import (
    SEVERITIES,
    Dashboard,
    Panel,
    Query,
    bars,
    chart,
    fixed,
    heatmap,
    override,
    stat,
    states,
    table,
    variable,
)
from performance import NO_BASELINE, top_row
from sql import LAST, RECENT, SITE, SLICE, VERSION

SUBJECT = "subject = (ARRAY[${subject:sqlstring}])[1]"
SCORES = f"""FROM monitoring.current_drift_score
    WHERE scope = 'model' AND comparison = 'BASELINE' AND window_kind = 'DAY' AND {SLICE} AND {VERSION}"""


def worst(most: int) -> str:
    """The subjects that moved farthest in the period: of 300 features nobody reads more."""
    return f"""subject = ANY (ARRAY(
    SELECT subject
    {SCORES} AND $__timeFilter(window_start)
    GROUP BY subject
    ORDER BY max(excess) DESC NULLS LAST, subject
    LIMIT {most}))"""


def code(limits: Limits, excess: str = "excess") -> str:
    low, medium, high, critical = limits.of("drift_data")
    return (
        f"CASE WHEN decision = 'NOT_DECIDED' THEN -1 WHEN decision = 'NOT_DRIFTED' THEN 0"
        f" WHEN {excess} >= {critical} THEN 4 WHEN {excess} >= {high} THEN 3"
        f" WHEN {excess} >= {medium} THEN 2 WHEN {excess} >= {low} THEN 1 ELSE 0 END"
    )


KINDS = f"""SELECT window_start AS "time", kind AS metric, max(excess) AS value
{SCORES} AND $__timeFilter(window_start)
GROUP BY window_start, kind
ORDER BY window_start, kind"""
DECIDED = f"""SELECT window_start AS "time", kind || ', decided' AS metric, max(excess) AS value
{SCORES} AND $__timeFilter(window_start) AND decision = 'DRIFTED'
GROUP BY window_start, kind
ORDER BY window_start, kind"""
BAND = f"""SELECT DISTINCT ON (window_start) window_start AS "time", distance, expected AS "chance gives",
    least_detectable AS "told from chance", CASE decision WHEN 'DRIFTED' THEN distance END AS "drift decided"
{SCORES} AND {SUBJECT} AND $__timeFilter(window_start)
ORDER BY window_start, n DESC"""
CELLS = f"""SELECT window_start AS "time", subject AS metric, max(excess) AS value
{SCORES} AND $__timeFilter(window_start)
    AND {worst(40)}
GROUP BY window_start, subject
ORDER BY window_start, subject"""
# The days that are shown at most: more pieces are no longer seen, and of every site they would be millions of rows.
SITES = f"""WITH verdict AS (
    SELECT window_start, slice_value, max(CASE
        WHEN overall_score IS NULL THEN -1
        ELSE coalesce(array_position(ARRAY['low', 'medium', 'high', 'critical'], severity), 0) END) AS value
    FROM monitoring.current_window_verdict
    WHERE scope = 'model' AND window_kind = 'DAY' AND slice_key = 'site' AND {SITE} AND {VERSION}
        AND $__timeFilter(window_start) AND window_start > {LAST} - interval '60 days'
    GROUP BY window_start, slice_value)
SELECT window_start AS "time", slice_value AS metric, value
FROM verdict
WHERE slice_value IN (
    SELECT slice_value FROM verdict GROUP BY slice_value ORDER BY sum(greatest(value, 0)) DESC, slice_value LIMIT 30)
ORDER BY window_start, slice_value"""
BINS = f"""SELECT bin.label AS "value", bin.before AS "baseline", bin.now AS "last day"
FROM (
    SELECT labels, reference_shares, window_shares
    FROM monitoring.current_distribution
    WHERE {SUBJECT} AND comparison = 'BASELINE' AND window_kind = 'DAY' AND scope = 'model'
        AND {SLICE} AND {VERSION} AND {RECENT}
    ORDER BY window_start DESC, model_version DESC
    LIMIT 1) AS newest,
    unnest(labels, reference_shares, window_shares) WITH ORDINALITY AS bin (label, before, now, place)
ORDER BY bin.place"""
MOVED = f"""SELECT count(*) FILTER (WHERE decision = 'DRIFTED') || ' of ' || count(*)
    || to_char(max(window_start) AT TIME ZONE 'UTC', ' on YYYY-MM-DD') AS moved
FROM (
    SELECT decision, window_start, window_start = max(window_start) OVER () AS last
    {SCORES} AND {RECENT}) AS scored
WHERE last
HAVING count(*) > 0"""


def listed(limits: Limits) -> Query:
    return Query(f"""SELECT day, kind, subject, {code(limits)} AS "drift", distance, excess,
    p_adjusted AS "adjusted p", since AS "probably since", n
FROM (
    SELECT window_start AS day, max(window_start) OVER () AS last, kind, subject, decision, distance, excess,
        p_adjusted, since::timestamptz AS since, n
    {SCORES} AND {RECENT}) AS scored
WHERE day = last
ORDER BY decision = 'DRIFTED' DESC, excess DESC NULLS LAST, subject
LIMIT 100""")


ADVICE = f"""SELECT window_start AS "day", model_version AS "version",
    advice AS "what moved, how sure, what to check first"
FROM (
    SELECT window_start, model_version, recommendations
    FROM monitoring.current_window_verdict
    WHERE scope = 'model' AND window_kind = 'DAY' AND {SLICE} AND {VERSION} AND $__timeFilter(window_start)
        AND cardinality(recommendations) > 0
    ORDER BY window_start DESC
    LIMIT 20) AS newest, unnest(recommendations) WITH ORDINALITY AS said (advice, place)
ORDER BY window_start DESC, place"""
VARIABLE = variable(
    "subject",
    "Feature",
    "What the panels of one feature show: a feature, the scores, the answers' classes, or accuracy.",
    f"""SELECT subject
FROM monitoring.current_drift_score
WHERE scope = 'model' AND comparison = 'BASELINE' AND window_kind = 'DAY' AND slice_key = 'all' AND slice_value = 'all'
    AND {RECENT}
GROUP BY subject
ORDER BY max(excess) DESC NULLS LAST, subject
LIMIT 1000""",
)


def panels(limits: Limits) -> tuple[Panel, ...]:
    steps = limits.above("drift_data")
    return (
        stat(
            "Drifted",
            "Features, answers and accuracy of the slice for which drift was decided, of those compared on the last "
            "day with a baseline. More than 0: the table below says which.",
            Query(MOVED),
            nothing="Nothing compared",
            unit="string",
        ),
        chart(
            "Excess over chance, by kind",
            "How far the worst subject of each kind is beyond what chance gives; dots: drift "
            "was decided. Lines: low, medium, high, critical (drift.severity). Without a dot a line crossed is no "
            "drift.",
            Query(KINDS, series=True),
            Query(DECIDED, series=True),
            nothing=NO_BASELINE,
            unit="none",
            steps=steps,
            width=24,
            defaults={"min": 0, "decimals": 2},
            overrides=(override("decided", custom_drawStyle="points", custom_pointSize=9, custom_showPoints="always"),),
        ),
        chart(
            "One feature: distance and what chance gives",
            "Distance from the baseline; shaded: what cannot be told from "
            "chance with so many rows; red dots: drift was decided. Within the band nothing is known, not even that "
            "all is well.",
            Query(BAND, series=True),
            nothing=NO_BASELINE,
            unit="none",
            defaults={"min": 0, "decimals": 3},
            overrides=(
                override(
                    "told from chance",
                    custom_lineWidth=0,
                    custom_showPoints="never",
                    color=fixed("#808080"),
                    custom_fillBelowTo="chance gives",
                    custom_fillOpacity=20,
                ),
                override("chance gives", custom_showPoints="never", color=fixed("#808080")),
                override(
                    "drift decided",
                    custom_drawStyle="points",
                    custom_pointSize=9,
                    color=fixed("red"),
                    custom_showPoints="always",
                ),
            ),
        ),
        bars(
            "One feature: baseline and last day",
            "Share of values in the baseline's bins, then and on the last day that was "
            "compared. New bars at an end: another scale or inverted images; a bar 'missing': the value is not logged.",
            Query(BINS),
            nothing=NO_BASELINE,
            unit="percentunit",
        ),
        states(
            "State of each feature",
            "What was decided each day, of the 30 features that moved farthest. Not decided: too "
            "few rows, which is no all-clear.",
            Query(
                f"""SELECT window_start AS "time", subject AS metric,
    max({code(limits)}) AS value
{SCORES} AND $__timeFilter(window_start)
    AND {worst(30)}
GROUP BY window_start, subject
ORDER BY window_start, subject""",
                series=True,
            ),
            nothing=NO_BASELINE,
            unit="none",
            height=12,
        ),
        heatmap(
            "Feature by day",
            "Excess over chance of the 40 features that moved farthest. One column dark: a day on which "
            "everything moved, as with another image pipeline; one row: one feature alone.",
            Query(CELLS, series=True),
            "auto",
            1,
            nothing=NO_BASELINE,
            unit="none",
            height=12,
        ),
        states(
            "State of each site",
            "Worst verdict of each day, of the 30 sites that drifted most, over at most the last 60 "
            "days of the period. One site alone: its scanner or patients; all at once: the model or the pipeline.",
            Query(SITES, series=True),
            nothing="No site was judged in this period",
            unit="none",
            width=24,
            height=9,
        ),
        table(
            "What drifted on the last day",
            "Every subject of the slice on the last day that was compared: decided ones "
            "first. docs/measures.md says how to read distances.",
            listed(limits),
            nothing=NO_BASELINE,
            unit="none",
            overrides=(
                override(
                    "^drift$",
                    mappings=SEVERITIES,
                    custom_cellOptions={"type": "color-text"},
                    color={"mode": "thresholds"},
                ),
                override("distance|excess|adjusted", decimals=3),
                override("day|since", unit="dateTimeAsIso"),
                override("^n$", unit="short"),
            ),
        ),
        table(
            "What was said",
            "The sentences of the last 20 days with any, newest first: what moved, where, since when, how "
            "sure, what to check first.",
            Query(ADVICE),
            nothing="Nothing was said in this period",
            unit="none",
            overrides=(override("day", unit="dateTimeAsIso", custom_width=180), override("version", custom_width=120)),
        ),
    )


def dashboard(limits: Limits) -> Dashboard:
    return Dashboard(
        "cxrwatch-drift",
        "Drift",
        "What moved against the baseline, how far beyond chance, since when, and where.",
        (*top_row(limits), *panels(limits)),
        (*sql.VARIABLES, VARIABLE),
        sql.ANNOTATIONS,
    )
