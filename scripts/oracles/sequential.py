"""Expected numbers for org.cxrwatch.sequential, for common/src/test/resources/oracle/sequential.txt.

    python scripts/oracles/sequential.py            # needs numpy and scipy, nothing else

Run lengths come from Brook and Evans' Markov chain with 100, 200 and 400 states, extrapolated to none between them,
where the Java code solves the integral equation. Scores use SciPy's beta-binomial and Student distributions, where the
Java code sums a recurrence; charts are folded over plain lists.
"""

import pathlib
import platform

import numpy as np
import scipy
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[2] / "common/src/test/resources/oracle/sequential.txt"
PRIOR_DAYS = 10


def markov(k, h, shift, states):
    """One side: state i holds sums around i * width, state 0 those up to half a width."""
    width = 2 * h / (2 * states - 1)
    at = np.arange(states) * width
    upper = stats.norm.cdf(at[None, :] + width / 2 - at[:, None] + k - shift)
    lower = stats.norm.cdf(at[None, :] - width / 2 - at[:, None] + k - shift)
    lower[:, 0] = 0
    return np.linalg.solve(np.eye(states) - (upper - lower), np.ones(states))[0]


def run_length(k, h, shift):
    """Errors of the chain are a series in 1 / states squared: two steps of Richardson's extrapolation."""
    a, b, c = (markov(k, h, shift, states) for states in (100, 200, 400))
    # the width is 2 h / (2 states - 1), and that is what the error is a series in
    x = np.array([1 / (2 * states - 1) ** 2 for states in (100, 200, 400)])
    return np.linalg.solve(np.vander(x, 3, increasing=True), np.array([a, b, c]))[0]


def survival(k, h, means, states=1_000):
    """The probabilities that the limit is not passed after each of some scores."""
    width = 2 * h / (2 * states - 1)
    at = np.arange(states) * width
    place = np.zeros(states)
    place[0] = 1
    alive = []
    for mean in means:
        upper = stats.norm.cdf(at[None, :] + width / 2 - at[:, None] + k - mean)
        lower = stats.norm.cdf(at[None, :] - width / 2 - at[:, None] + k - mean)
        lower[:, 0] = 0
        place = place @ (upper - lower)
        alive.append(place.sum())
    return alive


def overdispersion(days, of_family):
    days = [(x, n) for x, n in days if n]
    hits, rows = sum(x for x, _ in days), sum(n for _, n in days)
    p = (hits + 0.5) / (rows + 1)
    pearson = sum(n * (x / n - hits / rows) ** 2 for x, n in days) / (p * (1 - p))
    spread = sum((1 - n / rows) * (n - 1) for _, n in days)
    own = (pearson - (len(days) - 1)) / spread if spread > 0 else of_family
    shrunk = (PRIOR_DAYS * of_family + (len(days) - 1) * own) / (PRIOR_DAYS + len(days) - 1)
    return min(0.5, max(0, shrunk))


def score(known, of_family, day):
    known = [(x, n) for x, n in known if n]
    x, n = day
    hits, rows = sum(a for a, _ in known), sum(b for _, b in known)
    p, rho = (hits + 0.5) / (rows + 1), overdispersion(known, of_family)
    error = sum((b / rows) ** 2 * (1 / b + rho * (1 - 1 / b)) for _, b in known)
    correlation = min(0.9, rho + error * n / max(1, n - 1))
    size = 1 / correlation - 1
    law = stats.betabinom(n, p * size, (1 - p) * size)
    freedom = PRIOR_DAYS + len(known) - 1
    if x < n * p:
        tail, sign = law.pmf(np.arange(0, x)).sum() + law.pmf(x) / 2, -1
    else:
        tail, sign = law.pmf(np.arange(x + 1, n + 1)).sum() + law.pmf(x) / 2, 1
    return sign * stats.norm.isf(stats.t.sf(stats.norm.isf(tail), freedom))


