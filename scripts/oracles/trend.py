"""Expected trends, from SciPy, for common/src/test/resources/oracle/trend.txt.

python scripts/oracles/trend.py           # needs numpy and scipy, nothing else
"""

import pathlib
import platform

import numpy as np
import scipy
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle"


def write_case(out, name, x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    slope = stats.theilslopes(y, x, alpha=0.95)
    kendall = stats.kendalltau(x, y, method="asymptotic")
    out.write(f"\ncase {name}\n")
    for key, values in (
        ("x", x),
        ("y", y),
        ("slope", (slope.slope, slope.low_slope, slope.high_slope)),
        ("kendall", (kendall.statistic, kendall.pvalue)),
    ):
        out.write(f"{key} {' '.join(repr(float(v)) for v in values)}\n")


def main():
    rng = np.random.default_rng(20261003)
    hours = np.arange(48.0)
    with open(OUT / "trend.txt", "w") as out:
        out.write(
            f"# made by scripts/oracles/trend.py with python {platform.python_version()}, numpy {np.__version__}, "
            f"scipy {scipy.__version__}\n"
        )
        write_case(out, "a leak", hours, np.round(9000 + 37.5 * hours + rng.normal(0, 300, 48), 2))
        write_case(out, "noise", hours, np.round(rng.normal(50, 8, 48), 3))
        write_case(out, "falling with many ties", hours, np.floor((60 - hours) / 7) + rng.integers(0, 2, 48))
        kept = np.sort(rng.choice(168, 37, replace=False))
        write_case(out, "hours are missing", kept / 24, np.round(rng.normal(40, 2, 37) + kept / 60, 2))
        wild = np.round(20 + 0.1 * hours + rng.normal(0, 0.5, 48), 3)
        wild[::6] = 1e6
        write_case(out, "wild values", hours, wild)
        write_case(out, "ten points, even number of pairs or not", np.arange(10.0), [3, 1, 4, 1, 5, 9, 2, 6, 5, 3])
        write_case(out, "strictly rising", np.arange(12.0), np.arange(12.0) ** 2)
        write_case(out, "all but one equal", np.arange(11.0), [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6])
        write_case(out, "negative", np.arange(15.0), np.round(-3 - rng.normal(0, 1, 15), 1))


if __name__ == "__main__":
    main()
