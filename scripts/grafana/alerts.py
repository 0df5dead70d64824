"""Alerts: what is open, what there was, how long people took, what is kept back and what did not reach anybody."""

import sql
from limits import Limits
from parts import Dashboard, Panel, Query, chart, line, override, stat, table
from performance import top_row
from sql import ALERTS, OPEN

RANK = "array_position(ARRAY['emergency', 'critical', 'warning', 'info'], severity)"
SLICED = "CASE slice_key WHEN 'all' THEN 'all' ELSE slice_key || '=' || slice_value END"
IN_PERIOD = "opened_at <= $__timeTo() AND coalesce(resolved_at, now()) >= $__timeFrom()"
NOW = f"""SELECT CASE
    WHEN count(*) = 0 THEN 'YES: none'
    ELSE concat(
        CASE WHEN bool_or(severity IN ('critical', 'emergency')) THEN 'NO: ' ELSE 'WATCH: ' END,
        'cases: ', count(DISTINCT case_id), ', alerts: ', count(*),
        ', in hand: ', count(*) FILTER (WHERE state = 'acknowledged')) END AS open
FROM monitoring.current_alert AS alert
WHERE {OPEN} AND {ALERTS}"""
ACTIVE = f"""SELECT severity, state, alert_type AS "alert", model_version AS "of", {SLICED} AS "slice",
    opened_window_start AS "since", case_id AS "case", acknowledged_by AS "in hand of", acknowledged_until AS "until",
    held_by AS "kept back by", evidence
FROM monitoring.current_alert AS alert
WHERE {OPEN} AND {ALERTS}
ORDER BY {RANK}, opened_window_start
LIMIT 200"""
HISTORY = f"""SELECT opened_as_of AS "known since", severity, state, alert_type AS "alert", model_version AS "of",
    {SLICED} AS "slice", opened_window_start AS "from", last_window_start AS "to", resolved_as_of AS "over since",
    case_id AS "case", episode, evidence
FROM monitoring.current_alert AS alert
WHERE opened_as_of <= $__timeTo() AND coalesce(resolved_as_of, now()) >= $__timeFrom() AND {ALERTS}
ORDER BY opened_as_of DESC, {RANK}
LIMIT 500"""
CHANGES = f"""SELECT date_trunc('day', as_of AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS "time", kind AS metric,
    count(*) AS value
FROM monitoring.current_alert_event AS alert
WHERE kind IN ('opened', 'raised', 'resolved', 'acknowledged', 'escalated') AND $__timeFilter(as_of) AND {ALERTS}
GROUP BY 1, kind
ORDER BY 1, kind"""
TYPES = f"""SELECT date_trunc('week', opened_as_of AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS "time",
    alert_type AS metric, count(*) AS value
FROM monitoring.current_alert AS alert
WHERE $__timeFilter(opened_as_of) AND state <> 'pending' AND {ALERTS}
GROUP BY 1, alert_type
ORDER BY 1, alert_type"""
TIMES = f"""SELECT severity, count(*) AS "episodes",
    count(seconds_to_acknowledge) AS "acknowledged",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds_to_acknowledge) AS "to acknowledge, median",
    max(seconds_to_acknowledge)::double precision AS "to acknowledge, longest",
    count(seconds_to_resolve) AS "resolved",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds_to_resolve) AS "to resolve, median",
    max(seconds_to_resolve)::double precision AS "to resolve, longest"
FROM monitoring.current_alert_response AS alert
WHERE {IN_PERIOD} AND {ALERTS}
GROUP BY severity
ORDER BY {RANK}"""
SLOWEST = f"""SELECT case_id AS "case", severity, alert_type AS "alert", {SLICED} AS "slice", opened_at AS "opened",
    seconds_to_acknowledge::double precision AS "to acknowledge", seconds_to_resolve::double precision AS "to resolve"
FROM monitoring.current_alert_response AS alert
WHERE {IN_PERIOD} AND {ALERTS}
ORDER BY coalesce(seconds_to_resolve, extract(epoch FROM now() - opened_at)) DESC
LIMIT 50"""
SILENCES = """SELECT silence AS "number", state, starts_at AS "from", coalesce(ended_at, ends_at) AS "until",
    concat_ws(', ', 'alert ' || alert_type, 'metric ' || metric, 'of ' || model_version, 'window ' || window_kind,
        slice_key || '=' || slice_value, 'slice ' || slice, 'at least ' || severity, 'case ' || case_id) AS "what",
    created_by AS "by", comment AS "why"
FROM monitoring.current_silence
WHERE starts_at <= $__timeTo() AND ends_at >= $__timeFrom() OR state <> 'ended'
ORDER BY array_position(ARRAY['active', 'pending', 'ended'], state), starts_at DESC
LIMIT 200"""
FAILED = """SELECT created_at AS "written", state, channel, receiver, severity, purpose, subject, attempts,
    due_at AS "next attempt", detail AS "why the last attempt failed"
FROM monitoring.current_notification
WHERE state = 'DEAD' OR state = 'PENDING' AND (attempts > 0 OR due_at < now() - interval '1 hour')
ORDER BY created_at DESC
LIMIT 200"""
RUNS = """SELECT started_at AS "began", command, coalesce(outcome, 'RUNNING OR KILLED') AS "outcome",
    extract(epoch FROM finished_at - started_at)::double precision AS "took", summary
FROM monitoring.current_run
ORDER BY run DESC
LIMIT 30"""
DAYS = override("since|until|^from$|^to$|opened|written|next attempt|began", unit="dateTimeAsIso", custom_width=170)
WIDE = override("evidence|summary|why|what", custom_width=520)


