#!/usr/bin/env python3
"""Writes the dashboards of conf/grafana/dashboards: python3 scripts/grafana/build.py [--rules FILE] [--into FOLDER]
    [--from DAY --to DAY]

Needs no package. --from and --to are the days that dashboards open with, in place of the last 90: for data that end.
--rules takes what `cxrwatch alerts rules --json` says, so that lines stand where your own rules fire.
"""

import argparse
from datetime import date
from pathlib import Path

import alerts
import drift
import performance
import system
from limits import Limits
from parts import RECENT, Period

FOLDER = Path(__file__).resolve().parents[2] / "conf" / "grafana" / "dashboards"


def files(limits: Limits, period: Period = RECENT) -> dict[str, str]:
    """The text of each dashboard by the name of its file."""
    pages = [page.dashboard(limits) for page in (performance, drift, system, alerts)]
    return {f"{page.uid.removeprefix('cxrwatch-')}.json": page.text(period) for page in pages}


def days(first: date | None, last: date | None) -> Period:
    """Whole UTC days, both of them included."""
    if (first is None) != (last is None) or (first and last and first > last):
        raise SystemExit("Name both --from and --to, in this order, e.g. --from 2026-09-01 --to 2026-10-12.")
    return Period(f"{first}T00:00:00Z", f"{last}T23:59:59Z") if first else RECENT


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the dashboards.")
    parser.add_argument("--rules", type=Path, help="what `cxrwatch alerts rules --json` said")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder to write to")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, help="first day shown at the start")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, help="last day shown at the start")
    chosen = parser.parse_args()
    period = days(chosen.first, chosen.last)
    chosen.into.mkdir(parents=True, exist_ok=True)
    limits = Limits.of_rules(chosen.rules) if chosen.rules else Limits()
    for name, text in files(limits, period).items():
        file = chosen.into / name
        # The launcher builds again when a file of conf/ is newer than the last build.
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
