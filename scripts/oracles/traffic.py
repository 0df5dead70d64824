"""Writes the probabilities and expectations that the tests of traffic are checked against, with SciPy and NumPy.

    python scripts/oracles/traffic.py

low-tail.txt: count, mean, inflation and scipy.stats.nbinom.cdf. usual-requests.txt: what is usual of the demo's
sites on days of its six weeks (mean of the weekday's earlier counts, their number, inflation) and the probability of
what came, written from docs/statistics.md ("Traffic") and not from the program. Made with Python 3.11, NumPy 2.4.6,
SciPy 1.17.1 (pip install numpy==2.4.6 scipy==1.17.1).
"""

import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import nbinom

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "jobs/src/demo/pneumonia-stream/predictions"
OUT = ROOT / "common/src/test/resources/oracle"
FIRST = np.datetime64("2026-09-01")
DAYS = 42
PRIOR, CAUTION = 14, 0.5


def tail(count, mean, inflation):
    return float(nbinom.cdf(count, mean / (inflation - 1), 1 / inflation))


def counts():
    """Requests by site and day; each image and time once, lines that cannot be used left out."""
    seen, sites = set(), {}
    for path in sorted(DATA.glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue
                usable = (
                    isinstance(row, dict) and row.get("prediction_id") and str(row.get("timestamp")).startswith("2026-")
                )
                if not usable or not row.get("metadata") or (row["prediction_id"], row["timestamp"]) in seen:
                    continue
                seen.add((row["prediction_id"], row["timestamp"]))
                day = int((np.datetime64(row["timestamp"][:10]) - FIRST).astype(int))
                sites.setdefault(row["metadata"]["site"], Counter())[day] += 1
    return {site: np.array([counter[day] for day in range(DAYS)], dtype=float) for site, counter in sites.items()}


def weekday(series, day, ahead):
    days = [day + ahead - 7 * week for week in range(1, 9)]
    return np.array([series[then] for then in days if then >= 0])


def spread(series, day):
    squares = freedom = weight = 0.0
    for ahead in range(7):
        past = weekday(series, day, ahead)
        if len(past) >= 2 and past.mean() >= 1:
            squares += ((past - past.mean()) ** 2).sum() / past.mean()
            freedom += len(past) - 1
            weight += (len(past) - 1) * past.mean()
    return np.array([squares, freedom, weight])


def kappa(of):
    return max(0.0, (of[0] - of[1]) / of[2]) if of[2] > 0 else 0.0


def usual(sites, site, day):
    together = sum(spread(series, day) for series in sites.values())
    own = spread(sites[site], day)
    past = weekday(sites[site], day, 0)
    both = (PRIOR * kappa(together) + own[1] * kappa(own)) / (PRIOR + own[1])
    freedom = own[1] + min(PRIOR, together[1] - own[1])
    caution = 1 + CAUTION * np.sqrt(2 / max(1, freedom))
    inflation = (1 + both * past.mean()) * caution * (1 + 1 / len(past))
    return past.mean(), len(past), inflation


def main():
    made_with = f"scripts/oracles/traffic.py, NumPy {np.__version__}, SciPy {scipy.__version__}"
    with (OUT / "low-tail.txt").open("w", encoding="utf-8") as out:
        out.write(f"# {made_with}: count, mean, inflation, nbinom.cdf\n")
        for mean in (0.3, 2, 7.5, 40, 500):
            for inflation in (1.05, 1.5, 4, 20):
                for share in (0, 0.25, 0.5, 1):
                    count = int(share * mean)
                    out.write(f"{count} {mean} {inflation} {tail(count, mean, inflation)!r}\n")
    sites = counts()
    with (OUT / "usual-requests.txt").open("w", encoding="utf-8") as out:
        out.write(
            f"# {made_with}: site, day from 0, requests, mean, weeks, inflation, probability; "
            "first every site's counts\n"
        )
        for site, series in sorted(sites.items()):
            out.write(f"counts {site} " + " ".join(str(int(count)) for count in series) + "\n")
        for site, series in sorted(sites.items()):
            for day in (14, 16, 20, 27, 34, 41):
                mean, weeks, inflation = usual(sites, site, day)
                p = tail(series[day], mean, inflation)
                out.write(f"{site} {day} {int(series[day])} {float(mean)!r} {weeks} {float(inflation)!r} {p!r}\n")


if __name__ == "__main__":
    main()
