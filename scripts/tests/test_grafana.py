"""What must hold of the dashboards without a database: that Grafana takes them, and that people can read them."""

import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from grafana_sql import FOLDER, dashboards, statements

from conftest import ROOT

GRAFANA = ROOT / "conf" / "grafana"
SCRIPTS = ROOT / "scripts" / "grafana"
SCHEMA = json.loads((SCRIPTS / "schema.json").read_text(encoding="utf-8"))["schemas"]
DASHBOARDS = dashboards()
PANELS = [(name, panel) for name, dashboard in DASHBOARDS.items() for panel in dashboard["panels"]]
every_dashboard = pytest.mark.parametrize("name", sorted(DASHBOARDS))
every_panel = pytest.mark.parametrize("panel", [p for _, p in PANELS], ids=[f"{n}/{p['title']}" for n, p in PANELS])


def built(folder: Path, *words: str | Path) -> dict[str, dict[str, Any]]:
    subprocess.run([sys.executable, SCRIPTS / "build.py", "--into", folder, *words], check=True)
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


def steps(dashboard: dict[str, Any], title: str) -> list[float]:
    panel = next(panel for panel in dashboard["panels"] if panel["title"] == title)
    return [
        step["value"] for step in panel["fieldConfig"]["defaults"]["thresholds"]["steps"] if step["value"] is not None
    ]


def test_the_dashboards_are_as_they_are_built(tmp_path: Path) -> None:
    built(tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}

    assert made == {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}, (
        "write them again: python3 scripts/grafana/build.py"
    )


def test_there_are_the_four_that_the_documents_promise() -> None:
    titles = {dashboard["uid"]: dashboard["title"] for dashboard in DASHBOARDS.values()}

    assert titles == {
        "cxrwatch-performance": "Model performance",
        "cxrwatch-drift": "Drift",
        "cxrwatch-system": "System resources",
        "cxrwatch-alerts": "Alerts",
    }


@every_dashboard
def test_a_dashboard_is_one_by_grafanas_own_types(name: str) -> None:
    dashboard_schema()(DASHBOARDS[name])


def dashboard_schema() -> Any:
    """What Grafana publishes; in a target of annotations also stands what the data source is asked."""
    definitions = SCHEMA["dashboard"]["definitions"]
    target = {**definitions["AnnotationTarget"], "additionalProperties": True}
    return fastjsonschema.compile({**SCHEMA["dashboard"], "definitions": {**definitions, "AnnotationTarget": target}})


@every_panel
def test_a_panels_options_are_those_of_its_kind(panel: dict[str, Any]) -> None:
    fastjsonschema.compile(partial(SCHEMA[f"options of {panel['type']}"]))(panel["options"])
    custom = panel["fieldConfig"]["defaults"]["custom"]
    if panel["type"] == "stat":
        assert custom == {}
    else:
        fastjsonschema.compile(partial(SCHEMA[f"custom of {panel['type']}"]))(custom)


def partial(schema: dict[str, Any]) -> dict[str, Any]:
    """Grafana fills in what is left out by its defaults."""
    outer = schema["$ref"].rsplit("/", 1)[1]
    definitions = dict(schema["definitions"])
    definitions[outer] = {key: value for key, value in definitions[outer].items() if key != "required"}
    return {**schema, "definitions": definitions}


def test_what_grafana_does_not_know_is_noticed() -> None:
    chart = next(panel for _, panel in PANELS if panel["type"] == "timeseries")
    custom = fastjsonschema.compile(partial(SCHEMA["custom of timeseries"]))
    broken = {**DASHBOARDS["drift"], "schemaVersion": "41"}

    with pytest.raises(fastjsonschema.JsonSchemaException):
        custom({**chart["fieldConfig"]["defaults"]["custom"], "drawStyle": "zigzag"})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        custom({**chart["fieldConfig"]["defaults"]["custom"], "lineWidht": 2})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        dashboard_schema()(broken)


