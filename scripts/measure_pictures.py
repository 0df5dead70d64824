"""Draws the pictures of docs/measures.md: python3 scripts/measure_pictures.py docs/pictures

Every number drawn is in docs/pictures/measures.json, which a test writes from what the product computed
(MeasuresPageTest). The same numbers and the versions of scripts/pictures.lock give the same bytes.
"""

import argparse
import json
import math
import pathlib

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402  (the backend is chosen first)

# Told apart with any colour vision: blue and vermillion of Okabe and Ito, and greys.
BASELINE, QUIET, MOVED, INK, FAINT = "#6b6b6b", "#0072b2", "#d55e00", "#222222", "#d0d0d0"
LEVEL = 0.008
LEAST_EXCESS = 0.1
SMALLEST_P = 1e-10
PAGE = {
    "svg.hashsalt": "cxrwatch",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "figure.facecolor": "#ffffff",
    "savefig.facecolor": "#ffffff",
    "legend.frameon": False,
    "path.simplify_threshold": 0.5,
}


class Numbers:
    """The file of numbers, by what is asked of it."""

    def __init__(self, path: pathlib.Path) -> None:
        self.all = json.loads(path.read_text(encoding="utf-8"))

    def measure(self, day: str, subject: str, name: str, place: str = "site=valley") -> float:
        (found,) = [
            row["value"]
            for row in self.all["measures"]
            if (row["day"], row["slice"], row["subject"], row["measure"]) == (day, place, subject, name)
        ]
        return found

    def features(self) -> list[str]:
        return sorted(
            {row["subject"] for row in self.all["measures"] if row["slice"] == "site=valley"}
            - {"class_share", "confidence", "positive_score"}
        )

    def nights(self, subject: str) -> list[dict]:
        return [row for row in self.all["nights"] if row["subject"] == subject]


def check(drawn: float, product: float) -> None:
    """What is drawn from counts adds up to what the product says."""
    if not math.isclose(drawn, product, rel_tol=1e-4, abs_tol=1e-6):
        raise SystemExit(f"drawn {drawn}, but the product computed {product}: measures.json is of another version")


def steps(rows: list[list[float]]) -> tuple[list[float], list[float]]:
    total, below, values, shares = sum(count for _, count in rows), 0, [], []
    for value, count in rows:
        below += count
        values.append(value)
        shares.append(below / total)
    return values, shares


def at(rows: list[list[float]], value: float) -> float:
    return sum(count for x, count in rows if x <= value) / sum(count for _, count in rows)


def distribution_functions(numbers: Numbers):
    before, after = numbers.all["values"]["baseline"], numbers.all["values"]["2026-09-22"]
    grid = sorted({value for value, _ in before} | {value for value, _ in after})
    low, high = [at(after, x) for x in grid], [at(before, x) for x in grid]
    gaps = [abs(a - b) for a, b in zip(low, high)]
    widest = max(range(len(grid)), key=gaps.__getitem__)
    check(gaps[widest], numbers.measure("2026-09-22", "mean_intensity", "ks"))
    area = sum(gap * (b - a) for gap, a, b in zip(gaps, grid, grid[1:]))
    check(area, numbers.measure("2026-09-22", "mean_intensity", "wasserstein"))
    figure, axes = pyplot.subplots(figsize=(7, 3.4))
    axes.fill_between(grid[::4], low[::4], high[::4], step="post", color=MOVED, alpha=0.15, linewidth=0)
    axes.step(*steps(before), where="post", color=BASELINE, linewidth=1.8)
    axes.step(*steps(after), where="post", color=MOVED, linewidth=1.8, linestyle="--")
    axes.annotate(
        "", (grid[widest], low[widest]), (grid[widest], high[widest]), arrowprops={"arrowstyle": "<->", "color": INK}
    )
    axes.text(grid[widest] + 2, 0.62, f"KS {gaps[widest]:.2f}:\nthe widest gap", color=INK)
    axes.text(144, 0.14, f"Wasserstein {area:.0f}:\nthe area between", color=INK, ha="center", va="center")
    axes.text(116, 0.42, "baseline", color=BASELINE, ha="right", weight="bold")
    axes.text(193, 0.5, "2026-09-22", color=MOVED, weight="bold")
    axes.set(xlabel="mean_intensity at valley", ylabel="share of images at or below", ylim=(0, 1.02))
    return figure


