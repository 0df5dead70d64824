"""docs/migration.md, line by line: what it calls new is in the code, and what it says is not there is not."""

import re
from collections.abc import Callable

import pytest

from conftest import ROOT

PAGE = (ROOT / "docs" / "migration.md").read_text(encoding="utf-8")
MAIN = ROOT / "jobs" / "src" / "main" / "java" / "org" / "cxrwatch"
CORE = ROOT / "common" / "src" / "main" / "java" / "org" / "cxrwatch"
GONE = "not there"


def text_below(*folders: str) -> str:
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.java"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


# What `--help` shows: HelpTest reads each of these lines as the program would, and finds one of every command.
EXAMPLES = (ROOT / "jobs" / "src" / "main" / "resources" / "help" / "examples.txt").read_text(encoding="utf-8")
SOURCES = text_below("jobs/src/main/java", "common/src/main/java")
REFERENCE = (ROOT / "docs" / "configuration-reference.md").read_text(encoding="utf-8")
DICTIONARY = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
COMPOSE = (ROOT / "conf" / "compose" / "compose.yaml").read_text(encoding="utf-8")
ALERT_TYPES = (CORE / "alert" / "AlertType.java").read_text(encoding="utf-8")


def is_command(name: str) -> bool:
    return re.search(rf"^cxrwatch {re.escape(name)}( |$)", EXAMPLES, re.MULTILINE) is not None


def is_metric(name: str) -> bool:
    return (
        f'"{name}"' in (MAIN / "job" / "PushedGauge.java").read_text(encoding="utf-8") or f"### {name}\n" in REFERENCE
    )


def is_drift(name: str) -> bool:
    return f'"{name}", verdict.' in (MAIN / "job" / "DayGauges.java").read_text(encoding="utf-8")


def is_alert(name: str) -> bool:
    return name.upper() in ALERT_TYPES


def is_variable(name: str) -> bool:
    return f'"{name}"' in SOURCES


def is_port(name: str) -> bool:
    return f":{name}:{name}'" in COMPOSE


def is_table(name: str) -> bool:
    return f"### {name}\n" in DICTIONARY or f"#### monitoring.{name}\n" in DICTIONARY


def is_file(name: str) -> bool:
    return (ROOT / name).is_file()


KINDS: dict[str, Callable[[str], bool]] = {
    "Paths of the old service": is_command,
    "Metrics in Prometheus": is_metric,
    "Drift": is_drift,
    "Alerts": is_alert,
    "Variables of the environment": is_variable,
    "Ports": is_port,
    "Tables": is_table,
    "Files and dashboards": is_file,
}


def lines() -> list[tuple[str, str, str]]:
    """Of each line of a table: its section, the old name and the new one."""
    found, section = [], ""
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| ") and cells[0] != "old":
            found.append((section, cells[0].strip("`"), cells[1].strip("`")))
    return found


@pytest.mark.parametrize(("section", "old", "new"), lines(), ids=lambda value: value.replace(" ", "_"))
def test_what_a_line_calls_new_is_there(section: str, old: str, new: str) -> None:
    if new != GONE:
        assert KINDS[section](new), f"{section}: {old} is said to be {new} now, which is not in the code"
    elif section == "Variables of the environment":
        assert f'"{old}"' not in SOURCES, f"{old} is read after all"
    elif section == "Ports":
        assert not is_port(old.split()[-1]), f"{old} is there after all"
    else:
        assert section == "Paths of the old service"


def test_every_section_with_a_table_is_walked() -> None:
    walked = {section for section, _, _ in lines()}

    assert walked == KINDS.keys()
    assert len(lines()) >= 60


@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        ("Paths of the old service", "performance monitoring"),
        ("Metrics in Prometheus", "chest_xray_nothing"),
        ("Drift", "image_hash"),
        ("Alerts", "accuracy_rise"),
        ("Variables of the environment", "PROMETHEUS_PORT"),
        ("Ports", "8005"),
        ("Tables", "predictions"),
        ("Files and dashboards", "conf/grafana/dashboards/none.json"),
    ],
)
def test_a_name_that_is_not_there_is_noticed(section: str, wrong: str) -> None:
    assert not KINDS[section](wrong)
