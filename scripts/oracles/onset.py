"""Writes the posteriors that the tests of OnsetPosterior are checked against, by counting every way to part the days.

    python scripts/oracles/onset.py

Every day is quiet (Q), begins a run of changed days (N) or goes on with one (C): all sequences of up to seven days are
listed, each with its prior and marginal likelihood, where the Java code sums by a recursion. Made with Python 3.11,
NumPy 2.4.6 and SciPy 1.17.1 (pip install numpy==2.4.6 scipy==1.17.1).
"""

import itertools
from pathlib import Path

import numpy as np
import scipy
from scipy.special import gammaln

OUT = Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle/onset.csv"
BEGINS, ENDS, MOVES_ON, GOES_ON = 1 / 28, 0.1, 0.05, 0.85

CASES = [
    ("one day", [50, 50], [[9, 1]], 1.0),
    ("clear", [70, 20, 10], [[7, 2, 1], [6, 3, 1], [8, 1, 1], [1, 2, 7], [0, 3, 7]], 1.0),
    ("a quiet day between", [70, 30], [[7, 3], [1, 9], [7, 3], [2, 8], [1, 9]], 1.5),
    (
        "another change before",
        [100, 100, 100],
        [[4, 3, 3], [10, 0, 0], [9, 1, 0], [3, 4, 3], [3, 3, 4], [0, 1, 9]],
        1.0,
    ),
    ("moves on", [40, 40, 40], [[3, 4, 3], [5, 4, 1], [7, 3, 0], [8, 2, 0], [10, 0, 0], [12, 0, 0], [20, 0, 1]], 2.5),
    ("nothing", [60, 60], [[5, 5], [4, 6], [6, 4], [5, 5], [5, 5], [6, 6], [5, 4]], 1.2),
    ("an empty day", [10, 90], [[1, 9], [0, 0], [8, 2]], 1.0),
]


def marginal(prior, counts):
    return gammaln(prior.sum()) - gammaln((prior + counts).sum()) + (gammaln(prior + counts) - gammaln(prior)).sum()


def log_probability(states, reference, days):
    """Of one way to part the days; None if it is none."""
    log, changed, run = 0.0, False, None
    half = np.full(len(reference), 0.5)
    for state, day in zip(states, days):
        if state == "C" and not changed:
            return None
        if state != "C" and run is not None:
            log += marginal(half, run)
            run = None
        if state == "Q":
            log += np.log(ENDS if changed else 1 - BEGINS) + marginal(half + reference, day)
        elif state == "N":
            log += np.log(MOVES_ON if changed else BEGINS)
            run = day.copy()
        else:
            log += np.log(GOES_ON)
            run = run + day
        changed = state != "Q"
    return log + (marginal(half, run) if run is not None else 0)


def posterior(reference, days, factor):
    reference, days = np.array(reference) / factor, [np.array(day) / factor for day in days]
    by_onset = np.zeros(len(days))
    for states in itertools.product("QNC", repeat=len(days)):
        log = None if states[-1] == "Q" else log_probability(states, reference, days)
        if log is not None:
            by_onset[max([i + 1 for i, state in enumerate(states) if state == "Q"], default=0)] += np.exp(log)
    return by_onset / by_onset.sum()


def text(rows):
    return "|".join(" ".join(map(str, row)) for row in rows)


def main():
    with OUT.open("w", encoding="utf-8") as out:
        out.write(
            f"# scripts/oracles/onset.py, NumPy {np.__version__}, SciPy {scipy.__version__}: "
            "every way to part the days\n"
        )
        out.write("case,reference,days,factor,posterior\n")
        for name, reference, days, factor in CASES:
            found = " ".join(repr(float(p)) for p in posterior(reference, days, factor))
            out.write(f"{name},{text([reference])},{text(days)},{factor},{found}\n")


if __name__ == "__main__":
    main()