def chart(baseline, days, k, h, of_family):
    """An alarm lasts until its sum, held at h, is back at 0; days from its beginning are not learnt."""
    known, low, high, low_for, high_for = list(baseline), 0.0, 0.0, 0, 0
    before, state, since = [], "IN_CONTROL", None
    for i, day in enumerate(days):
        before.append(list(known))
        z = score(known, of_family, day)
        low, high = max(0, low - z - k), max(0, high + z - k)
        low_for, high_for = low_for + 1 if low > 0 else 0, high_for + 1 if high > 0 else 0
        now = "FELL" if low > h else "ROSE" if high > h else None
        if now:
            if now != state:
                since = i + 1 - (low_for if now == "FELL" else high_for)
                known = before[since]
            state, low, high = now, min(low, h), min(high, h)
        elif not (state == "FELL" and low > 0) and not (state == "ROSE" and high > 0):
            state, since = "IN_CONTROL", None
            known.append(day)
        yield z, low, high, state, since


def numbers(values):
    return " ".join(repr(float(v)) for v in values)


def write_chart(out, name, rng, levels, sizes, rho, of_family, k=0.5, h=5.0):
    days = []
    for level, n in zip(levels, sizes):
        share = rng.beta(level * (1 / rho - 1), (1 - level) * (1 / rho - 1)) if rho else level
        days.append((int(rng.binomial(n, share)), int(n)))
    baseline, later = days[:7], days[7:]
    rows = list(chart(baseline, later, k, h, of_family))
    out.write(f"\nchart {name}\nk {k}\nh {h}\nfamily {of_family}\n")
    out.write(f"baseline {' '.join(f'{x} {n}' for x, n in baseline)}\ndays {' '.join(f'{x} {n}' for x, n in later)}\n")
    out.write(
        f"z {numbers(r[0] for r in rows)}\nlow {numbers(r[1] for r in rows)}\nhigh {numbers(r[2] for r in rows)}\n"
    )
    out.write(
        f"state {' '.join(r[3] for r in rows)}\nsince {' '.join(str(-1 if r[4] is None else r[4]) for r in rows)}\n"
    )


def main():
    rng = np.random.default_rng(20260922)
    with open(OUT, "w", encoding="utf-8") as out:
        out.write(
            f"# made by scripts/oracles/sequential.py with python {platform.python_version()}, numpy {np.__version__}, "
            f"scipy {scipy.__version__}\n"
        )
        for k, h, shift in [
            (0.5, 4, 0),
            (0.5, 5, 1),
            (0.25, 8, 0),
            (1, 2.5, 2),
            (0.5, 7.4, 0),
            (0.75, 3, -0.5),
            (0.5, 1, 0.2),
        ]:
            out.write(
                f"\nrun k{k}-h{h}-shift{shift}\nk {k}\nh {h}\nshift {shift}\nmean {float(run_length(k, h, shift))!r}\n"
            )
        for k, h, shift, known in [(0.5, 7.4, 1, 28), (0.5, 7.4, 2, 28), (0.5, 5, 1, 90)]:
            means = [shift * known / (known + j) / np.sqrt(1 + 1 / (known + j)) for j in range(28)]
            alive = survival(k, h, means)
            half = next((j + 1 for j, s in enumerate(alive) if s <= 0.5), 0)
            out.write(f"\ndelay k{k}-h{h}-shift{shift}-{known}\nk {k}\nh {h}\nshift {shift}\nknown {known}\n")
            out.write(f"found {float(1 - alive[-1])!r}\nhalf {half}\n")
        n = 40
        write_chart(out, "quiet", rng, [0.9] * n, [60] * n, 0.005, 0.005)
        write_chart(out, "falls and comes back", rng, [0.92] * 20 + [0.65] * 12 + [0.92] * 20, [40] * 52, 0.004, 0.003)
        write_chart(out, "rises", rng, [0.75] * 25 + [0.93] * 15, rng.integers(5, 90, n), 0.0, 0.002)
        write_chart(out, "all right until it breaks", rng, [1.0] * 25 + [0.8] * 10, [30] * 35, 0.0, 0.0)
        write_chart(out, "single rows", rng, [0.8] * 40, [1] * 40, 0.0, 0.0)
        write_chart(out, "large days", rng, [0.9] * 20 + [0.87] * 20, rng.integers(400, 3_000, n), 0.002, 0.001)


if __name__ == "__main__":
    main()
