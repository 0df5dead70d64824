"""What dashboards are made of: queries, panels of each kind, variables, annotations, and the grid they stand in."""

import json
from dataclasses import dataclass, field
from typing import Any

TYPE = "grafana-postgresql-datasource"
SOURCE = {"type": TYPE, "uid": "${datasource}"}
COLUMNS = 24
Json = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """A statement, and whether its answer is a table or series over time (columns time, metric, numbers)."""

    sql: str
    series: bool = False

    def target(self, position: int) -> Json:
        return {
            "datasource": SOURCE,
            "editorMode": "code",
            "format": "time_series" if self.series else "table",
            "rawQuery": True,
            "rawSql": self.sql,
            "refId": "ABCDEF"[position],
        }


@dataclass(frozen=True)
class Panel:
    """A panel: what it is called, what it means and what to do about it, what it says when there is nothing."""

    kind: str
    title: str
    description: str
    queries: tuple[Query, ...]
    nothing: str
    options: Json
    unit: str
    width: int = 12
    height: int = 8
    steps: tuple[tuple[str, float | None], ...] = (("text", None),)
    defaults: Json = field(default_factory=dict)
    custom: Json = field(default_factory=dict)
    overrides: tuple[Json, ...] = ()

    def json(self, number: int, x: int, y: int) -> Json:
        defaults = {
            "color": {"mode": "palette-classic"},
            "custom": self.custom,
            "mappings": [],
            "noValue": self.nothing,
            "thresholds": {"mode": "absolute", "steps": [{"color": c, "value": v} for c, v in self.steps]},
            "unit": self.unit,
        }
        return {
            "datasource": SOURCE,
            "description": self.description,
            "fieldConfig": {"defaults": defaults | self.defaults, "overrides": list(self.overrides)},
            "gridPos": {"h": self.height, "w": self.width, "x": x, "y": y},
            "id": number,
            "options": self.options,
            "targets": [query.target(position) for position, query in enumerate(self.queries)],
            "title": self.title,
            "type": self.kind,
        }


def line(opacity: int = 0, **changes: Any) -> Json:
    """How a series is drawn: a thin line with a point a window, so that a single day is seen."""
    return {
        "drawStyle": "line",
        "fillOpacity": opacity,
        "lineWidth": 1,
        "pointSize": 4,
        "showPoints": "auto",
        "spanNulls": False,
    } | changes


LEGEND = {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": True}
TOOLTIP = {"mode": "multi", "sort": "none"}


def chart(title: str, description: str, *queries: Query, custom: Json | None = None, **rest: Any) -> Panel:
    """Series over time; with steps, the levels of the configuration are drawn as lines."""
    shown = custom if custom is not None else line()
    if rest.get("steps"):
        shown = shown | {"thresholdsStyle": {"mode": "dashed"}}
    options = {"legend": LEGEND, "tooltip": TOOLTIP}
    return Panel("timeseries", title, description, queries, custom=shown, options=options, **rest)


def stat(title: str, description: str, query: Query, *, words: bool = False, **rest: Any) -> Panel:
    """One large number, or words where `words`: the colour only repeats what the text says."""
    options = {
        "colorMode": "background" if words else "value",
        "graphMode": "none",
        "justifyMode": "auto",
        "orientation": "auto",
        "percentChangeColorMode": "standard",
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "/.*/", "values": False},
        "showPercentChange": False,
        "textMode": "value",
        "wideLayout": True,
    }
    defaults = {"color": {"mode": "thresholds"}} | ({"mappings": ANSWERS} if words else {})
    return Panel(
        "stat", title, description, (query,), options=options, defaults=defaults, **({"width": 6, "height": 4} | rest)
    )


def table(title: str, description: str, query: Query, **rest: Any) -> Panel:
    """Rows of text and numbers, the most urgent first."""
    options = {"cellHeight": "sm", "showHeader": True}
    custom = {"align": "auto", "cellOptions": {"type": "auto"}, "inspect": True, "wrapText": True}
    return Panel("table", title, description, (query,), custom=custom, options=options, **({"width": 24} | rest))


def bars(title: str, description: str, query: Query, **rest: Any) -> Panel:
    """Bars side by side, one group a bin."""
    options = {
        "barRadius": 0,
        "barWidth": 0.9,
        "fullHighlight": False,
        "groupWidth": 0.8,
        "legend": LEGEND,
        "orientation": "auto",
        "showValue": "never",
        "stacking": "none",
        "tooltip": TOOLTIP,
        "xTickLabelRotation": -30,
        "xTickLabelSpacing": 0,
    }
    custom = {"fillOpacity": 80, "lineWidth": 1}
    return Panel("barchart", title, description, (query,), custom=custom, options=options, **rest)


def states(title: str, description: str, query: Query, **rest: Any) -> Panel:
    """One bar a thing, whose pieces say in words how it was."""
    options = {
        "alignValue": "left",
        "legend": LEGEND,
        "mergeValues": True,
        "rowHeight": 0.9,
        "showValue": "auto",
        "tooltip": {"mode": "single", "sort": "none"},
    }
    defaults = {"color": {"mode": "thresholds"}, "mappings": SEVERITIES}
    custom = {"fillOpacity": 80, "lineWidth": 0}
    return Panel(
        "state-timeline", title, description, (query,), custom=custom, options=options, defaults=defaults, **rest
    )


