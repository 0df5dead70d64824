"""Expected numbers for ranking, calibration and verification bias, for
common/src/test/resources/oracle/calibration.txt.

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 statsmodels==0.14.6
    python scripts/oracles/calibration.py

Values are scikit-learn's and statsmodels' where they have them; standard errors by the delta method are taken by
central differences in the rows' weights, so that no derivative is written out twice. The formulas of intervals that
are the product's own are those of the Javadoc. Begg and Greenes's corrected shares are computed row by row: every
answer without a label is given the share of positives among the labelled of its stratum.
"""

import pathlib
import platform

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"
Z = stats.norm.ppf(0.975)
EPSILON = 1e-6
ABSENT = "absent"


def wilson(hits, n):
    interval = stats.binomtest(int(hits), int(n)).proportion_ci(method="wilson")
    return interval.low, interval.high


def logit(p):
    return np.log(p) - np.log1p(-p)


def expit(x):
    return 1 / (1 + np.exp(-x))


def jackknife(value, n, step=1e-4):
    """The infinitesimal jackknife's standard error of a function of the rows' weights."""
    one = np.ones(n)
    derivative = np.array([(value(one + step * e) - value(one - step * e)) / (2 * step) for e in np.eye(n)])
    return derivative, np.sqrt((derivative**2).sum())


def average_precision(label, score):
    if label.min() == label.max():
        return ABSENT
    value = metrics.average_precision_score(label, score)
    positives = label.sum()
    if positives < 2:
        return value, value, value
    if value == 1:
        return (value, *wilson(positives, positives))
    _, error = jackknife(lambda w: metrics.average_precision_score(label, score, sample_weight=w), len(label))
    half = Z * error * np.sqrt(positives / (positives - 1)) / (value * (1 - value))
    return value, expit(logit(value) - half), expit(logit(value) + half)