def bins(numbers: Numbers):
    counts = numbers.all["bins"]
    shares = {day: [n / sum(counts[day]) for n in counts[day]] for day in ("baseline", "2026-09-15", "2026-09-22")}
    before, after = shares["baseline"], shares["2026-09-22"]
    floored = [(max(1e-4, p), max(1e-4, q)) for p, q in zip(before, after)]
    parts = {
        "psi": [(q - p) * math.log(q / p) for p, q in floored],
        "js_distance": [
            sum(x * math.log2(2 * x / (p + q)) for x in (p, q) if x > 0) / 2 for p, q in zip(before, after)
        ],
        "hellinger": [(math.sqrt(p) - math.sqrt(q)) ** 2 / 2 for p, q in zip(before, after)],
    }
    check(sum(parts["psi"]), numbers.measure("2026-09-22", "mean_intensity", "psi"))
    for name in ("js_distance", "hellinger"):
        check(math.sqrt(sum(parts[name])), numbers.measure("2026-09-22", "mean_intensity", name))
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(7, 5), sharex=True, layout="constrained")
    places = range(len(before))
    series = (("baseline", BASELINE, ""), ("2026-09-15", QUIET, ""), ("2026-09-22", MOVED, "////"))
    for i, (day, colour, hatch) in enumerate(series):
        above.bar(
            [x + 0.27 * (i - 1) for x in places], shares[day], 0.25, color=colour, label=day, hatch=hatch, ec="white"
        )
    above.set(ylabel="share of images", title="The baseline's deciles, and a bin for what is missing")
    above.legend(loc="upper left")
    marks = (
        ("psi", "o", "PSI, sum {:.2f}"),
        ("js_distance", "s", "JS², sum {:.2f}"),
        ("hellinger", "^", "Hellinger², sum {:.2f}"),
    )
    for name, mark, text in marks:
        total = sum(parts[name])
        below.plot(places, [part / total for part in parts[name]], mark + "-", label=text.format(total), linewidth=1)
    for line, colour in zip(below.lines, (MOVED, QUIET, BASELINE)):
        line.set_color(colour)
    below.set(ylabel="share of the sum", title="What each bin adds on 2026-09-22")
    below.legend(loc="upper left")
    labels = [f"to {label.split(', ')[1].rstrip(')')[:5]}" for label in counts["labels"][:-2]]
    below.set_xticks(list(places), [*labels, "above", "missing"], rotation=40, ha="right")
    return figure


