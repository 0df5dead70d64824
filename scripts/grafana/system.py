"""System resources: what the hosts logged."""

import sql
from limits import Limits
from parts import Dashboard, Panel, Query, chart, every, fixed, override, stat, table, variable
from performance import top_row
from sql import HOST, KIND, LAST

NOTHING = "No host logged this in the period."
RECENT = f"window_start <= {LAST} AND window_start > {LAST} - interval '35 days'"


def called(pattern: str) -> str:
    """The numbers whose names match, as hosts logged them lately: a pattern alone would read all years."""
    return f"""metric = ANY (ARRAY(
    SELECT DISTINCT metric
    FROM monitoring.current_system_metric_window
    WHERE window_kind = 'DAY' AND {RECENT} AND metric ~* '{pattern}'))"""


HOSTS = f"""SELECT count(DISTINCT host) AS hosts
FROM monitoring.current_system_metric_window
WHERE window_kind = 'DAY' AND window_start = {LAST} AND samples > 0
HAVING count(DISTINCT host) > 0"""
TRENDS = f"""SELECT host, metric, days, first, last, a_day AS "a day",
    CASE WHEN metric LIKE '%percent' AND a_day > 0 THEN (100 - last) / a_day END AS "days to 100 %"
FROM (
    SELECT host, metric, count(*) AS days,
        (array_agg(mean ORDER BY window_start))[1] AS first,
        (array_agg(mean ORDER BY window_start DESC))[1] AS last,
        regr_slope(mean, extract(epoch FROM window_start)::double precision / 86400) AS a_day
    FROM monitoring.current_system_metric_window
    WHERE metric IN ('gpu_memory_mb', 'memory_percent', 'disk_usage_percent', 'cpu_percent', 'active_connections')
        AND window_kind = 'DAY' AND mean IS NOT NULL AND {HOST} AND $__timeFilter(window_start)
        AND window_start > $__timeTo()::timestamptz - interval '365 days'
    GROUP BY host, metric
    HAVING count(*) > 1) AS trend
ORDER BY a_day / nullif(greatest(abs(first), abs(last)), 0) DESC NULLS LAST
LIMIT 200"""
VARIABLE = variable(
    "host",
    "Hosts",
    "Which hosts the charts show: at most the first 20 by name.",
    f"""SELECT DISTINCT host
FROM monitoring.current_system_metric_window
WHERE window_kind = 'DAY' AND {RECENT}
ORDER BY host
LIMIT 1000""",
    **every("host"),
)


def logged(which: str, name: str = "host", most: bool = True) -> tuple[Query, ...]:
    """The mean of each host, and the largest sample."""
    chosen = f"""host = ANY (ARRAY(
    SELECT DISTINCT host
    FROM monitoring.current_system_metric_window
    WHERE window_kind = 'DAY' AND {RECENT} AND {HOST}
    ORDER BY host
    LIMIT 20))"""

    def query(value: str, called: str) -> Query:
        return Query(
            f"""SELECT window_start AS "time", {called} AS metric, {value} AS value
FROM monitoring.current_system_metric_window
WHERE {which} AND window_kind = {KIND} AND $__timeFilter(window_start)
    AND {chosen}
ORDER BY window_start, host, metric""",
            series=True,
        )

    return (query("mean", name), query("max", f"{name} || ', largest'")) if most else (query("mean", name),)


FAINT = (override("largest", custom_lineStyle={"dash": [2, 6], "fill": "dash"}, custom_showPoints="never"),)


def panels(limits: Limits) -> tuple[Panel, ...]:
    percent = {"nothing": NOTHING, "unit": "percent", "overrides": FAINT, "defaults": {"min": 0, "max": 100}}
    both = "host || ', ' || metric"
    return (
        stat(
            "Hosts that logged",
            "On the last day that was evaluated. Fewer than you have: look whether that host still writes its log.",
            Query(HOSTS),
            nothing="None logged",
            unit="short",
        ),
        chart(
            "Processor",
            "Mean of each window, and thin the largest sample: by the hour up to 14 days, else by the day. Alert "
            "system_resource when half of an hour's samples are above a line.",
            *logged("metric = 'cpu_percent'"),
            steps=limits.above("system_resource_cpu_percent"),
            **percent,
        ),
        chart(
            "Memory",
            "As the processor. Rising from day to day without an end: the table of trends says when it is full.",
            *logged("metric = 'memory_percent'"),
            steps=limits.above("system_resource_memory_percent"),
            **percent,
        ),
        chart(
            "Graphics processor",
            "How busy it is. Near 100 % with response times that rise: requests wait for it.",
            *logged("metric = 'gpu_percent'"),
            **percent,
        ),
        chart(
            "Graphics memory",
            "What is in use. A step that never comes down, or a steady rise, is a leak: restart the "
            "service, and look at alert system_trend.",
            *logged("metric = 'gpu_memory_mb'"),
            nothing=NOTHING,
            unit="decmbytes",
            overrides=FAINT,
            defaults={"min": 0},
        ),
        chart(
            "Disk",
            "Every number with disk in its name, in the log's unit; percent for disk_usage_percent.",
            *logged(called("disk"), both, most=False),
            nothing=NOTHING,
            unit="short",
            width=8,
            defaults={"min": 0},
        ),
        chart(
            "Network",
            "Every number with network, net, rx or tx in its name, in the log's unit. The service's own log has none.",
            *logged(called("network|net_|_rx|_tx|rx_|tx_"), both, most=False),
            nothing="No host logs its network in this period.",
            unit="short",
            width=8,
        ),
        chart(
            "Connections",
            "Open connections of the service, as its host logs them. Rising and never falling: clients "
            "that do not let go.",
            *logged("metric = 'active_connections'"),
            nothing=NOTHING,
            unit="short",
            width=8,
            overrides=FAINT,
            defaults={"min": 0},
        ),
        chart(
            "Response time as hosts log it",
            "Mean of what each host says itself; compare with the dashboard Model performance, which counts requests.",
            *logged("metric = 'response_time_avg_ms'"),
            nothing=NOTHING,
            unit="ms",
            overrides=FAINT,
        ),
        chart(
            "Errors and cache",
            "error_count (a host's own running count) and cache_hit_rate, where they are logged.",
            *logged("metric IN ('error_count', 'cache_hit_rate')", both, most=False),
            nothing=NOTHING,
            unit="short",
            overrides=(override("cache", custom_axisPlacement="right", color=fixed("purple"), unit="none"),),
        ),
        table(
            "Trends over the period",
            "Daily means, of at most the last year of the period: first and last day, rise a day (least squares), and "
            "for percentages when 100 is reached if it goes on so. The steepest first, relative to its size. What is "
            "watched by itself (system.rising) also raises alert system_trend.",
            Query(TRENDS),
            nothing=NOTHING,
            unit="short",
            overrides=(override("first|last|a day", decimals=2), override("days to", decimals=0)),
        ),
    )


def dashboard(limits: Limits) -> Dashboard:
    return Dashboard(
        "cxrwatch-system",
        "System resources",
        "What the hosts logged: processor, memory, graphics, disk, network, connections, and where it leads.",
        (*top_row(limits), *panels(limits)),
        (*sql.VARIABLES, VARIABLE),
        sql.ANNOTATIONS,
    )
