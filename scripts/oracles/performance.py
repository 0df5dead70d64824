"""Expected numbers for the performance metrics, from scikit-learn, for
common/src/test/resources/oracle/performance.txt.

    python scripts/oracles/performance.py           # needs numpy, scipy and scikit-learn, nothing else

DeLong's variance is not in scikit-learn: it is written out here over pairs of rows, as in the paper's definition.
Wilson's interval is SciPy's.
"""

import pathlib
import platform

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"
Z = stats.norm.ppf(0.975)


def delong_error(positive, negative):
    order = np.sign(positive[:, None] - negative[None, :]) / 2 + 0.5
    by_positive, by_negative = order.mean(axis=1), order.mean(axis=0)
    return np.sqrt(by_positive.var(ddof=1) / len(positive) + by_negative.var(ddof=1) / len(negative))


def wilson(hits, n):
    interval = stats.binomtest(int(hits), int(n)).proportion_ci(method="wilson")
    return interval.low, interval.high


def mcc_error(tp, fp, fn, tn):
    """Delta method by central differences of the correlation in the counts, half a row added to each."""

    def correlation(c):
        a, b, f, d = c
        return (a * d - b * f) / np.sqrt((a + b) * (a + f) * (d + b) * (d + f))

    counts, step = np.array([tp, fp, fn, tn]) + 0.5, 1e-4
    gradient = np.array(
        [(correlation(counts + step * e) - correlation(counts - step * e)) / (2 * step) for e in np.eye(4)]
    )
    return np.sqrt((counts * gradient**2).sum() - (counts * gradient).sum() ** 2 / counts.sum())


def numbers(label, answer, score):
    tn, fp, fn, tp = metrics.confusion_matrix(label, answer, labels=[0, 1]).ravel()
    n = len(label)
    yield "confusion", (tp, fp, fn, tn)
    yield "accuracy", (metrics.accuracy_score(label, answer), *wilson(tp + tn, n))
    yield "sensitivity", (metrics.recall_score(label, answer), *wilson(tp, tp + fn))
    yield "specificity", (metrics.recall_score(label, answer, pos_label=0), *wilson(tn, tn + fp))
    yield "precision", (metrics.precision_score(label, answer), *wilson(tp, tp + fp))
    yield "npv", (metrics.precision_score(label, answer, pos_label=0), *wilson(tn, tn + fn))
    yield "prevalence_labelled", (label.mean(), *wilson(tp + fn, n))
    low, high = wilson(tp, tp + fp + fn)
    yield "f1", (metrics.f1_score(label, answer), 2 * low / (1 + low), 2 * high / (1 + high))
    yield "balanced_accuracy", (metrics.balanced_accuracy_score(label, answer),)
    value, error = metrics.matthews_corrcoef(label, answer), mcc_error(tp, fp, fn, tn)
    yield "mcc", (value, max(-1, value - Z * error), min(1, value + Z * error))
    value, error = metrics.roc_auc_score(label, score), delong_error(score[label == 1], score[label == 0])
    yield "auroc", (value, max(0, value - Z * error), min(1, value + Z * error))
    losses = (score - label) ** 2
    error = losses.std(ddof=1) / np.sqrt(n)
    yield (
        "brier",
        (metrics.brier_score_loss(label, score), max(0, losses.mean() - Z * error), min(1, losses.mean() + Z * error)),
    )
    clamped = np.clip(score, np.finfo(float).eps, 1 - np.finfo(float).eps)
    losses = -np.where(label == 1, np.log(clamped), np.log(1 - clamped))
    error = losses.std(ddof=1) / np.sqrt(n)
    yield "log_loss", (metrics.log_loss(label, score), max(0, losses.mean() - Z * error), losses.mean() + Z * error)


def write_case(out, name, label, score, level=0.5):
    label, score = np.asarray(label), np.asarray(score, float)
    answer = (score >= level).astype(int)
    out.write(f"\ncase {name}\n")
    for actual in (1, 0):
        for said in (1, 0):
            chosen = np.sort(score[(label == actual) & (answer == said)])
            out.write(f"scores {actual} {said} {' '.join(repr(float(s)) for s in chosen)}".rstrip() + "\n")
    for metric, values in numbers(label, answer, score):
        out.write(f"{metric} {' '.join(repr(v.item() if hasattr(v, 'item') else v) for v in values)}\n")


def sample(rng, n, prevalence, power, digits):
    label = (rng.random(n) < prevalence).astype(int)
    score = 1 / (1 + np.exp(-(rng.normal(0, 1.5, n) + power * (label - 0.5))))
    return label, np.round(score, digits)


def main():
    rng = np.random.default_rng(20260910)
    with open(OUT / "performance.txt", "w") as out:
        out.write(
            f"# made by scripts/oracles/performance.py with python {platform.python_version()}, "
            f"numpy {np.__version__}, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}\n"
        )
        write_case(out, "a good model", *sample(rng, 200, 0.3, 4, 4))
        write_case(out, "scores with ties", *sample(rng, 150, 0.5, 2, 1))
        write_case(out, "a coin", *sample(rng, 80, 0.4, 0, 3))
        write_case(out, "few positives", *sample(rng, 120, 0.05, 3, 3))
        write_case(out, "worse than a coin", *sample(rng, 60, 0.5, -2, 3))
        write_case(out, "certain and sometimes wrong", [1, 1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 0, 0.75, 0, 0, 1, 0.25, 0.5])


if __name__ == "__main__":
    main()
