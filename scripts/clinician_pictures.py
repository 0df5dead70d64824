"""Draws the pictures of docs/for-clinicians.md: python scripts/clinician_pictures.py docs/pictures

Every number drawn is one that the README's demo stored: the lake is that of CXRWATCH_LAKE, else of ./cxrwatch demo.
Run it with the Python of the notebooks (docs/notebooks.md), whose reader it uses.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402  the backend is chosen first
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "notebooks"))

import notebook_style as style  # noqa: E402
from cxrwatch_cells import add  # noqa: E402
from cxrwatch_lake import Lake, LakeError, some  # noqa: E402
from measure_pictures import BASELINE, INK, MOVED, PAGE, QUIET, save  # noqa: E402

SITE, CHANGED = "valley", date(2026, 9, 22)
FIRST, LAST = date(2026, 9, 8), date(2026, 10, 12)
BINS = 6


def days(lake: Lake, metric: str, place: str) -> pl.DataFrame:
    """A metric's days of one version after the other, with their intervals."""
    known = lake.metrics(
        f"metric = '{metric}' AND window_kind = 'DAY' AND slice_value = '{place}' AND value IS NOT NULL "
        f"AND window_day BETWEEN DATE '{FIRST}' AND DATE '{LAST}'"
    )
    return some(
        known.sort("window_day").unique("window_day", keep="last", maintain_order=True),
        f"The lake has no day with {metric} of {place}",
        "The pictures show six weeks of the demo, and this is another lake",
        "Run `./cxrwatch demo`, or name its lake in CXRWATCH_LAKE",
    )


def line(axes: Axes, found: pl.DataFrame, colour: str, label: str, dashes: str = "-") -> None:
    axes.fill_between(found["window_day"], found["lower"], found["upper"], color=colour, alpha=0.15, linewidth=0)
    axes.plot(found["window_day"], found["value"], color=colour, linestyle=dashes, linewidth=1.6, label=label)


def finished(axes: Axes, label: str) -> None:
    axes.set_ylabel(label)
    axes.yaxis.set_major_formatter("{x:.0%}")
    axes.set_xlim(FIRST, LAST)
    style.days(axes)


def both_kinds_of_mistake(lake: Lake) -> Figure:
    figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
    line(axes, days(lake, "sensitivity", SITE), MOVED, f"sensitivity at {SITE}")
    line(axes, days(lake, "specificity", SITE), QUIET, f"specificity at {SITE}", "--")
    axes.axvline(CHANGED, color=INK, linewidth=0.8, linestyle=":")
    finished(axes, "share answered rightly")
    axes.legend(loc="lower left")
    return figure


def order_of_scores(lake: Lake) -> Figure:
    figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
    line(axes, days(lake, "auroc", SITE), MOVED, f"AUROC at {SITE}")
    line(axes, days(lake, "auroc", "all"), QUIET, "AUROC of all", "--")
    axes.axhline(0.5, color=INK, linewidth=0.8, linestyle=":")
    axes.text(LAST, 0.51, "a coin", color=INK, ha="right")
    finished(axes, "AUROC")
    axes.legend(loc="lower left")
    axes.yaxis.set_major_formatter("{x:.1f}")
    return figure


def reliability(lake: Lake, first: date, last: date) -> tuple[np.ndarray, np.ndarray, int]:
    """Mean score and share of positive labels, in bins of about equal size, from cells of labels."""
    cells = lake.cells("LABEL", f"slice_value = '{SITE}'", days=(first, last), slice_key="site")
    by_actual = add(cells.parts).standing.by_actual.items()
    found = [(scores, actual == "PNEUMONIA") for actual, row in by_actual for scores in row.values()]
    score = np.concatenate([np.repeat(scores.points, scores.counts) for scores, _ in found])
    truth = np.concatenate([np.full(scores.count, positive) for scores, positive in found])
    edges = np.unique(np.quantile(score, np.linspace(0, 1, BINS + 1)[1:-1]))
    of = np.searchsorted(edges, score, side="left")
    held = [of == number for number in range(len(edges) + 1) if (of == number).any()]
    return np.array([score[here].mean() for here in held]), np.array([truth[here].mean() for here in held]), len(score)


def scores_as_probabilities(lake: Lake) -> Figure:
    figure, axes = plt.subplots(figsize=(5, 4), layout="constrained")
    axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle=":")
    for first, last, colour, mark in ((FIRST, date(2026, 9, 21), QUIET, "o"), (CHANGED, date(2026, 9, 29), MOVED, "^")):
        predicted, observed, labels = reliability(lake, first, last)
        name = f"{first:%d %b} to {last:%d %b}, {labels} labels"
        axes.plot(predicted, observed, mark + "-", color=colour, label=name, linewidth=1.4)
    axes.set(xlabel="score", ylabel="share that showed pneumonia", title=f"{SITE}: on the dotted line they are")
    axes.legend(loc="upper left")
    return figure


def known_before_labels(lake: Lake) -> Figure:
    figure, (above, below) = plt.subplots(2, 1, figsize=(7, 4.4), sharex=True, layout="constrained")
    line(above, days(lake, "accuracy", "all"), INK, "accuracy, by labels")
    estimated = days(lake, "estimated_accuracy", "all")
    above.plot(estimated["window_day"], estimated["value"], "s", color=QUIET, ms=4, label="estimated without labels")
    finished(above, "of all answers")
    above.legend(loc="lower left")
    coverage = days(lake, "label_coverage", "all")
    below.bar(coverage["window_day"], coverage["value"], 0.7, color=BASELINE)
    finished(below, "have a label")
    below.set_ylim(0, 1)
    return figure


PICTURES: dict[str, Callable[[Lake], Figure]] = {
    "clinicians-mistakes.svg": both_kinds_of_mistake,
    "clinicians-auroc.svg": order_of_scores,
    "clinicians-calibration.svg": scores_as_probabilities,
    "clinicians-coverage.svg": known_before_labels,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="gets the pictures")
    folder = options.parse_args().folder
    lake = Lake.open()
    with matplotlib.rc_context({**PAGE, "axes.grid": False, "figure.dpi": 100}):
        for name, draw in PICTURES.items():
            save(draw(lake), folder / name)


if __name__ == "__main__":
    try:
        main()
    except LakeError as e:
        raise SystemExit(str(e)) from e