def heatmap(title: str, description: str, query: Query, layout: str, highest: float | None, **rest: Any) -> Panel:
    """Cells of rows and days: rows are series, in the order and by the names that the query gives."""
    color = {
        "exponent": 0.5,
        "fill": "dark-orange",
        "mode": "scheme",
        "reverse": False,
        "scale": "exponential",
        "scheme": "Oranges",
        "steps": 64,
        "min": 0,
    }
    options = {
        "calculate": False,
        "cellGap": 1,
        "cellValues": {"unit": rest["unit"], "decimals": 3},
        "color": color if highest is None else color | {"max": highest},
        "exemplars": {"color": "rgba(255,0,255,0.7)"},
        "filterValues": {"le": 1e-9},
        "legend": {"show": True},
        "rowsFrame": {"layout": layout, "value": "value"},
        "showValue": "never",
        "tooltip": {"mode": "single", "showColorScale": True, "yHistogram": False},
        "yAxis": {"axisPlacement": "left", "reverse": False, "unit": "s" if layout == "le" else "none"},
    }
    return Panel("heatmap", title, description, (query,), options=options, **rest)


def override(pattern: str, **properties: Any) -> Json:
    """Properties of the series whose names match: `custom_lineWidth` stands for custom.lineWidth."""
    listed = [{"id": name.replace("custom_", "custom."), "value": value} for name, value in properties.items()]
    return {"matcher": {"id": "byRegexp", "options": f"/{pattern}/"}, "properties": listed}


def fixed(color: str) -> Json:
    return {"fixedColor": color, "mode": "fixed"}


def _texts(*named: tuple[str, str, str]) -> list[Json]:
    return [
        {"type": "value", "options": {value: {"color": color, "index": index, "text": text}}}
        for index, (value, text, color) in enumerate(named)
    ]


SEVERITIES = _texts(
    ("-1", "not decided", "#808080"),
    ("0", "no drift", "green"),
    ("1", "low", "yellow"),
    ("2", "medium", "orange"),
    ("3", "high", "red"),
    ("4", "critical", "purple"),
)
ANSWERS = [
    {
        "type": "regex",
        "options": {"pattern": f"^({words}.*)$", "result": {"color": color, "index": index, "text": "$1"}},
    }
    for index, (words, color) in enumerate(
        [("NOT ", "#808080"), ("NO:", "dark-red"), ("WATCH:", "dark-orange"), ("YES:", "dark-green")]
    )
]


def variable(name: str, label: str, description: str, sql: str, **rest: Any) -> Json:
    """A choice that a query offers, asked anew when another period is looked at."""
    return {
        "datasource": SOURCE,
        "description": description,
        "hide": 0,
        "includeAll": False,
        "label": label,
        "multi": False,
        "name": name,
        "options": [],
        "query": sql,
        "refresh": 2,
        "regex": "",
        "skipUrlSync": False,
        "sort": 0,
        "type": "query",
    } | rest


def every(word: str) -> Json:
    """Of a choice of several: all of them, by one word instead of a list that may have thousands."""
    current = {"selected": True, "text": ["All"], "value": ["$__all"]}
    return {"allValue": f"'(every {word})'", "current": current, "includeAll": True, "multi": True}


def annotation(name: str, color: str, sql: str) -> Json:
    # The last four mean something to Grafana's own annotations alone, and its type asks for them.
    query = Query(sql).target(0) | {"refId": "Anno", "limit": 100, "matchAny": False, "tags": [], "type": "dashboard"}
    return {"datasource": SOURCE, "enable": True, "hide": False, "iconColor": color, "name": name, "target": query}


@dataclass(frozen=True)
class Period:
    """The days that a dashboard opens with, as Grafana writes times: instants, or now and what is taken from it."""

    first: str = "now-90d"
    last: str = "now"


RECENT = Period()


@dataclass(frozen=True)
class Dashboard:
    """A page: its panels from the top left to the bottom right, and what can be chosen above them."""

    uid: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    variables: tuple[Json, ...]
    annotations: tuple[Json, ...]

    def json(self, period: Period = RECENT) -> Json:
        return {
            "annotations": {"list": list(self.annotations)},
            "description": self.description,
            "editable": True,
            "fiscalYearStartMonth": 0,
            "graphTooltip": 1,
            "links": [LINKS],
            "panels": placed(self.panels),
            "refresh": "",
            "schemaVersion": 41,
            "tags": ["cxrwatch"],
            "templating": {"list": list(self.variables)},
            "time": {"from": period.first, "to": period.last},
            "timepicker": {},
            "timezone": "utc",
            "title": self.title,
            "uid": self.uid,
            "version": 1,
            "weekStart": "monday",
        }

    def text(self, period: Period = RECENT) -> str:
        return json.dumps(self.json(period), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


LINKS = {
    "asDropdown": False,
    "icon": "external link",
    "includeVars": True,
    "keepTime": True,
    "tags": ["cxrwatch"],
    "targetBlank": False,
    "title": "Dashboards of cxrwatch",
    "tooltip": "The same model version, slice, site and period",
    "type": "dashboards",
    "url": "",
}


def placed(panels: tuple[Panel, ...]) -> list[Json]:
    """Panels side by side while they fit, else below all that stand already."""
    laid, x, y, tallest = [], 0, 0, 0
    for number, panel in enumerate(panels, start=1):
        if x + panel.width > COLUMNS:
            x, y, tallest = 0, y + tallest, 0
        laid.append(panel.json(number, x, y))
        x, tallest = x + panel.width, max(tallest, panel.height)
    return laid
