"""How long a year of daily cells takes to read, check, decode and add up: copies of a lake's days make the year.

CXRWATCH_LAKE=../.cxrwatch/lake ../.venv-notebooks/bin/python benchmark.py
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import polars as pl
from deltalake import write_deltalake

from cxrwatch_lake import NEWEST_FORMAT, Lake

DAYS = 365
TURNS = 5


def year_of(lake: Lake, folder: Path) -> Lake:
    """A lake whose cells of distributions are those of this lake's days, over and over."""
    cells = lake.read("cell", "part = 'DISTRIBUTION'")
    days = cells["day"].unique().sort()
    copies = []
    for number in range(-(-DAYS // len(days))):
        kept = days.head(min(len(days), DAYS - number * len(days)))
        moved = pl.col("day") + timedelta(days=number * len(days))
        copies.append(cells.filter(pl.col("day").is_in(kept.implode())).with_columns(moved))
    write_deltalake(folder / "cell", pl.concat(copies), partition_by=["day"])
    (folder / "cxrwatch-lake.properties").write_text(f"lake.format={NEWEST_FORMAT}\n", encoding="utf-8")
    return Lake.open(folder)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        year = year_of(Lake.open(), Path(folder))
        turns = []
        for _ in range(TURNS):
            began, worked = time.perf_counter(), time.process_time()
            cells = year.cells("DISTRIBUTION")
            read, sums = time.perf_counter(), cells.sum("slice_key", "slice_value")
            ended = time.perf_counter()
            turns.append((ended - began, read - began, ended - read, time.process_time() - worked))
        print(f"{len(cells):,} cells of {cells.frame['day'].n_unique()} days, {len(sums)} slices, {TURNS} turns:")
        for name, seconds in zip(("in all", "read", "sum", "processor"), zip(*turns, strict=True), strict=True):
            print(f"{name:10} median {statistics.median(seconds):5.1f} s, least {min(seconds):5.1f} s")


if __name__ == "__main__":
    main()
