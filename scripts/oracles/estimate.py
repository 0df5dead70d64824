"""Expected numbers for what is estimated without labels and for late labels, for
common/src/test/resources/oracle/estimate.txt.

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 statsmodels==0.15.0
    python scripts/oracles/estimate.py

Isotonic regression is scikit-learn's. The estimated confusion matrix is NannyML's formula
(doi:10.48550/arXiv.2407.08649, section 3: Σ p over the rows said to be positive, and so on), its AUROC
scikit-learn's on every row twice, as a positive of weight p and a negative of weight 1 − p. The label-free
prevalence is computed twice: by the iteration of Saerens and others and by SciPy's bounded maximisation of the
likelihood; they must agree. The band is written out from its definition with SciPy's distributions.
"""

import pathlib
import platform

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import optimize, stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import StratifiedTable

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"
Z = stats.norm.ppf(0.975)


def text(values):
    return " ".join(repr(float(value)) for value in np.atleast_1d(values))


def sample(rng, n, prevalence, power, digits):
    label = (rng.random(n) < prevalence).astype(int)
    score = 1 / (1 + np.exp(-(rng.normal(0.4, 1.5, n) + power * (label - 0.5))))
    return label, np.round(score, digits)


def saerens(p, usual):
    share = usual
    for _ in range(200_000):
        positive, negative = p * share / usual, (1 - p) * (1 - share) / (1 - usual)
        new = (positive / (positive + negative)).mean()
        if abs(new - share) < 1e-15:
            break
        share = new
    return share


def most_likely(p, usual):
    ratio_1, ratio_0 = p / usual, (1 - p) / (1 - usual)
    found = optimize.minimize_scalar(
        lambda share: -np.log(share * ratio_1 + (1 - share) * ratio_0).sum(),
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-12},
    )
    return found.x


def black_box(tp, fp, fn, tn, said, n):
    positives, negatives = tp + fn, fp + tn
    t, f = tp / positives, fp / negatives
    share = np.clip((said / n - f) / (t - f), 0, 1)

    def variance(hits, rows):
        smoothed = (hits + 0.5) / (rows + 1)
        return smoothed * (1 - smoothed) / rows

    half = (
        Z
        * np.sqrt(variance(said, n) + share**2 * variance(tp, positives) + (1 - share) ** 2 * variance(fp, negatives))
        / (t - f)
    )
    return share, max(0, share - half), min(1, share + half)


def write_case(out, name, labelled, window):
    label, score = labelled
    fit = IsotonicRegression(out_of_bounds="clip").fit(score, label)
    _, rows = window
    p = np.clip(fit.predict(rows), 0, 1)
    said = rows >= 0.5
    asked = np.concatenate(
        [[-0.1, 0, 1, 1.1], np.unique(score)[::7], (np.unique(score)[1:] + np.unique(score)[:-1])[::11] / 2]
    )
    usual = np.clip(fit.predict(score), 0, 1).mean()
    em, ml = saerens(p, usual), most_likely(p, usual)
    assert abs(em - ml) < 1e-6, (name, em, ml)
    tp, fp, fn, tn = p[said].sum(), (1 - p[said]).sum(), p[~said].sum(), (1 - p[~said]).sum()
    auroc = roc_auc_score(np.repeat([1, 0], len(rows)), np.tile(rows, 2), sample_weight=np.concatenate([p, 1 - p]))
    out.write(f"\ncase {name}\n")
    out.write(f"positives {text(np.sort(score[label == 1]))}\nnegatives {text(np.sort(score[label == 0]))}\n")
    out.write(f"window {text(np.sort(rows))}\nasked {text(asked)}\nprobabilities {text(fit.predict(asked))}\n")
    metrics = [(tp + tn) / len(rows), tp / (tp + fn), tn / (tn + fp), auroc]
    out.write(f"expected {text([tp, fp, fn, tn])}\nmetrics {text(metrics)}\n")
    out.write(f"usual {text(usual)}\nprevalence {text(em)}\n")
    counts = [int(((label == 1) & (score >= 0.5)).sum()), int(((label == 0) & (score >= 0.5)).sum())]
    counts += [int(((label == 1) & (score < 0.5)).sum()), int(((label == 0) & (score < 0.5)).sum())]
    power = counts[0] / (counts[0] + counts[2]) - counts[1] / (counts[1] + counts[3])
    shares = text(black_box(*counts, int(said.sum()), len(rows))) if power >= 0.1 else "none"
    out.write(f"confusion {text(counts)}\nblackbox {shares}\n")


