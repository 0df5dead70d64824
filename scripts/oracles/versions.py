"""Expected numbers for comparisons of versions and for why a share changed, for common/src/test/resources/oracle.

    python scripts/oracles/versions.py              # needs numpy, scipy and statsmodels, nothing else

Newcombe's interval and McNemar's exact p are statsmodels'. Tango's interval comes from maximising the likelihood under
each difference numerically, where the Java code has the closed form. The parts of a change are summed in loops, their
errors by the delta method from numerical derivatives over all cells (value, labelled or not, right or not) of both
sides.
"""

import pathlib
import platform

import numpy as np
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"
Z = stats.norm.ppf(0.975)


def header(out):
    out.write(
        f"# made by scripts/oracles/versions.py with python {platform.python_version()}, numpy {np.__version__}, "
        f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}\n"
    )


def tango(only_first, only_second, n):
    """Of second less first."""

    def statistic(delta):
        low, high = max(0, -delta), (1 - delta) / 2  # of the probability that only the first is right
        if high - low < 1e-14:
            q = low
        else:

            def loss(q):
                second, same = max(0, q + delta), max(0, 1 - 2 * q - delta)
                return -(
                    scipy.special.xlogy(only_first, q)
                    + scipy.special.xlogy(only_second, second)
                    + scipy.special.xlogy(n - only_first - only_second, same)
                )

            grid = np.linspace(low, high, 2_001)
            start = int(np.argmin([loss(q) for q in grid]))
            bounds = grid[max(0, start - 1)], grid[min(len(grid) - 1, start + 1)]
            found = optimize.minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-15})
            q = min((found.x, bounds[0], bounds[1]), key=loss)
        return (only_second - only_first - n * delta) / np.sqrt(n * (2 * q + delta - delta**2))

    d = (only_second - only_first) / n
    lower = optimize.brentq(lambda x: statistic(x) - Z, -1 + 1e-9, d - 1e-9, xtol=1e-11)
    upper = optimize.brentq(lambda x: statistic(x) + Z, d + 1e-9, 1 - 1e-9, xtol=1e-11)
    return d, lower, upper


def parts(before, after):
    """Cells of each side by value: (unlabelled, right, wrong) as shares of all; mix, within, labelling."""

    def side(cells):
        w = cells.sum(axis=1) / cells.sum()
        labelled = cells[:, 1] + cells[:, 2]
        return w, labelled / labelled.sum(), cells[:, 1] / labelled

    (w0, l0, a0), (w1, l1, a1) = side(before), side(after)
    values = range(len(w0))
    mean0, mean1 = sum(w0[v] * a0[v] for v in values), sum(w1[v] * a1[v] for v in values)
    mix = [(w1[v] - w0[v]) * ((a0[v] + a1[v]) / 2 - (mean0 + mean1) / 2) for v in values]
    within = [(a1[v] - a0[v]) * (w0[v] + w1[v]) / 2 for v in values]
    labelling = [(l1[v] - w1[v]) * (a1[v] - mean1) - (l0[v] - w0[v]) * (a0[v] - mean0) for v in values]
    return np.array([mix, within, labelling])


def errors(before, after):
    """Delta method over the multinomial of each side."""
    variance = np.zeros(3)
    for which in (0, 1):
        counts = (before, after)[which]
        n, p = counts.sum(), counts / counts.sum()
        gradient = np.zeros((3,) + p.shape)
        for index in np.ndindex(p.shape):
            if p[index] == 0:
                continue
            step = 1e-6
            moved = [p.copy(), p.copy()]
            moved[0][index] += step
            moved[1][index] -= step
            other = (after / after.sum(), before / before.sum())[which]
            both = [(m, other) if which == 0 else (other, m) for m in moved]
            gradient[(slice(None),) + index] = (parts(*both[0]).sum(axis=1) - parts(*both[1]).sum(axis=1)) / (2 * step)
        for part in range(3):
            variance[part] += ((p * gradient[part] ** 2).sum() - (p * gradient[part]).sum() ** 2) / n
    return np.sqrt(variance)


def text(values):
    return " ".join(repr(float(v)) for v in values)


def write_change(out, name, before, after):
    before, after = np.array(before, float), np.array(after, float)
    out.write(f"\nchange {name}\n")
    for key, side in (("before", before), ("after", after)):
        out.write(f"{key} {' '.join(str(int(c)) for c in side.ravel())}\n")
    for key, part in zip(("mix", "within", "labelling"), parts(before, after)):
        out.write(f"{key} {text(part)}\n")
    out.write(f"errors {text(errors(before, after))}\n")


def main():
    with open(OUT / "versions.txt", "w", encoding="utf-8") as out:
        header(out)
        # the first is the worked example (a) of Newcombe 1998, table II: 0.2 (0.0524 to 0.3339)
        for a, n, b, m in [
            (48, 80, 56, 70),
            (9, 10, 3, 10),
            (6, 7, 2, 7),
            (29, 29, 54, 56),
            (0, 20, 0, 10),
            (10, 10, 0, 20),
            (880, 950, 903, 940),
        ]:
            low, high = confint_proportions_2indep(b, m, a, n, method="newcomb", compare="diff")
            found = f"{b / m - a / n!r} {low!r} {high!r}".replace("np.float64(", "").replace(")", "")
            out.write(f"\napart {a}/{n}-{b}/{m}\ncounts {a} {n} {b} {m}\ndifference {found}\n")
        # 40 and 20 of 160 are the example of R's PropCIs::scoreci.mp
        for both, first, second, neither in [
            (80, 20, 40, 20),
            (43, 0, 1, 0),
            (30, 0, 0, 10),
            (10, 12, 2, 8),
            (500, 21, 38, 41),
            (1, 1, 7, 12),
            (0, 0, 9, 1),
            (0, 5, 5, 0),
        ]:
            n, discordant = both + first + second + neither, first + second
            exact = mcnemar([[both, first], [second, neither]], exact=True).pvalue if discordant else 1.0
            # twice the one-sided mid-p: half of the probability of what was seen, and that of less
            mid = (
                2 * stats.binom.cdf(min(first, second) - 1, discordant, 0.5) + stats.binom.pmf(first, discordant, 0.5)
                if discordant
                else 1.0
            )
            out.write(f"\npaired {both}-{first}-{second}-{neither}\ncounts {both} {first} {second} {neither}\n")
            out.write(f"difference {text(tango(first, second, n))}\nexact {float(exact)!r}\nmid {float(mid)!r}\n")
    with open(OUT / "changes.txt", "w", encoding="utf-8") as out:
        header(out)
        write_change(
            out,
            "one value falls",
            [[400, 560, 40], [300, 380, 20], [100, 95, 5]],
            [[380, 550, 45], [280, 250, 160], [110, 92, 6]],
        )
        write_change(
            out,
            "only the mix",
            [[500, 950, 50], [50, 40, 10], [200, 180, 20]],
            [[200, 380, 20], [500, 400, 100], [210, 178, 22]],
        )
        write_change(out, "only the labelling", [[600, 380, 20], [600, 320, 80]], [[900, 95, 5], [200, 640, 160]])
        write_change(out, "every row counts", [[0, 310, 690], [0, 120, 380]], [[0, 420, 600], [0, 160, 310]])


if __name__ == "__main__":
    main()
