"""Everything that dashboards ask, asked of PostgreSQL of the six weeks, of nothing, of ten years."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from grafana_data import MANY, PEOPLE, TEN_YEARS, fill
from grafana_sql import ALL, Statement, dashboards, sent, statements

from conftest import cxrwatch

# One of each: the same statement stands on several dashboards.
STATEMENTS = list({statement.sql: statement for statement in statements()}.values())
every_statement = pytest.mark.parametrize("statement", STATEMENTS, ids=[statement.where for statement in STATEMENTS])
BEGIN, END = datetime(2026, 8, 30, tzinfo=UTC), datetime(2026, 10, 14, tzinfo=UTC)
CHOSEN = {"model_version": ALL, "slice": "all", "site": ALL, "host": ALL, "subject": "mean_intensity"}
NUMBERS = {"int2", "int4", "int8", "float4", "float8", "numeric"}
SHOWN = NUMBERS | {"text", "timestamptz", "bool"}
BIG = {"window_metric", "drift_score", "window_verdict", "distribution", "system_metric_window"}


class Server:
    """The demo's database server, and databases beside the demo's that are made of it."""

    def __init__(self, home: Path) -> None:
        cxrwatch(home, "db", "start")
        address = cxrwatch(home, "db", "url").strip()
        self.own = psycopg.conninfo.conninfo_to_dict(address)
        self.made: list[str] = []

    def open(self, name: str | None = None) -> psycopg.Connection:
        return psycopg.connect(**{**self.own, **({"dbname": name} if name else {})}, options="-c TimeZone=UTC")

    def copy(self, name: str, source: str | None = None) -> str:
        with psycopg.connect(**{**self.own, "dbname": "postgres"}, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {source or self.own['dbname']}")
        self.made.append(name)
        return name

    def drop(self) -> None:
        with psycopg.connect(**{**self.own, "dbname": "postgres"}, autocommit=True) as connection:
            for name in self.made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def server(six_weeks: Path) -> Iterator[Server]:
    started = Server(six_weeks)
    try:
        yield started
    finally:
        started.drop()
        cxrwatch(six_weeks, "db", "stop")


@pytest.fixture(scope="module")
def nothing(server: Server) -> Iterator[psycopg.Connection]:
    """A migrated database without a row."""
    with server.open(server.copy("chart_nothing")) as connection:
        names = connection.execute(
            "SELECT string_agg('monitoring.' || relname, ', ') FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'monitoring'::regnamespace AND relname <> 'flyway_schema_history'"
        ).fetchone()
        connection.execute(f"TRUNCATE {names[0]}")
        connection.commit()
        yield connection


@pytest.fixture(scope="module")
def full(server: Server) -> Iterator[psycopg.Connection]:
    """The six weeks, and what people do: silences, acknowledgements, a message that did not arrive."""
    with server.open(server.copy("chart_full")) as connection:
        fill(connection, PEOPLE)
        connection.commit()
        yield connection


@pytest.fixture(scope="module")
def many(server: Server) -> Iterator[psycopg.Connection]:
    """2,000 sites and 300 features."""
    with server.open(server.copy("chart_many")) as connection:
        fill(connection, MANY)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
        yield connection


@pytest.fixture(scope="module")
def ten_years(server: Server) -> Iterator[psycopg.Connection]:
    with server.open(server.copy("chart_years")) as connection:
        fill(connection, TEN_YEARS)
        connection.commit()
        yield connection


@contextmanager
def as_reader(connection: psycopg.Connection) -> Iterator[psycopg.Cursor]:
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE monitoring_reader")
        yield cursor


def asked(
    connection: psycopg.Connection, statement: Statement, begin: datetime = BEGIN, end: datetime = END, **chosen: Any
) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Columns with their types, and rows."""
    with as_reader(connection) as cursor:
        cursor.execute(sent(statement.sql, {**CHOSEN, **chosen}, begin, end))
        columns = [(each.name, connection.adapters.types[each.type_code].name) for each in cursor.description]
        return columns, cursor.fetchall()


def named(part: str) -> Statement:
    return next(statement for statement in STATEMENTS if part in statement.where)


@every_statement
def test_the_six_weeks_answer_with_rows_of_what_grafana_can_draw(
    full: psycopg.Connection, statement: Statement
) -> None:
    columns, rows = asked(full, statement)

    assert rows
    {"time_series": check_series, "table": check_table, "annotation": check_annotation, "variable": check_choice}[
        statement.kind
    ](columns, rows)


