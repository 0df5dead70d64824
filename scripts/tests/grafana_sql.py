"""SQL of dashboards as Grafana 13 sends it to PostgreSQL: variables put in, then macros expanded.

Written after reading, not copied from: `sqlStringFormatter` and `CustomAllValue` of @grafana/scenes 9.2.2
(variables), and in grafana/grafana, pkg/tsdb/grafana-postgresql-datasource, `macros.go` (macros) and
`sqleng/sql_engine.go` (answers).
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from conftest import ROOT

FOLDER = ROOT / "conf" / "grafana" / "dashboards"
ALL = object()
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<format>\w+))?\}")
_MACRO = re.compile(r"\$(?P<name>[_a-zA-Z0-9]+)\((?P<arguments>[^)]*)\)")


@dataclass(frozen=True)
class Statement:
    """A statement of a dashboard, where it stands, and whether its answer must be a series over time."""

    where: str
    sql: str
    kind: str


def dashboards() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def statements() -> list[Statement]:
    """Every statement of every panel, variable and annotation."""
    found = []
    for name, dashboard in dashboards().items():
        for panel in dashboard["panels"]:
            found += [
                Statement(f"{name}/{panel['title']}/{target['refId']}", target["rawSql"], target["format"])
                for target in panel["targets"]
            ]
        found += [
            Statement(f"{name}/variable {variable['name']}", variable["query"], "variable")
            for variable in dashboard["templating"]["list"]
            if variable["type"] == "query"
        ]
        found += [
            Statement(f"{name}/annotation {annotation['name']}", annotation["target"]["rawSql"], "annotation")
            for annotation in dashboard["annotations"]["list"]
        ]
    return found


def all_values() -> dict[str, str]:
    """What stands for All, by variable: it goes into the SQL as it is."""
    return {
        variable["name"]: variable["allValue"]
        for dashboard in dashboards().values()
        for variable in dashboard["templating"]["list"]
        if variable.get("allValue")
    }


def quoted(value: Any) -> str:
    """One value or several as SQL strings, as the format `sqlstring` writes them."""
    values = value if isinstance(value, list) else [value]
    return ",".join("'" + str(each).replace("'", "''") + "'" for each in values)


def interpolated(sql: str, values: dict[str, Any]) -> str:
    def replaced(found: re.Match[str]) -> str:
        assert found["format"] == "sqlstring", f"{found[0]} goes into SQL unquoted"
        value = values[found["name"]]
        return all_values()[found["name"]] if value is ALL else quoted(value)

    return _VARIABLE.sub(replaced, sql)


def expanded(sql: str, begin: datetime, end: datetime) -> str:
    first, last = (when.astimezone(UTC).strftime("'%Y-%m-%dT%H:%M:%S.%fZ'") for when in (begin, end))

    def replaced(found: re.Match[str]) -> str:
        if found["name"] == "__timeFilter":
            return f"{found['arguments'].strip()} BETWEEN {first} AND {last}"
        bounds = {"__timeFrom": first, "__timeTo": last}
        assert found["name"] in bounds, f"unknown macro {found[0]}"
        return bounds[found["name"]]

    return _MACRO.sub(replaced, sql)


def sent(sql: str, values: dict[str, Any], begin: datetime, end: datetime) -> str:
    """What PostgreSQL is asked."""
    return expanded(interpolated(sql, values), begin, end)
