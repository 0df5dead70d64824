"""What many features together come to, by NumPy, SciPy and scikit-learn, for
common/src/test/resources/oracle/multivariate-*.csv.

    python scripts/oracles/multivariate.py     # numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1

Made-up rows (rounded, so that every program reads the same numbers) of five days and a window in which one correlation
has turned: the parts and the whole are computed from docs/statistics.md, "Many features together", not from the code.
"""

import pathlib

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import PolynomialFeatures

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"
HEAD = (
    f"# scripts/oracles/multivariate.py, NumPy {np.__version__}, SciPy {scipy.__version__}, "
    f"scikit-learn {sklearn.__version__}\n"
)
FEATURES = ["contrast", "edges", "mean", "noise"]
DAYS = ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-05"]
FOLDS = 3


def made_up():
    rng = np.random.default_rng(20260922)
    rows = {}
    for name, n, r in [*((day, 60, 0.8) for day in DAYS), ("window", 50, -0.3)]:
        a, b, c, d = rng.normal(size=(4, n))
        shift = rng.normal(0, 0.1)
        rows[name] = np.round(
            np.column_stack([3 + a, 20 + 5 * (r * a + np.sqrt(1 - r * r) * b), 120 + 25 * (c + shift), np.exp(d)]), 3
        )
    rows["2026-09-03"][7, 2] = 1e6
    rows["window"][11, 0] = -4e5
    return rows


def cut(rows):
    """To as far again beyond the middle 99 % of the baseline as those reach from the median."""
    low, middle, high = np.quantile(np.vstack([rows[day] for day in DAYS]), [0.005, 0.5, 0.995], axis=0)
    return {name: np.clip(values, 2 * low - middle, 2 * high - middle) for name, values in rows.items()}


def standard(rows, by):
    return (rows - by.mean(0)) / by.std(0, ddof=1)


def errors(train, rows, axes):
    pca = PCA(n_components=axes).fit(standard(train, train))
    numbers = standard(rows, train)
    return np.linalg.norm(numbers - pca.inverse_transform(pca.transform(numbers)), axis=1), pca.n_components_


def auroc(first, second):
    areas, pairs = [], []
    for fold in range(FOLDS):
        a, b = np.arange(len(first)) % FOLDS == fold, np.arange(len(second)) % FOLDS == fold
        train = np.vstack([first[~a], second[~b]])
        label = np.r_[np.zeros((~a).sum()), np.ones((~b).sum())]
        terms = PolynomialFeatures(2, include_bias=False)
        learn = terms.fit_transform(standard(train, train))
        spread = learn.std(0, ddof=1)
        model = Ridge(alpha=10).fit(learn / spread, label)
        test = terms.transform(standard(np.vstack([first[a], second[b]]), train)) / spread
        areas.append(roc_auc_score(np.r_[np.zeros(a.sum()), np.ones(b.sum())], model.predict(test)))
        pairs.append(a.sum() * b.sum())
    return np.average(areas, weights=pairs)


def against(values, variances, value, variance, one_day, tail):
    days = len(values)
    sampling = np.mean(variances)
    learnt = (one_day + 1 / days) * np.var(values, ddof=1)
    more = max(0, variance - one_day * sampling)
    least = (one_day + 1 / days) * max(np.var(values, ddof=1), sampling)
    freedom = min(1e6, (days - 1) * (1 + more / least) ** 2)
    t = (value - np.mean(values)) / np.sqrt(learnt + more)
    p = stats.t.sf(t, freedom) if tail == "ABOVE" else 2 * stats.t.sf(abs(t), freedom)
    return np.mean(values), np.sqrt(learnt + more), freedom, t, p


def write(name, columns, rows):
    with open(OUT / f"multivariate-{name}.csv", "w") as out:
        out.write(HEAD + ",".join(columns) + "\n")
        for row in rows:
            out.write(",".join(str(float(v)) if isinstance(v, (float, np.floating)) else str(v) for v in row) + "\n")


def whole(rows):
    rows = cut(rows)
    baseline = np.vstack([rows[day] for day in DAYS])
    _, axes = errors(baseline, baseline, 0.65)
    unseen = {day: np.vstack([rows[other] for other in DAYS if other != day]) for day in DAYS}
    of_days = [errors(unseen[day], rows[day], axes)[0] for day in DAYS]
    of_window = np.mean([errors(unseen[day], rows["window"], axes)[0] for day in DAYS], axis=0)
    squared = lambda e: e.var(ddof=1) / len(e)
    told = against(
        [e.mean() for e in of_days], [squared(e) for e in of_days], of_window.mean(), squared(of_window), 1, "BOTH"
    )
    yield "error", *(e.mean() for e in of_days), of_window.mean(), *told
    areas = [auroc(unseen[day], rows[day]) for day in DAYS]
    chance = lambda m, n: (m + n + 1) / (12 * m * n)
    area = auroc(baseline, rows["window"])
    told = against(areas, [chance(240, 60)] * len(DAYS), area, chance(300, 50), 1, "ABOVE")
    yield "auroc", *areas, area, *told


def comparisons():
    rng = np.random.default_rng(7)
    for days, variance, one_day, tail in [
        (7, 0.0004, 1, "BOTH"),
        (7, 0.004, 1, "BOTH"),
        (7, 0.00004, 1, "ABOVE"),
        (2, 0.0004, 1, "BOTH"),
        (28, 0.0004, 1, "ABOVE"),
        (14, 0.0001, 1 / 7, "BOTH"),
        (3, 0.04, 1, "ABOVE"),
    ]:
        values = np.round(rng.normal(1.2, 0.03, days), 4)
        variances = np.round(rng.uniform(0.0002, 0.0006, days), 6)
        value = round(rng.normal(1.27, 0.03), 4)
        join = lambda numbers: " ".join(str(float(v)) for v in numbers)
        yield (
            join(values),
            join(variances),
            value,
            variance,
            one_day,
            tail,
            *against(values, variances, value, variance, one_day, tail),
        )


def separations():
    rng = np.random.default_rng(11)
    for m, n, moved, digits in [(5, 4, 0.5, 0), (40, 30, 1, 1), (300, 100, 0.2, 2), (20, 20, 9, 3), (6, 1, 0, 0)]:
        first, second = np.round(rng.normal(0, 1, m), digits) + 0.0, np.round(rng.normal(moved, 1, n), digits) + 0.0
        area = roc_auc_score(np.r_[np.zeros(m), np.ones(n)], np.r_[first, second])
        q1, q2 = area / (2 - area), 2 * area * area / (1 + area)
        margin = stats.norm.ppf(0.975) * np.sqrt(
            (area * (1 - area) + (n - 1) * (q1 - area**2) + (m - 1) * (q2 - area**2)) / (m * n)
        )
        join = lambda numbers: " ".join(str(float(v)) for v in numbers)
        yield join(first), join(second), area, (m + n + 1) / (12 * m * n), margin


def main():
    rows = made_up()
    write("rows", ["day", *FEATURES], [(name, *values) for name, each in rows.items() for values in each])
    write(
        "whole",
        ["measure", *DAYS, "window", "mean", "standard_error", "freedom", "t", "p"],
        list(whole(rows)),
    )
    write(
        "against-days",
        ["values", "variances", "value", "variance", "one_day", "side", "mean", "standard_error", "freedom", "t", "p"],
        list(comparisons()),
    )
    write("separation", ["first", "second", "area", "variance", "margin"], list(separations()))


if __name__ == "__main__":
    main()
