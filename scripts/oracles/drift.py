"""Expected numbers for the drift measures, from NumPy and SciPy, for common/src/test/resources/oracle.

    python scripts/oracles/drift.py                 # needs numpy and scipy, nothing else

Writes numeric.txt (seeded samples), stream.txt (days of the demo stream against its first seven) and categories.txt.
Every number is SciPy's or NumPy's own where they have the measure; what they have not is written out here.
"""

import gzip
import json
import math
import pathlib
import platform

import numpy as np
import scipy
from scipy import stats
from scipy.spatial import distance
from scipy.stats import contingency

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "common/src/test/resources/oracle"
STREAM = ROOT / "jobs/src/demo/pneumonia-stream"
FLOOR = 1e-4
HEADER = (
    f"# made by scripts/oracles/drift.py with python {platform.python_version()}, numpy {np.__version__}, "
    f"scipy {scipy.__version__}\n"
)


def runs(values):
    """Sorted values as `value*count`, the count left out where it is 1."""
    distinct, counts = np.unique(np.asarray(values, float), return_counts=True)
    return " ".join(repr(float(v)) + (f"*{c}" if c > 1 else "") for v, c in zip(distinct, counts))


def few_digits(values):
    return [float(f"{value:.4g}") for value in values]


def bins(reference):
    """Inner deciles, equal ones once; where the last is the largest value, one more edge just above it."""
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, 11))[1:-1])
    return np.append(edges, np.nextafter(edges[-1], np.inf)) if edges[-1] == reference.max() else edges


def binned(edges, values, missing):
    """Counts of right-open bins with open ends, and of the rows without a value."""
    return np.append(np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1), missing)


def psi(reference, window):
    p, q = np.maximum(reference / reference.sum(), FLOOR), np.maximum(window / window.sum(), FLOOR)
    return float(((q - p) * np.log(q / p)).sum())


def grouped(reference, window, ordered):
    """Merges the smallest group (with a neighbour where there are any) until Cochran's rule holds."""
    groups = [np.array(pair) for pair in zip(reference, window) if sum(pair) > 0]
    parts = np.array([reference.sum(), window.sum()]) / (reference.sum() + window.sum())
    while len(groups) > 1:
        expected = np.outer([group.sum() for group in groups], parts)
        if expected.min() >= 1 and (expected < 5).mean() <= 0.2:
            break
        size = [group.sum() for group in groups]
        smallest = size.index(min(size))
        others = [i for i in range(len(groups)) if i != smallest and (not ordered or abs(i - smallest) == 1)]
        partner = min(others, key=lambda i: (size[i], i))
        groups[min(smallest, partner)] = groups[smallest] + groups[partner]
        del groups[max(smallest, partner)]
    return np.array(groups).T


def of_counts(reference, window, ordered):
    p, q = reference / reference.sum(), window / window.sum()
    occupied = reference + window > 0
    table = np.array([reference[occupied], window[occupied]])
    result = {
        "js_distance": distance.jensenshannon(p, q, base=2),
        "hellinger": math.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2),
        "psi": psi(reference, window),
        "total_variation": distance.cityblock(p, q) / 2,
        "l_infinity": distance.chebyshev(p, q),
    }
    if occupied.sum() == 1:
        result["chi_square"], result["chi_square_p"] = 0, 1
    else:
        result["cramers_v"] = contingency.association(table, method="cramer", correction=False)
        groups = grouped(reference, window, ordered)
        if groups.shape[1] > 1:
            test = contingency.chi2_contingency(groups, correction=False)
            result["chi_square"], result["chi_square_p"] = test.statistic, test.pvalue
    expected = (occupied.sum() - 1) * (1 / reference.sum() + 1 / window.sum()) / (8 * math.log(2))
    result["js_excess"] = math.sqrt(max(0, result["js_distance"] ** 2 - expected))
    return result


def of_samples(reference, window, missing):
    edges = bins(reference)
    ks = stats.ks_2samp(reference, window, method="auto")
    enough = min(len(reference), len(window)) > 1
    sd = reference.std(ddof=1) if len(reference) > 1 else 0
    result = {
        "ks": ks.statistic,
        "wasserstein": stats.wasserstein_distance(reference, window),
        "mean_difference": window.mean() - reference.mean(),
        "median_difference": np.median(window) - np.median(reference),
        "missing_share": missing[1] / (missing[1] + len(window)),
        "out_of_range_share": ((window < reference.min()) | (window > reference.max())).mean(),
    }
    if enough:
        result["ks_p"] = ks.pvalue
    if enough and sd > 0:
        result["wasserstein_normed"] = result["wasserstein"] / sd
        result["sd_ratio"] = window.std(ddof=1) / sd
    counts = of_counts(binned(edges, reference, missing[0]), binned(edges, window, missing[1]), ordered=True)
    for absent in ("total_variation", "l_infinity", "cramers_v"):
        counts.pop(absent, None)
    return {**result, **counts}


def write_case(out, name, reference, window, missing=(0, 0), reference_name=None):
    reference, window = np.asarray(reference, float), np.asarray(window, float)
    out.write(f"\ncase {name}\n")
    out.write(f"reference {reference_name if reference_name else runs(reference)}\nwindow {runs(window)}\n")
    out.write(f"missing {missing[0]} {missing[1]}\n")
    for measure, value in of_samples(reference, window, missing).items():
        out.write(f"{measure} {float(value)!r}\n")