def panels(limits: Limits) -> tuple[Panel, ...]:
    columns = line(70, drawStyle="bars", stacking={"group": "A", "mode": "normal"})
    none = "No alert in this period"
    return (
        stat(
            "Nothing open?",
            "Cases and alerts that are open now, and how many alerts somebody has in hand.",
            Query(NOW),
            words=True,
            nothing="NOT EVALUATED",
            unit="string",
        ),
        table(
            "Active alerts",
            "Open now, the most urgent first. `cxrwatch alerts explain CASE` says why it is there and what "
            "to check; `cxrwatch alerts ack CASE` that you have it in hand. A slice other than all shows its own; "
            "hosts' and the service's are always there.",
            Query(ACTIVE),
            nothing="No alert is open",
            unit="none",
            overrides=(DAYS, WIDE),
        ),
        chart(
            "What changed each day",
            "Alerts that opened, got worse, were acknowledged, escalated or ended, by the night that "
            "saw it. Many escalated and none acknowledged: nobody looks.",
            Query(CHANGES, series=True),
            nothing=none,
            unit="short",
            custom=columns,
        ),
        chart(
            "Opened each week, by type",
            "Many of one type, week after week: mend the cause or change the rule; `cxrwatch "
            "alerts test` says what another level would have done.",
            Query(TYPES, series=True),
            nothing=none,
            unit="short",
            custom=columns,
        ),
        table(
            "Times to acknowledge and to resolve",
            "Of episodes that were open in the period: until somebody had it in hand, "
            "since people were told, and until it was over, since it opened. Critical ones escalate after "
            "alert.escalate-after.",
            Query(TIMES),
            nothing=none,
            unit="short",
            width=12,
            overrides=(override("^to ", unit="dtdurations"),),
        ),
        table(
            "Open longest",
            "Episodes of the period that took longest, or still do.",
            Query(SLOWEST),
            nothing=none,
            unit="none",
            width=12,
            overrides=(override("^to ", unit="dtdurations"), DAYS),
        ),
        table(
            "History",
            "Every episode of the period, newest first. `to` is its latest window with evidence. The 500 newest.",
            Query(HISTORY),
            nothing=none,
            unit="none",
            height=10,
            overrides=(DAYS, WIDE),
        ),
        table(
            "Silences",
            "Of which alerts people are not told, until when, and why; alerts are recorded all the same. "
            "`cxrwatch alerts unsilence NUMBER` ends one.",
            Query(SILENCES),
            nothing="No silence in this period",
            unit="none",
            overrides=(DAYS, WIDE),
        ),
        table(
            "Messages that did not arrive",
            "Given up (DEAD) or still tried (PENDING). Until the channel is mended, tell people "
            "yourself; then `cxrwatch notify --retry-dead`.",
            Query(FAILED),
            nothing="Every message was delivered",
            unit="none",
            overrides=(DAYS, WIDE),
        ),
        table(
            "Runs",
            "The last 30 commands that wrote. FAILED: its summary says why and what to do.",
            Query(RUNS),
            nothing="Nothing ran yet",
            unit="none",
            overrides=(DAYS, WIDE, override("took", unit="dtdurations")),
        ),
    )


def dashboard(limits: Limits) -> Dashboard:
    return Dashboard(
        "cxrwatch-alerts",
        "Alerts",
        "What is open, what there was, how long people took, what is kept back, and what reached nobody.",
        (*top_row(limits), *panels(limits)),
        sql.VARIABLES,
        sql.ANNOTATIONS,
    )