def null_band(numbers: Numbers):
    rows = numbers.all["quiet"]
    quiet = [row for row in rows if row[0] <= "2026-09-21"]
    moved = [row for row in rows if row[0] > "2026-09-21"]
    weeks = sorted(row[3] / row[2] for row in quiet)[len(quiet) // 2]
    figure, axes = pyplot.subplots(figsize=(7, 3.4))
    sizes = [10 * 1.1**i for i in range(43)]
    chance = [math.sqrt(9 * (1 / n + 1 / (weeks * n)) / (8 * math.log(2))) for n in sizes]
    axes.plot(sizes, chance, color=INK, linewidth=1.5)
    axes.plot([row[2] for row in quiet], [row[4] for row in quiet], "o", color=QUIET, ms=2.5, alpha=0.6, mew=0)
    axes.plot([row[2] for row in moved], [row[4] for row in moved], "^", color=MOVED, ms=6, mew=0)
    axes.text(28, 0.86, "valley since 2026-09-22", color=MOVED, weight="bold")
    axes.text(60, 0.42, "every slice of 14 quiet days", color=QUIET, weight="bold")
    axes.text(11, 0.15, "what chance gives", color=INK)
    axes.set(xscale="log", xlabel="images of the day in the slice", ylabel="js_distance", ylim=(0, 0.95), xlim=(9, 600))
    axes.set_xticks([10, 30, 100, 300], ["10", "30", "100", "300"])
    axes.minorticks_off()
    return figure


def classes(numbers: Numbers):
    shares = {}
    for day, rows in numbers.all["shares"].items():
        shares[day] = {name: n / sum(rows.values()) for name, n in rows.items()}
    figure, axes = pyplot.subplots(figsize=(7, 2.6), layout="constrained")
    colours = {"NORMAL": FAINT, "PNEUMONIA": MOVED}
    for place, (day, row) in enumerate(shares.items()):
        left = 0
        for name, share in sorted(row.items()):
            axes.barh(place, share, 0.6, left=left, color=colours[name], ec="white")
            axes.text(left + share / 2, place, f"{name} {share:.1%}", ha="center", va="center", color=INK)
            left += share
        if day != "baseline":
            moved = [abs(row[name] - shares["baseline"][name]) for name in row]
            check(sum(moved) / 2, numbers.measure(day, "class_share", "total_variation", "all"))
            check(max(moved), numbers.measure(day, "class_share", "l_infinity", "all"))
            axes.text(1.02, place, f"TV {sum(moved) / 2:.3f}\nL∞ {max(moved):.3f}", va="center", color=INK)
    axes.set_yticks(range(len(shares)), list(shares))
    axes.set(xlim=(0, 1.16), xlabel="share of all answers")
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.invert_yaxis()
    return figure


def spread(numbers: Numbers):
    figure, both = pyplot.subplots(1, 2, figsize=(7, 3.2), sharey=True, layout="constrained")
    features = numbers.features()
    for axes, name, still in zip(both, ("sd_ratio", "wasserstein_normed"), (1, 0)):
        axes.axvline(still, color=INK, linewidth=0.8)
        for day, mark, colour in (("2026-09-15", "o", QUIET), ("2026-09-22", "^", MOVED)):
            values = [numbers.measure(day, feature, name) for feature in features]
            axes.plot(values, range(len(features)), mark, color=colour, label=day)
        axes.set_xlabel(name)
    both[0].set_xscale("log")
    both[0].set_xticks([0.25, 0.5, 1, 2], ["¼", "½", "1", "2"])
    both[0].minorticks_off()
    both[0].set_yticks(range(len(features)), features)
    both[0].legend(loc="lower left")
    return figure


def decision(numbers: Numbers):
    nights = numbers.nights("mean_intensity")
    days = [row["day"][5:] for row in nights]
    places = range(len(nights))
    colours = [MOVED if row["drifted"] else QUIET for row in nights]
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(7, 4.6), sharex=True, layout="constrained")
    above.axhline(LEVEL, color=INK, linewidth=0.8, linestyle="--")
    above.scatter(places, [max(SMALLEST_P, row["adjusted"]) for row in nights], c=colours, s=18)
    above.text(0, LEVEL / 8, "decided only below 0.008", color=INK)
    above.set(yscale="log", ylabel="adjusted p", title="valley, mean_intensity: how sure")
    above.set_ylim(SMALLEST_P / 3, 3)
    below.plot(places, [row["distance"] for row in nights], "_", color=BASELINE, label="distance")
    below.bar(places, [row["excess"] for row in nights], 0.6, color=colours, label="excess")
    below.plot(places, [row["expected"] for row in nights], color=INK, linewidth=1, label="what chance gives")
    below.axhline(LEAST_EXCESS, color=INK, linewidth=0.8, linestyle="--")
    below.text(0, 0.3, "decided only above 0.1", color=INK)
    below.set(ylabel="JS distance", title="and how much")
    below.legend(loc="upper left")
    for bar, row in zip(below.patches, nights):
        bar.set_hatch("////" if row["drifted"] else "")
        bar.set_edgecolor("white")
    below.set_xticks(list(places)[::3], days[::3], rotation=40, ha="right")
    return figure


def save(figure, path: pathlib.Path) -> None:
    """Writes a picture without what differs from one run to the next."""
    figure.savefig(path, metadata={"Date": None, "Creator": None}, bbox_inches="tight", pad_inches=0.12)
    pyplot.close(figure)


PICTURES = {
    "measures-ecdf.svg": distribution_functions,
    "measures-bins.svg": bins,
    "measures-null.svg": null_band,
    "measures-classes.svg": classes,
    "measures-spread.svg": spread,
    "measures-decision.svg": decision,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=pathlib.Path, help="holds measures.json, and gets the pictures")
    folder = options.parse_args().folder
    numbers = Numbers(folder / "measures.json")
    with matplotlib.rc_context(PAGE):
        for name, draw in PICTURES.items():
            save(draw(numbers), folder / name)


if __name__ == "__main__":
    main()