def bins(score, strategy):
    """Bin of each row; for equal counts by numpy.quantile of ranks as fractions: edges are never off by an ulp."""
    if strategy == "uniform":
        return np.searchsorted(np.linspace(0, 1, 11)[1:-1], score)
    ordered, n = np.sort(score), len(score)
    below = np.searchsorted(ordered, score, side="left")
    return np.array([sum((n - 1) * k // 10 < b for k in range(1, 10)) for b in below])


def checked_bins(label, score, strategy):
    found = bins(score, strategy)
    observed, promised = calibration_curve(label, score, n_bins=10, strategy=strategy)
    used = np.unique(found)
    assert np.allclose(observed, [label[found == b].mean() for b in used])
    assert np.allclose(promised, [score[found == b].mean() for b in used])
    return found


def groups(label, score, strategy):
    found = checked_bins(label, score, strategy)
    used = np.unique(found)
    n = np.array([(found == b).sum() for b in used])
    o = np.array([label[found == b].mean() for b in used])
    f = np.array([score[found == b].mean() for b in used])
    smooth = (n * o + Z * Z / 2) / (n + Z * Z)
    return n, o, f, np.maximum(smooth * (1 - smooth) / (n + Z * Z), f * (1 - f) / n)


def ece(label, score, strategy):
    n, o, f, v = groups(label, score, strategy)
    w = n / n.sum()
    value, spread = (w * abs(f - o)).sum(), (w**2 * v).sum()
    chance = stats.halfnorm.mean() * (w * np.sqrt(v)).sum() + Z * stats.halfnorm.std() * np.sqrt(spread)
    return value, max(0, value - chance), min(1, value + Z * np.sqrt(spread))


def mce(label, score, strategy):
    n, o, f, _ = groups(label, score, strategy)
    near, far = [0], []
    for size, share, promised in zip(n, o, f):
        exact = stats.binomtest(round(size * share), size).proportion_ci(1 - 0.05 / len(n), method="exact")
        low, high = exact.low, exact.high
        near.append(max(low - promised, promised - high))
        low, high = wilson(round(size * share), size)
        far.append(max(promised - low, high - promised))
    return abs(f - o).max(), max(near), max(far)


def decomposition(label, score):
    found = bins(score, "quantile")
    base = label.mean()

    def parts(w):
        total, mean = w.sum(), (w * label).sum() / w.sum()
        parts = np.zeros(5)
        parts[2] = mean * (1 - mean)
        for b in np.unique(found):
            here, weight = found == b, w[found == b]
            f, o = np.average(score[here], weights=weight), np.average(label[here], weights=weight)
            share = weight.sum() / total
            parts[0] += share * (f - o) ** 2
            parts[1] += share * (o - mean) ** 2
            parts[3] += (weight * (score[here] - f) ** 2).sum() / total
            parts[4] += (weight * (score[here] - f) * (label[here] - o)).sum() / total
        return parts

    whole = parts(np.ones(len(label)))
    generalized = whole[1] - whole[3] + 2 * whole[4]
    assert np.isclose(whole[0] - generalized + whole[2], metrics.brier_score_loss(label, score), atol=1e-14)
    assert np.isclose(whole[2], base * (1 - base))

    def resolution(w):
        p = parts(w)
        return p[1] - p[3] + 2 * p[4]

    derivative, error = jackknife(resolution, len(label))
    error *= np.sqrt(len(label) / (len(label) - 1))
    n, _, _, v = groups(label, score, "quantile")
    centre = generalized - (n / n.sum() * v).sum()
    return whole, (generalized, centre - Z * error, max(generalized, centre + Z * error))


def reliability(label, score):
    n, o, f, v = groups(label, score, "quantile")
    w = n / n.sum()
    value, noise = (w * (f - o) ** 2).sum(), w * v
    scale = (noise**2).sum() / noise.sum()
    chance = scale * stats.chi2.ppf(0.975, noise.sum() / scale)
    low = max(0, np.sqrt(value) - np.sqrt(chance)) ** 2
    return value, low, min(1, (np.sqrt(value) + Z * np.sqrt(noise.max())) ** 2)


def recalibration(label, odds):
    if odds[label == 0].max(initial=-np.inf) <= odds[label == 1].min(initial=np.inf):
        return ABSENT, ABSENT
    fit = sm.Logit(label, sm.add_constant(odds)).fit(method="newton", tol=1e-13, maxiter=200, disp=0)
    low, high = fit.conf_int()[:, 0], fit.conf_int()[:, 1]
    return (fit.params[1], low[1], high[1]), (fit.params[0], low[0], high[0])


def in_the_large(label, odds):
    fit = sm.GLM(label, np.ones(len(label)), family=sm.families.Binomial(), offset=odds)
    fit = fit.fit(tol=1e-14, maxiter=200, cov_type="HC0")
    return fit.params[0], *fit.conf_int()[0]


def spiegelhalter(label, p):
    variance = ((1 - 2 * p) ** 2 * p * (1 - p)).sum()
    if variance == 0:
        return ABSENT, ABSENT
    z = ((label - p) * (1 - 2 * p)).sum() / np.sqrt(variance)
    return z, 2 * stats.norm.sf(abs(z))


def hosmer_lemeshow(label, score):
    n, o, f, _ = groups(label, score, "quantile")
    f = np.clip(f, EPSILON, 1 - EPSILON)
    observed, expected = np.column_stack([n * o, n * (1 - o)]), np.column_stack([n * f, n * (1 - f)])
    statistic = ((observed - expected) ** 2 / expected).sum()
    return statistic, stats.chi2.sf(statistic, len(n))


def traded(label, score, level):
    """Best rate of the positives at a share of the negatives left alone, from scikit-learn's ROC curve."""
    negatives, positives = (label == 0).sum(), label.sum()
    if negatives * (1 - level) < 1 - 1e-9 or len(np.unique(score)) == 1:
        return ABSENT
    false, true, _ = metrics.roc_curve(label, score, drop_intermediate=False)

    def best(least):
        return true[1 - false >= least - 1e-9].max()

    half = Z * np.sqrt(level * (1 - level) / negatives)
    value = best(level)
    low, high = wilson(round(value * positives), positives)
    return (
        value,
        max(0, value - np.hypot(value - low, value - best(min(1, level + half)))),
        min(1, value + np.hypot(high - value, best(max(0, level - half)) - value)),
    )


def numbers(label, score):
    clipped = np.clip(score, EPSILON, 1 - EPSILON)
    odds = logit(clipped)
    yield "average_precision", average_precision(label, score)
    yield "sensitivity_at_specificity_90", traded(label, score, 0.9)
    yield "specificity_at_sensitivity_90", traded(1 - label, -score, 0.9)
    for name, strategy in (("", "quantile"), ("_width", "uniform")):
        yield "ece" + name, ece(label, score, strategy)
        yield "mce" + name, mce(label, score, strategy)
    slope, intercept = recalibration(label, odds)
    yield "calibration_slope", slope
    yield "calibration_intercept", intercept
    yield "calibration_in_the_large", in_the_large(label, odds)
    z, p = spiegelhalter(label, clipped)
    yield "spiegelhalter_z", z
    yield "spiegelhalter_p", p
    statistic, p = hosmer_lemeshow(label, score)
    yield "hosmer_lemeshow", statistic
    yield "hosmer_lemeshow_p", p
    whole, resolution = decomposition(label, score)
    yield "decomposition", whole
    yield "brier_reliability", reliability(label, score)
    yield "brier_resolution", resolution


def text(values):
    return values if values is ABSENT else " ".join(repr(float(v)) for v in np.atleast_1d(values))


def write_case(out, name, label, score, level=0.5):
    label, score = np.asarray(label), np.asarray(score, float)
    answer = (score >= level).astype(int)
    out.write(f"\ncase {name}\n")
    for actual in (1, 0):
        for said in (1, 0):
            chosen = np.sort(score[(label == actual) & (answer == said)])
            out.write(f"scores {actual} {said} {' '.join(repr(float(s)) for s in chosen)}".rstrip() + "\n")
    for metric, values in numbers(label, score):
        out.write(f"{metric} {text(values)}\n")


def sample(rng, n, prevalence, power, digits):
    label = (rng.random(n) < prevalence).astype(int)
    score = 1 / (1 + np.exp(-(rng.normal(0, 1.5, n) + power * (label - 0.5))))
    return label, np.round(score, digits)


# ---- labels that depend on the answer


def corrected(strata):
    """Each row (said, answers, labelled, positives): labels imputed; standard errors by central differences."""
    said, answers, labelled, positives = (np.array(column, float) for column in zip(*strata))

    def shares(weights, p):
        hit, miss = weights * p, weights * (1 - p)
        yes = said == 1
        return {
            "sensitivity": hit[yes].sum() / hit.sum(),
            "specificity": miss[~yes].sum() / miss.sum(),
            "accuracy": (hit[yes].sum() + miss[~yes].sum()) / weights.sum(),
            "prevalence": hit.sum() / weights.sum(),
            "precision": hit[yes].sum() / weights[yes].sum(),
            "npv": miss[~yes].sum() / weights[~yes].sum(),
        }

    p, smooth, step = positives / labelled, (positives + 0.5) / (labelled + 1), 1e-6
    for name, value in shares(answers, p).items():

        def odds(weights, p):
            return logit(shares(weights, p)[name])

        by_p = np.array(
            [(odds(answers, p + step * e) - odds(answers, p - step * e)) / (2 * step) for e in np.eye(len(p))]
        )
        yield name, value, (by_p**2 * smooth * (1 - smooth) / labelled).sum()


def by_weights(strata, name, value):
    """The multinomial part of the variance of the log odds, written out with shares of answers."""
    said, answers, labelled, positives = (np.array(column, float) for column in zip(*strata))
    p, smooth = positives / labelled, (positives + 0.5) / (labelled + 1)
    n = answers.sum()
    yes, share = said == 1, answers / n
    if name in ("sensitivity", "specificity"):
        q, s = (p, smooth) if name == "sensitivity" else (1 - p, 1 - smooth)
        found = yes if name == "sensitivity" else ~yes
        a, b = (share * q)[found].sum(), (share * q)[~found].sum()
        side = np.where(found, a, b)
        return (share * (s / side) ** 2).sum() / n
    chosen = {"precision": yes, "npv": ~yes}.get(name, np.ones(len(p), bool))
    right = (
        smooth
        if name in ("prevalence", "precision")
        else np.where(yes, smooth, 1 - smooth)
        if name == "accuracy"
        else 1 - smooth
    )
    within, q = answers[chosen] / answers[chosen].sum(), right[chosen]
    spread = (within * q**2).sum() - (within * q).sum() ** 2
    return spread / answers[chosen].sum() / (value * (1 - value)) ** 2


def write_strata(out, name, strata):
    out.write(f"\nstrata {name}\n")
    for number, stratum in enumerate(strata):
        out.write(f"stratum{number} {' '.join(map(str, stratum))}\n")
    for share, value, variance in corrected(strata):
        half = Z * np.sqrt(variance + by_weights(strata, share, value))
        out.write(f"{share} {text((value, expit(logit(value) - half), expit(logit(value) + half)))}\n")
    table = np.array([[labelled, answers - labelled] for _, answers, labelled, _ in strata])
    test = stats.chi2_contingency(table, correction=False)
    out.write(f"coverage {text((test.pvalue, test.statistic, test.dof))}\n")


def main():
    rng = np.random.default_rng(20260911)
    with open(OUT / "calibration.txt", "w") as out:
        out.write(
            f"# made by scripts/oracles/calibration.py with python {platform.python_version()}, "
            f"numpy {np.__version__}, scipy {scipy.__version__}, "
            f"scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}\n"
        )
        write_case(out, "a good model", *sample(rng, 203, 0.3, 4, 4))
        write_case(out, "scores with ties", *sample(rng, 150, 0.5, 2, 1))
        write_case(out, "a coin", *sample(rng, 81, 0.4, 0, 3))
        write_case(out, "few positives", *sample(rng, 120, 0.05, 3, 3))
        write_case(out, "worse than a coin", *sample(rng, 64, 0.5, -2, 3))
        write_case(
            out,
            "certain and sometimes wrong",
            [1] * 12 + [0] * 12,
            [1] * 6 + [0.9, 0.75, 0.75, 0.5, 0.25, 0] + [0] * 7 + [0.25, 0.25, 0.5, 0.75, 1],
        )
        write_case(
            out, "one score parts the classes", [1] * 11 + [0] * 15, [0.9] * 6 + [0.8] * 5 + [0.3] * 8 + [0.1] * 7
        )
        write_case(out, "one and the same score", [1] * 10 + [0] * 30, [0.5] * 40)
        # Begg and Greenes's own example, liver scans by Drum and Christacopoulos 1972: 650 scans, 344 of them verified.
        write_strata(out, "liver scans", [(1, 429, 263, 231), (0, 221, 81, 27)])
        write_strata(
            out,
            "by score",
            [(0, 80, 12, 1), (0, 80, 20, 2), (0, 81, 31, 6), (1, 40, 30, 21), (1, 40, 35, 31), (1, 39, 20, 19)],
        )


if __name__ == "__main__":
    main()