@every_dashboard
def test_panels_have_ids_of_their_own_and_do_not_overlap(name: str) -> None:
    panels = DASHBOARDS[name]["panels"]

    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({panel["title"] for panel in panels}) == len(panels)
    for panel in panels:
        assert 0 <= panel["gridPos"]["x"] and panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
    for one, other in combinations(panels, 2):
        assert not overlap(one["gridPos"], other["gridPos"]), (one["title"], other["title"])


def overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    apart = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
    return not (apart or one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"])


def test_an_overlap_is_noticed() -> None:
    assert overlap({"x": 0, "y": 0, "w": 12, "h": 8}, {"x": 11, "y": 7, "w": 12, "h": 8})
    assert not overlap({"x": 0, "y": 0, "w": 12, "h": 8}, {"x": 12, "y": 0, "w": 12, "h": 8})


@every_dashboard
def test_the_top_row_answers_safe_fresh_and_complete(name: str) -> None:
    top = [panel for panel in DASHBOARDS[name]["panels"] if panel["gridPos"]["y"] == 0]

    assert [panel["title"] for panel in top][:3] == ["Safe?", "Fresh?", "Complete?"]
    assert sum(panel["gridPos"]["w"] for panel in top) == 24
    assert {panel["type"] for panel in top} == {"stat"}


@every_panel
def test_a_panel_says_what_it_is_in_which_unit_and_what_nothing_means(panel: dict[str, Any]) -> None:
    defaults = panel["fieldConfig"]["defaults"]

    assert len(panel["title"]) <= 50
    assert len(panel["description"]) > 50 and panel["description"].endswith(".")
    assert defaults["unit"] and defaults["noValue"]
    assert defaults["thresholds"]["steps"][0]["value"] is None


@every_panel
def test_a_colour_only_repeats_what_a_text_says(panel: dict[str, Any]) -> None:
    defaults = panel["fieldConfig"]["defaults"]
    mapped = [mapping["options"] for mapping in defaults["mappings"]]
    mapped += [
        value
        for override in panel["fieldConfig"]["overrides"]
        for each in override["properties"]
        if each["id"] == "mappings"
        for value in (mapping["options"] for mapping in each["value"])
    ]

    for options in mapped:
        results = [options["result"]] if "result" in options else list(options.values())
        assert all(result["text"] for result in results)
    if panel["type"] == "state-timeline":
        assert panel["options"]["showValue"] == "auto" and mapped


@every_dashboard
def test_everything_is_asked_of_the_data_source_that_is_chosen(name: str) -> None:
    dashboard = DASHBOARDS[name]
    chosen = {"type": "grafana-postgresql-datasource", "uid": "${datasource}"}
    asking = [*dashboard["annotations"]["list"], *dashboard["panels"]]
    asking += [variable for variable in dashboard["templating"]["list"] if variable["type"] == "query"]
    asking += [target for panel in dashboard["panels"] for target in panel["targets"]]

    assert all(each["datasource"] == chosen for each in asking)
    assert dashboard["templating"]["list"][0]["name"] == "datasource"


@every_dashboard
def test_version_slice_and_site_can_be_chosen_and_go_along_to_the_other_dashboards(name: str) -> None:
    dashboard = DASHBOARDS[name]
    names = [variable["name"] for variable in dashboard["templating"]["list"]]
    link = dashboard["links"][0]

    assert names[:4] == ["datasource", "model_version", "slice", "site"]
    assert link["type"] == "dashboards" and link["tags"] == ["cxrwatch"] == dashboard["tags"]
    assert link["includeVars"] and link["keepTime"]


def test_links_of_cells_keep_version_source_and_period() -> None:
    urls = re.findall(r'"url": "(/d/[^"]*)"', json.dumps(DASHBOARDS))

    assert urls
    for url in urls:
        assert url.split("?")[0].removeprefix("/d/") in {dashboard["uid"] for dashboard in DASHBOARDS.values()}
        assert (
            "${__url_time_range}" in url and "${model_version:queryparam}" in url and "${datasource:queryparam}" in url
        )


def test_only_views_are_read_and_every_choice_is_quoted() -> None:
    for statement in statements():
        tables = re.findall(r"\b(?:FROM|JOIN)\s+(monitoring\.\w+)", statement.sql)
        assert tables and all(table.startswith("monitoring.current_") for table in tables), statement.where
        assert not re.search(
            r"\$\{\w+\}|\[\[|\$\w+\b(?<!\$__timeFilter)(?<!\$__timeFrom)(?<!\$__timeTo)", statement.sql
        ), statement.where
        assert all(found == "sqlstring" for found in re.findall(r"\$\{\w+:(\w+)\}", statement.sql)), statement.where


def test_dashboards_open_with_the_days_that_are_named(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SCRIPTS / "build.py", "--into", tmp_path, "--from", "2026-09-01", "--to", "2026-10-12"],
        check=True,
    )

    periods = [json.loads(file.read_text(encoding="utf-8"))["time"] for file in tmp_path.glob("*.json")]

    assert periods == 4 * [{"from": "2026-09-01T00:00:00Z", "to": "2026-10-12T23:59:59Z"}]