def write_beta_binomial(out, n, p, spread, hits):
    law = (
        stats.binom(n, p)
        if spread == 0
        else stats.betabinom(n, p * (1 - spread) / spread, (1 - p) * (1 - spread) / spread)
    )
    out.write(f"\nbetabinomial {n} {p} {spread}\nrows {n}\np {p}\nspread {spread}\n")
    out.write(f"hits {text(hits)}\natmost {text(law.cdf(hits))}\nmoments {text([law.mean(), law.var()])}\n")


def write_late(out, name, days):
    """Mantel and Haenszel's log odds ratio, late over early, and DerSimonian and Laird's variance of a new day's
    about it.

    Half a label is added to either of Mantel and Haenszel's sums; without it the ratio must be that of statsmodels.
    """
    differences, variances = [], []
    for early_right, early, late_right, late in days:
        cells = np.array([late_right, late - late_right, early_right, early - early_right]) + 0.5
        differences.append(np.log(cells[0] * cells[3] / cells[1] / cells[2]))
        variances.append((1 / cells).sum())
    y, v = np.array(differences), np.array(variances)
    w = 1 / v
    q = (w * (y - (w * y).sum() / w.sum()) ** 2).sum()
    tau = max(0, (q - (len(y) - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    w = 1 / (v + tau)
    out.write(f"\nlate {name}\n")
    for i, column in enumerate(("earlyright", "early", "lateright", "late")):
        out.write(f"{column} {' '.join(str(day[i]) for day in days)}\n")
    tables = np.array([[[lr, n_l - lr], [er, n_e - er]] for er, n_e, lr, n_l in days], float)
    above, below = ((tables[:, 0, i] * tables[:, 1, 1 - i] / tables.sum(axis=(1, 2))).sum() for i in (0, 1))
    pooled = StratifiedTable([table for table in tables]).logodds_pooled
    assert abs(np.log(above / below) - pooled) < 1e-12, (above, below, pooled)
    out.write(f"difference {text([np.log((above + 0.5) / (below + 0.5)), tau + 1 / w.sum()])}\n")


def main():
    rng = np.random.default_rng(20260929)
    with open(OUT / "estimate.txt", "w") as out:
        out.write(
            f"# made by scripts/oracles/estimate.py with python {platform.python_version()}, numpy {np.__version__}, "
            f"scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}\n"
        )
        write_case(out, "a good model", sample(rng, 300, 0.35, 3.5, 4), sample(rng, 120, 0.35, 3.5, 4))
        write_case(out, "scores with ties", sample(rng, 250, 0.4, 2, 1), sample(rng, 150, 0.4, 2, 1))
        write_case(out, "more positives", sample(rng, 400, 0.3, 3, 3), sample(rng, 200, 0.7, 3, 3))
        write_case(out, "a coin", sample(rng, 150, 0.5, 0.6, 2), sample(rng, 80, 0.5, 0.6, 3))
        write_beta_binomial(out, 300, 0.09, 0.01, [0, 5, 14, 27, 28, 60, 299])
        write_beta_binomial(out, 40, 0.6, 0.2, [0, 10, 24, 25, 39])
        write_beta_binomial(out, 5000, 0.35, 0.0005, [1500, 1700, 1800, 1990])
        write_beta_binomial(out, 120, 0.3, 0, [20, 36, 50])
        rows = [
            (int(rng.binomial(e, 0.8)), int(e), int(rng.binomial(m, 0.9)), int(m))
            for e, m in rng.integers(20, 90, (12, 2))
        ]
        write_late(out, "alike", rows)
        shares = rng.uniform(0.55, 0.98, 10)
        rows = [(int(rng.binomial(90, s)), 90, int(rng.binomial(150, rng.uniform(0.6, 0.98))), 150) for s in shares]
        write_late(out, "days differ", rows)


if __name__ == "__main__":
    main()
