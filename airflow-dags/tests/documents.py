"""What docs/airflow.md promises."""

from __future__ import annotations

import re
import shlex

from conftest import ROOT

PAGE = (ROOT / "docs" / "airflow.md").read_text(encoding="utf-8")


def command(beginning: str) -> list[str]:
    """The one line of a bash fence that begins so."""
    fences = "\n".join(re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL))
    (line,) = [line for line in fences.splitlines() if line.startswith(beginning)]
    return shlex.split(line, comments=True)


def commands() -> dict[str, dict[str, str]]:
    """Of each DAG the commands that the tables name for its tasks, on the example's days."""
    found: dict[str, dict[str, str]] = {}
    for dag, section in re.findall(r"^### `(cxrwatch_\w+)`\n(.*?)(?=^#|\Z)", PAGE, re.DOTALL | re.MULTILINE):
        found[dag] = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section, re.MULTILINE))
    return found


def environment() -> dict[str, str]:
    """The variables that the set-up sets."""
    fences = "\n".join(re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL))
    return {
        name: shlex.split(value, comments=True)[0] for name, value in re.findall(r"^export (\w+)=(.*)$", fences, re.M)
    }