@pytest.mark.parametrize("words", [("--from", "2026-09-01"), ("--from", "2026-09-02", "--to", "2026-09-01")])
def test_half_a_period_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, SCRIPTS / "build.py", "--into", tmp_path / "none", *words], capture_output=True, text=True
    )

    assert run.returncode == 1
    assert "Name both --from and --to" in run.stderr
    assert not (tmp_path / "none").exists()


def test_lines_move_with_the_rules(tmp_path: Path) -> None:
    rules = [
        {"name": "accuracy_drop", "levels": [{"severity": "critical", "bound": 0.9}]},
        {"name": "mine", "levels": []},
    ]
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")

    moved = built(tmp_path / "built", "--rules", tmp_path / "rules.json")["performance"]

    assert steps(moved, "Accuracy of each day, with 95 % interval") == [0.9]
    assert steps(moved, "Response times") == steps(DASHBOARDS["performance"], "Response times") == [2, 5]


def test_lines_of_drift_and_labels_are_those_of_the_configuration() -> None:
    reference = (ROOT / "conf" / "reference.conf").read_text(encoding="utf-8")
    severity = re.search(r"severity \{ low = (\S+), medium = (\S+), high = (\S+), critical = (\S+) \}", reference)
    maturity = re.search(r"^  maturity = (\S+)$", reference, re.M)
    late = re.search(r"^  late-after = (\d+) hours$", reference, re.M)

    assert severity and maturity and late
    assert steps(DASHBOARDS["drift"], "Excess over chance, by kind") == [float(each) for each in severity.groups()]
    assert steps(DASHBOARDS["performance"], "Labels of each day") == [float(maturity[1])]
    fresh = next(statement for statement in statements() if "/Fresh?/" in statement.where)
    assert f"interval '{late[1]} hours'" in fresh.sql


def test_grafana_is_told_where_the_dashboards_are() -> None:
    provider = yaml.safe_load((GRAFANA / "provisioning" / "dashboards" / "cxrwatch.yaml").read_text(encoding="utf-8"))
    source = yaml.safe_load((GRAFANA / "provisioning" / "datasources" / "cxrwatch.yaml").read_text(encoding="utf-8"))

    assert provider["apiVersion"] == 1
    assert provider["providers"][0]["type"] == "file"
    assert provider["providers"][0]["options"]["path"] == "/etc/grafana/dashboards/cxrwatch"
    assert source["datasources"][0]["type"] == "grafana-postgresql-datasource"
    assert source["datasources"][0]["user"] == "$CXRWATCH_READER"
    assert source["datasources"][0]["secureJsonData"]["password"].startswith("$")
