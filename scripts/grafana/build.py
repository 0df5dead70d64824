#!/usr/bin/env python3
"""Writes the dashboards of conf/grafana/dashboards: python3 scripts/grafana/build.py [--rules FILE] [--into FOLDER]

Needs no package. --rules takes what `cxrwatch alerts rules --json` says, so that lines stand where your own rules fire.
"""

import argparse
from pathlib import Path

import alerts
import drift
import performance
import system
from limits import Limits

FOLDER = Path(__file__).resolve().parents[2] / "conf" / "grafana" / "dashboards"


def files(limits: Limits) -> dict[str, str]:
    """The text of each dashboard by the name of its file."""
    pages = [page.dashboard(limits) for page in (performance, drift, system, alerts)]
    return {f"{page.uid.removeprefix('cxrwatch-')}.json": page.text() for page in pages}


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the dashboards.")
    parser.add_argument("--rules", type=Path, help="what `cxrwatch alerts rules --json` said")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder to write to")
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    for name, text in files(Limits.of_rules(chosen.rules) if chosen.rules else Limits()).items():
        file = chosen.into / name
        # The launcher builds again when a file of conf/ is newer than the last build.
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
