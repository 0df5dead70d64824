"""Writes the trends that the tests of DailyTrend are checked against, with pymannkendall and NumPy.

    python scripts/oracles/daily_trend.py

Slope and statistic are those of pymannkendall's seasonal tests, hours as seasons; p counts all orders of the days. The
numbers of the demo are the hours' means of one host. Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1 and pymannkendall
1.4.3 (pip install numpy==2.4.6 scipy==1.17.1 pymannkendall==1.4.3).
"""

import gzip
import itertools
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pymannkendall

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "jobs/src/demo/pneumonia-stream/system_metrics"
OUT = ROOT / "common/src/test/resources/oracle/daily-trend.txt"
HOST = "inference-1"
CASES = [
    ("gpu_memory_mb", "2026-09-26"),
    ("gpu_memory_mb", "2026-09-25"),
    ("gpu_memory_mb", "2026-10-03"),
    ("disk_usage_percent", "2026-09-10"),
    ("memory_percent", "2026-09-15"),
    ("cpu_percent", "2026-09-29"),
]


def hours_of(metric, first):
    days = []
    for day in np.arange(first, np.datetime64(first) + 7, dtype="datetime64[D]"):
        samples = defaultdict(list)
        with gzip.open(DATA / f"system_metrics_{day}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["host"] == HOST:
                    samples[int(row["timestamp"][11:13])].append(row[metric])
        days.append([float(np.mean(samples[hour])) for hour in range(24)])
    return np.array(days)


def statistic(days):
    return sum(np.sign(b - a).sum() for a, b in itertools.combinations(days, 2))


def main():
    with OUT.open("w", encoding="utf-8") as out:
        out.write(
            f"# scripts/oracles/daily_trend.py, NumPy {np.__version__}, pymannkendall 1.4.3: "
            "slope, p, then 7 days of 24 hours\n"
        )
        for metric, first in CASES:
            days = hours_of(metric, first)
            found = pymannkendall.seasonal_test(days.ravel(), period=24)
            assert found.s == statistic(days)
            p = np.mean([statistic(order) >= found.s for order in itertools.permutations(days)])
            numbers = [float(found.slope), float(p), *map(float, days.ravel())]
            out.write(f"{metric}@{first} " + " ".join(map(repr, numbers)) + "\n")


if __name__ == "__main__":
    main()