def check_series(columns: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> None:
    times = [row[0] for row in rows]
    texts = [name for name, kind in columns if kind == "text"]
    assert columns[0] == ("time", "timestamptz")
    assert None not in times and times == sorted(times)
    assert all(kind in NUMBERS for _, kind in columns[2 if texts else 1 :])
    assert texts in ([], ["metric"]) and (not texts or [name for name, _ in columns] == ["time", "metric", "value"])
    assert len(rows) == len({row[: 2 if texts else 1] for row in rows}), "two numbers at one time"
    for position, (name, kind) in enumerate(columns):
        assert any(row[position] is not None for row in rows), f"{name} is always empty"


def check_table(columns: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> None:
    assert {kind for _, kind in columns} <= SHOWN
    assert len({name for name, _ in columns}) == len(columns)
    assert len(rows) <= 500


def check_annotation(columns: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> None:
    types = dict(columns)
    assert types["time"] == "timestamptz" and types["text"] == types["tags"] == "text"
    assert types.get("timeEnd", "timestamptz") == "timestamptz"
    assert len(rows) <= 100 and all(None not in row for row in rows)


def check_choice(columns: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> None:
    assert [kind for _, kind in columns] == ["text"]
    assert len(set(rows)) == len(rows) and (None,) not in rows


@every_statement
def test_a_database_without_a_row_is_no_error(nothing: psycopg.Connection, statement: Statement) -> None:
    no_choice = {"slice": "all", "subject": ""}
    columns, rows = asked(nothing, statement, **no_choice)

    assert columns
    assert len(rows) <= 1
    for row in rows:
        assert row[0] in ("NOT EVALUATED", "YES: none")


@every_statement
def test_a_slice_or_version_that_there_is_not_is_no_error(full: psycopg.Connection, statement: Statement) -> None:
    _, rows = asked(
        full, statement, slice="site=nowhere", model_version=["v9"], site=["nowhere"], host=["none"], subject="x"
    )

    if statement.kind == "time_series":
        assert rows == [] or "alerts/" in statement.where


NASTY = (
    "'; DROP TABLE monitoring.alert; --",
    "x' OR '1'='1",
    "\\' OR 1=1 --",
    "a'') OR (true",
    "<script>alert(1)</script>",
    "$$; SELECT 1 $$",
    "=",
    "%",
    "${slice}",
    "ß\n\t'",
    "$1",
    'É"`',
    "(every version)",
)


@pytest.mark.parametrize("value", NASTY)
def test_no_choice_is_taken_for_sql(full: psycopg.Connection, value: str) -> None:
    for statement in STATEMENTS:
        chosen = re.findall(r"\$\{(\w+):", statement.sql)
        calm = asked(full, statement, **{name: "nowhere" for name in chosen if name != "model_version"})
        answer = asked(full, statement, **{name: value for name in chosen if name != "model_version"})

        assert answer[0] == calm[0]
        assert len(answer[1]) == len(calm[1]), statement.where


def test_two_values_where_one_is_meant_are_no_error(full: psycopg.Connection) -> None:
    for statement in STATEMENTS:
        assert asked(full, statement, slice=["all", "site=north"], subject=["entropy", "skewness"])[0]


def test_the_reader_can_change_nothing_and_reads_no_table(full: psycopg.Connection) -> None:
    for statement in (
        "DELETE FROM monitoring.alert",
        "SELECT * FROM monitoring.window_metric",
        "CREATE TABLE monitoring.x ()",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_reader(full) as cursor:
            cursor.execute(statement)


def test_lines_stand_where_the_rules_fire(six_weeks: Path) -> None:
    rules = {rule["name"]: rule for rule in json.loads(cxrwatch(six_weeks, "alerts", "rules", "--json"))}
    panels = {panel["title"]: panel for page in dashboards().values() for panel in page["panels"]}
    for title, name in {
        "Accuracy of each day, with 95 % interval": "accuracy_drop",
        "Response times": "high_latency",
        "Error rate, with 95 % interval": "high_error_rate_day",
        "Processor": "system_resource_cpu_percent",
        "Memory": "system_resource_memory_percent",
        "Excess over chance, by kind": "drift_data",
    }.items():
        steps = panels[title]["fieldConfig"]["defaults"]["thresholds"]["steps"]
        bounds = sorted(level["bound"] for level in rules[name]["levels"])
        assert [step["value"] for step in steps if step["value"] is not None] == bounds, title
    bound = rules["data_quality_rejected_rate"]["levels"][0]["bound"]
    assert f"rejected > {bound} " in named("/Complete?/").sql


def test_what_the_demo_ends_with_is_not_called_safe(full: psycopg.Connection) -> None:
    def answers(**chosen: Any) -> list[str]:
        return [asked(full, named(f"/{title}/"), **chosen)[1][0][0] for title in ("Safe?", "Complete?")]

    assert answers() == ["NOT JUDGED: no baseline (2026-10-12)", "YES: put aside: 0.0 % of rows, none missing"]
    assert answers(model_version=["v1.0.0"])[0] == "NO: drift is critical (2026-10-08)"


def test_what_is_drawn_is_what_was_measured(full: psycopg.Connection) -> None:
    columns, rows = asked(full, named("/Confusion"), slice="site=north")
    counted = {row[0]: sum(row[1:]) for row in rows if None not in row}
    with full.transaction():
        labelled = dict(
            full.execute(
                "SELECT window_start, n FROM monitoring.current_window_metric "
                "WHERE metric = 'accuracy' AND window_kind = 'DAY' AND slice_value = 'north' AND scope = 'model'"
            ).fetchall()
        )

    assert len(counted) > 10
    assert counted == {day: labelled[day] for day in counted}
    shares: dict[datetime, float] = {}
    for time, _, share in asked(full, named("/Response times: distribution/"))[1]:
        shares[time] = shares.get(time, 0) + share
    assert len(shares) > 40 and all(0.98 < total < 1.05 for total in shares.values())


def test_ten_days_are_shown_by_the_hour(full: psycopg.Connection) -> None:
    _, rows = asked(full, named("/Error rate"), begin=END - timedelta(days=10))

    assert len(rows) > 200


def test_a_site_is_found_by_its_name_whatever_is_in_it(many: psycopg.Connection) -> None:
    name = "O'Brien <b onload=x>\"&"
    accuracy = asked(many, named("/Accuracy of each day"), slice=f"site={name}")[1]

    assert len(accuracy) > 30
    assert (f"site={name}",) in asked(many, named("/variable slice"))[1]
    assert {row[1] for row in asked(many, named("/State of each site/"), site=[name])[1]} == {name}


def test_a_macro_in_a_name_ends_in_an_error_and_not_in_another_question(many: psycopg.Connection) -> None:
    """Grafana expands macros also within quotes; the reader could read no more than it may anyway."""
    with pytest.raises(psycopg.errors.SyntaxError):
        asked(many, named("/Accuracy of each day"), slice="site=$__timeTo() OR true --")


def test_many_sites_and_features_give_charts_that_can_be_read(many: psycopg.Connection) -> None:
    def series(part: str) -> int:
        return len({row[1] for row in asked(many, named(part))[1]})

    assert series("/State of each site/") == 30
    assert series("/State of each feature/") == 30
    assert series("/Feature by day/") == 40
    assert len(asked(many, named("/Sites, last seven days/"), end=datetime(2026, 10, 13, tzinfo=UTC))[1]) == 100
    assert len(asked(many, named("/variable site"))[1]) == 2004
    assert len(asked(many, named("/variable subject"))[1]) > 300


def scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Where a plan reads tables."""
    if "Relation Name" in node:
        yield node
    for child in node.get("Plans", []):
        yield from scans(child)


@pytest.mark.parametrize("days", [90, 3650])
def test_ten_years_are_read_by_indexes_and_in_parts(ten_years: psycopg.Connection, days: int) -> None:
    most = 3_000 if days == 90 else 20_000
    worst: dict[str, float] = {}
    rows: dict[str, int] = {}
    for statement in STATEMENTS:
        question = sent(statement.sql, CHOSEN, END - timedelta(days=days), END)
        with as_reader(ten_years) as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {question}")
            plan = cursor.fetchone()[0][0]
        found = list(scans(plan["Plan"]))
        whole = {node["Relation Name"] for node in found if node["Node Type"] == "Seq Scan"} & BIG
        read = sum(
            (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
            for node in found
            if node["Relation Name"] in BIG
        )
        rows[statement.where] = int(read)
        assert not whole, f"{statement.where} reads all of {whole}"
        assert read <= most, f"{statement.where} reads {read} rows"
        worst[statement.where] = plan["Planning Time"] + plan["Execution Time"]
    for where, took in sorted(worst.items(), key=lambda each: -each[1])[:5]:
        print(f"{days} days: {where}: {took:.1f} ms, {rows[where]} rows read")
    print(f"{days} days: {len(worst)} statements: {sum(worst.values()):.0f} ms, {sum(rows.values())} rows read")
    assert max(worst.values()) < 20_000


def test_ten_years_are_ten_years(ten_years: psycopg.Connection) -> None:
    with ten_years.transaction():
        rows = {
            name: ten_years.execute(f"SELECT count(*), min(window_start) FROM monitoring.{name}").fetchone()
            for name in BIG
        }
    print(rows)
    assert all(earliest.year == 2016 for _, earliest in rows.values())
    assert rows["window_metric"][0] > 400_000