def numeric():
    rng = np.random.default_rng(20260908)
    with open(OUT / "numeric.txt", "w") as out:
        out.write(HEADER)
        normal = np.round(rng.normal(0, 1, 300), 4)
        write_case(out, "normal, shifted by a fifth", normal, np.round(rng.normal(0.2, 1, 120), 4))
        write_case(out, "normal, the same", normal, np.round(rng.normal(0, 1, 75), 4))
        write_case(out, "normal, some missing", normal, np.round(rng.normal(0, 1, 75), 4), (4, 30))
        write_case(out, "heavy tails", np.round(rng.standard_cauchy(250), 3), np.round(rng.standard_cauchy(90) * 2, 3))
        write_case(out, "heavy ties", rng.integers(0, 6, 400), rng.integers(1, 7, 130))
        zeros = np.where(rng.random(400) < 0.85, 0, np.round(rng.gamma(2, 0.1, 400), 3))
        write_case(out, "mostly zero", zeros, np.where(rng.random(90) < 0.6, 0, np.round(rng.gamma(2, 0.1, 90), 3)))
        write_case(
            out, "never changed, now does", np.full(200, 7.0), np.concatenate([np.full(40, 7.0), np.full(20, 9.0)])
        )
        write_case(out, "never changed, still does not", np.full(200, 7.0), np.full(40, 7.0))
        write_case(out, "far apart", rng.normal(0, 1, 40).round(3), rng.normal(50, 1, 30).round(3))
        write_case(out, "one value a side", [1.5], [2.5])
        write_case(out, "one value in the window", normal, [0.25])
        write_case(out, "equal sizes", rng.exponential(1, 150).round(3), rng.exponential(1.4, 150).round(3))
        write_case(out, "eleven values, deciles on values", np.arange(11), np.arange(11) + 0.5)
        write_case(
            out,
            "large and small magnitudes",
            few_digits(rng.lognormal(0, 6, 200)),
            few_digits(-rng.lognormal(0, 6, 60)),
        )


def stream():
    names = ["mean_intensity", "dark_fraction", "saturated_fraction", "confidence"]
    first, others = [f"2026-09-{d:02}" for d in range(1, 8)], ["2026-09-08", "2026-09-12", "2026-09-22", "2026-10-06"]
    rows, seen = [], set()
    for file in sorted((STREAM / "predictions").glob("*.gz")):
        for line in gzip.open(file, "rb"):
            try:
                row = json.loads(line)
                identity = (row["prediction_id"], row["timestamp"], row["model_version"])
                usable = row["status"] == "success" and row["prediction"] in ("NORMAL", "PNEUMONIA")
                usable = usable and 0 <= float(row["confidence"]) <= 1 and float(row["processing_time_ms"]) >= 0
                numbers = {**row["metadata"]["image_stats"], "confidence": row["confidence"]}
            except (ValueError, KeyError, TypeError):
                continue
            if usable and row["prediction_id"] and identity not in seen:
                seen.add(identity)
                rows.append((row["timestamp"][:10], numbers))
    truth = json.loads((STREAM / "truth.json").read_text())["days"]
    with open(OUT / "stream.txt", "w") as out:
        out.write(HEADER)
        for name in names:
            reference = [values[name] for day, values in rows if day in first]
            out.write(f"\nsample {name}\n{runs(reference)}\n")
        for name in names:
            reference = np.array([values[name] for day, values in rows if day in first])
            for day in others:
                window = np.array([values[name] for at, values in rows if at == day])
                expected, found = truth[day]["features"][name], of_samples(reference, window, (0, 0))
                assert math.isclose(found["psi"], expected["psi10"], rel_tol=1e-9, abs_tol=1e-12), (name, day)
                assert math.isclose(found["ks"], expected["ks"], rel_tol=1e-12), (name, day)
                write_case(out, f"{name} {day}", reference, window, reference_name=f"@{name}")


def categories():
    rng = np.random.default_rng(20260909)
    cases = {
        "sites, as usual": ([520, 410, 300, 260], [77, 60, 47, 40]),
        "sites, one gone": ([520, 410, 300, 260], [90, 72, 0, 55]),
        "sites, a new one": ([520, 410, 300, 0], [70, 60, 40, 25]),
        "many rare values": (
            rng.multinomial(400, rng.dirichlet(np.full(25, 0.4))),
            rng.multinomial(90, np.full(25, 0.04)),
        ),
        "two classes": ([1400, 1541], [110, 114]),
        "nothing in common": ([30, 20, 0, 0], [0, 0, 25, 12]),
        "few rows": ([9, 4, 3], [2, 1, 4]),
    }
    with open(OUT / "categories.txt", "w") as out:
        out.write(HEADER)
        for name, (reference, window) in cases.items():
            reference, window = np.asarray(reference), np.asarray(window)
            out.write(
                f"\ncase {name}\nreference {' '.join(map(str, reference))}\nwindow {' '.join(map(str, window))}\n"
            )
            for measure, value in of_counts(reference, window, ordered=False).items():
                out.write(f"{measure} {float(value)!r}\n")
            out.write(f"unseen_share {float(window[reference == 0].sum() / window.sum())!r}\n")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    numeric()
    stream()
    categories()
