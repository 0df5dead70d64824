"""Writes the numbers that the tests of org.cxrwatch.score are checked against, with NumPy and SciPy.

    python scripts/oracles/score.py

It reads the six weeks of the demo row by row and computes every drift and label decision from the rows, without
summaries or cells, so that the Java code is compared with an independent calculation. Made with Python 3.11,
NumPy 2.4.6 and SciPy 1.17.1 (pip install numpy==2.4.6 scipy==1.17.1). The formulas are those of the Javadoc of
DecileCuts, Homogeneity, LocationAndSpread, Dispersion, DayRows, ShiftedDayTail, SplitTails, Effect, LabelTriangle,
LabelMaturity and ConceptDecision.
"""

import csv
import gzip
import json
import math
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import scipy
from scipy import integrate, special, stats

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "jobs/src/demo/pneumonia-stream"
SIX_WEEKS = ROOT / "jobs/src/test/resources/oracle"
TAILS = ROOT / "common/src/test/resources/oracle"

ATTRIBUTES = ["site", "scanner", "view_position", "patient_sex", "patient_age_group"]
CLASSES = ["NORMAL", "PNEUMONIA"]
VERSION = "v1.0.0"
FIRST = date(2026, 9, 1)
BASELINE_DAYS = 7
ALPHA, CONCEPT_ALPHA = 0.008, 0.002
CAUTION = 1.6
WORTH = {"whole": 20, "leading": 8, "rest": 12}
OF_LEADING = 0.8
DETAILED = {"2026-09-09", "2026-09-22", "2026-09-28", "2026-10-06"}
DETAILED_SLICES = {"all", "site=valley", "site=north", "scanner=valley-1"}


# ---- rows


def lines(folder):
    """(day of the file, object) of every line that is a JSON object with an id."""
    for path in sorted((DATA / folder).glob("*.gz")):
        day = path.name.split("_")[-1][:10]
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue
                if isinstance(row, dict) and row.get("prediction_id"):
                    yield day, row


def instant(text):
    at = datetime.fromisoformat(text)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def prediction(row):
    """The row as the tests need it; ValueError, TypeError or KeyError if it is unusable."""
    at = instant(row["timestamp"])
    if not FIRST <= at.date() <= FIRST + timedelta(days=42) or not float(row["processing_time_ms"]) >= 0:
        raise ValueError
    answered = row["status"].lower().endswith("success")
    if answered and (row["prediction"] not in CLASSES or not 0 <= float(row["confidence"]) <= 1):
        raise ValueError
    return {
        "id": row["prediction_id"],
        "at": at,
        "day": (at.date() - FIRST).days,
        "version": row["model_version"],
        "row": row,
        "answered": answered,
    }


def load_predictions():
    seen, kept = set(), []
    for _, row in lines("predictions"):
        try:
            one = prediction(row)
        except (ValueError, TypeError, KeyError):
            continue
        identity = (one["id"], one["at"], one["version"])
        if identity not in seen:
            seen.add(identity)
            kept.append(one)
    return kept


class Rows:
    """Answered predictions as columns."""

    def __init__(self, predictions):
        meta = [p["row"]["metadata"] for p in predictions]
        self.day = np.array([p["day"] for p in predictions])
        self.ids = [p["id"] for p in predictions]
        self.version = np.array([p["version"] for p in predictions])
        self.predicted = np.array([p["row"]["prediction"] for p in predictions])
        confidence = np.array([float(p["row"]["confidence"]) for p in predictions])
        names = sorted(meta[0]["image_stats"])
        self.numbers = {name: np.array([m["image_stats"].get(name, np.nan) for m in meta], float) for name in names}
        self.numbers["positive_score"] = np.where(self.predicted == "PNEUMONIA", confidence, 1 - confidence)
        self.subjects = [*names, "positive_score", "class_share"]
        self.slices = {"all": np.ones(len(predictions), bool)}
        for attribute in ATTRIBUTES:
            values = np.array([m[attribute] for m in meta])
            for value in sorted(set(values)):
                self.slices[f"{attribute}={value}"] = values == value

    def counts(self, subject, edges, rows):
        if subject == "class_share":
            return np.array([(self.predicted[rows] == name).sum() for name in CLASSES] + [0])
        values = self.numbers[subject][rows]
        finite = values[np.isfinite(values)]
        bins = sum((finite > v) if kind == "le" else (finite >= v) for v, kind in edges) + np.zeros(len(finite), int)
        return np.append(np.bincount(bins, minlength=len(edges) + 1), len(values) - len(finite))


# ---- drift


def cuts(values):
    """Right-closed cuts nearest to the deciles, and some around single values: see DecileCuts."""
    distinct, counts = np.unique(values[np.isfinite(values)], return_counts=True)
    if not len(distinct):
        return []
    n, cumulative = counts.sum(), np.cumsum(counts)[:-1]
    ends = sorted({int(np.argmin(np.abs(10 * cumulative - k * n))) for k in range(1, 10)}) if len(distinct) > 1 else []
    edges, before = [], -1
    for last in [*ends, len(distinct) - 1]:
        single = last == before + 1
        if single and (before < 0 or counts[last] >= 5):
            edges.append((distinct[last], "lt"))
        if single or last < len(distinct) - 1:
            edges.append((distinct[last], "le"))
        before = last
    return edges


def merge(totals, share):
    groups, current, expected = [], [], 0
    for j, total in enumerate(totals):
        current.append(j)
        expected += total
        if expected * share >= 5 - 1e-12:
            groups.append(current)
            current, expected = [], 0
    if current and groups:
        groups[-1] += current
    elif current:
        groups = [current]
    return groups


def components(table):
    """Squares of what location and spread (QR of powers of the mean ranks) hold of a table of rows by bins."""
    table = np.asarray(table, float)
    n, columns = table.sum(), table.sum(axis=0)
    shares = columns / n
    ranks = stats.rankdata(np.repeat(np.arange(len(shares)), columns.astype(int)))
    middle = np.array(
        [ranks[np.repeat(np.arange(len(shares)), columns.astype(int)) == j].mean() for j in range(len(shares))]
    )
    degree = min(2, len(shares) - 1)
    orthonormal, _ = np.linalg.qr(
        np.sqrt(shares)[:, None] * np.vander((middle - middle.mean()) / middle.std(), degree + 1, increasing=True)
    )
    expected = np.outer(table.sum(axis=1), columns) / n
    residuals = (table - expected) / np.sqrt(expected)
    return float(((residuals @ orthonormal[:, 1:]) ** 2).sum()), degree


def homogeneity(before, after):
    """(Pearson's statistic of the merged table, its degrees of freedom, the same of location and spread)."""
    groups = merge(before + after, min(before.sum(), after.sum()) / (before.sum() + after.sum()))
    merged = np.array([[before[g].sum(), after[g].sum()] for g in groups], float)
    if len(groups) < 2:
        return 0.0, 0, 0.0, 0
    return (float(stats.chi2_contingency(merged.T, correction=False).statistic), len(groups) - 1, *components(merged.T))


def between_days(table):
    table = table[table.sum(axis=1) > 0].astype(float)
    if len(table) < 2:
        return 0.0, 0, 0.0, 0
    groups = merge(table.sum(axis=0), 1 / len(table))
    if len(groups) < 2:
        return 0.0, 0, 0.0, 0
    merged = np.stack([table[:, g].sum(axis=1) for g in groups], axis=1)
    expected = np.outer(merged.sum(axis=1), merged.sum(axis=0)) / merged.sum()
    leading, degree = components(merged)
    return (
        float(((merged - expected) ** 2 / expected).sum()),
        (len(table) - 1) * (len(groups) - 1),
        leading,
        (len(table) - 1) * degree,
    )


def factors(between, others):
    """Statistic over degrees of freedom of the whole, of location and spread, and of the rest; others where there
    are none."""
    whole, k, leading, k_leading = between
    parts = {"whole": (whole, k), "leading": (leading, k_leading), "rest": (max(0.0, whole - leading), k - k_leading)}
    return {name: q / df if df else others[name] for name, (q, df) in parts.items()}


def inflation(phi, days, usual, rows, worth):
    """(φ, φ*) where days have other rows than those that φ was learnt at."""
    upper = phi * (1 + CAUTION * np.sqrt(2 / (worth * days)))
    return 1 + (phi - 1) * rows / usual, 1 + (upper - 1) * rows / usual


def shifted_day(statistic, k, upper, days, worth=20):
    """(λ, ν, p) of λ T² + χ²(k − 1): all overdispersion along one direction, its size estimated."""
    largest = 1 + (upper - 1) * k
    nu = min(1e6, largest**2 / ((largest - 1) ** 2 / (18 + days) + 1 / (worth * days)))
    if k == 0:
        return largest, nu, 1.0
    if k == 1:
        return largest, nu, float(2 * stats.t.sf(np.sqrt(statistic / largest), nu))

    constant = math.log(2) - (k - 1) / 2 * math.log(2) - math.lgamma((k - 1) / 2)

    def shift(rest):
        density = math.exp(constant + ((k - 1) / 2 - 1) * math.log(rest) - rest / 2) if rest > 0 else 0.0
        return density * special.stdtr(nu, -math.sqrt(max(0.0, statistic - rest) / largest))

    points = [q for q in (0.001, 0.01, 0.1, 1, 3, 10, 20, 40) if q < statistic]
    together = integrate.quad(shift, 0, statistic, points=points, epsabs=0, epsrel=1e-11, limit=400)[0]
    return largest, nu, float(min(1, stats.chi2.sf(statistic, k - 1) + together))


def of_days(rows):
    """(rows, days, Σ (n_d / n)²) of the days of one side."""
    rows = np.array([n for n in rows if n > 0], float)
    return rows.sum(), len(rows), float(((rows / rows.sum()) ** 2).sum())


def usual_day(side):
    n, days, concentration = side
    return n * (1 - concentration) / (days - 1) if days > 1 else n


def rows_against(side, n_c):
    """The rows of a day, as a day of n_c rows against the days of a side counts them."""
    return (side[2] + min(1, side[2] * side[1])) / (1 / n_c + 1 / side[0])


def divergence(p, q):
    middle = (p + q) / 2
    terms = [
        np.where(s > 0, s * np.log2(np.where(s > 0, s, 1) / np.where(middle > 0, middle, 1)), 0).sum() for s in (p, q)
    ]
    return max(0.0, sum(terms) / 2)


def mean_square_of_shares(share):
    """E d^2 of total variation over 1/n_R + 1/n_C: a quarter of the sum of E|z_i z_j| of jointly normal differences."""
    sigma = np.sqrt(share * (1 - share))
    both = np.outer(sigma, sigma)
    rho = np.clip(np.divide(-np.outer(share, share), both, out=np.zeros_like(both), where=both > 0), -1, 1)
    apart = 2 / np.pi * both * (np.sqrt(1 - rho**2) + rho * np.arcsin(rho))
    return (np.where(np.eye(len(share), dtype=bool), both, apart)).sum() / 4


class Reference:
    """The baseline's slices: edges, counts and dispersion of every subject."""

    def __init__(self, rows, inside):
        self.rows, self.sides = rows, {}
        for name, mask in rows.slices.items():
            side = {}
            for subject in rows.subjects:
                edges = None if subject == "class_share" else cuts(rows.numbers[subject][mask & inside])
                days = sorted(set(rows.day[mask & inside]))
                table = np.stack([rows.counts(subject, edges, mask & inside & (rows.day == d)) for d in days])
                side[subject] = {
                    "edges": edges,
                    "counts": table.sum(axis=0),
                    "between": between_days(table),
                    "days": max(1, len(days) - 1),
                    "rows": of_days([(mask & inside & (rows.day == d)).sum() for d in days]),
                }
            of_slice = factors(np.sum([s["between"] for s in side.values()], axis=0), dict.fromkeys(WORTH, 1.0))
            for s in side.values():
                own = factors(s["between"], of_slice)
                s["phi"] = {
                    part: max(1.0, (18 * of_slice[part] + s["days"] * own[part]) / (18 + s["days"])) for part in WORTH
                }
            self.sides[name] = side

    def night(self, day):
        members, window = [], (self.rows.version == VERSION) & (self.rows.day == day)
        for name, side in self.sides.items():
            inside = self.rows.slices[name] & window
            if inside.sum() >= 10:
                members += [self.compare(name, subject, side[subject], inside) for subject in self.rows.subjects]
        for member, adjusted in zip(members, stats.false_discovery_control([m["p"] for m in members])):
            member["p_adjusted"] = float(adjusted)
            member["drifted"] = bool(adjusted <= ALPHA and member["excess"] >= 0.1)
        return members

    def compare(self, name, subject, side, inside):
        r, c = side["counts"], self.rows.counts(subject, side["edges"], inside)
        n_r, n_c = r.sum(), c.sum()
        variance = 1 / n_r + 1 / n_c
        chi2, k, leading, k_leading = homogeneity(r, c)
        usual, rows = usual_day(side["rows"]), rows_against(side["rows"], inside.sum())
        phi = inflation(side["phi"]["whole"], side["days"], usual, rows, WORTH["whole"])[0]
        parts, tails = {"leading": (leading, k_leading), "rest": (max(0.0, chi2 - leading), k - k_leading)}, {}
        for part, (statistic, freedom) in parts.items():
            upper = inflation(side["phi"][part], side["days"], usual, rows, WORTH[part])[1]
            tails[part] = (upper, *shifted_day(statistic, freedom, upper, side["days"], WORTH[part]))
        p = tails["leading"][3]
        if k > k_leading:
            p = min(1.0, p / OF_LEADING, tails["rest"][3] / (1 - OF_LEADING))
        if subject == "class_share":
            share = (r + c) / (n_r + n_c)
            distance = np.abs(r / n_r - c / n_c).sum() / 2
            expected = phi * variance * mean_square_of_shares(share)
        else:
            distance = np.sqrt(divergence(r / n_r, c / n_c))
            expected = phi * (((r + c) > 0).sum() - 1) * variance / (8 * np.log(2))
        excess = np.sqrt(max(0.0, distance**2 - expected))
        deciding = {
            f"{name}_{part}": float(value)
            for part in tails
            for name, value in zip(("phi_upper", "lambda", "nu"), tails[part])
        }
        return {"slice": name, "subject": subject, "before": "|".join(map(str, r)), "after": "|".join(map(str, c)),
                "chi2": chi2, "k": k, "leading": leading, "k_leading": k_leading, "phi": float(phi),
                **deciding, "p": p,
                "distance": float(distance), "expected_square": float(expected), "excess": float(excess)}  # fmt: skip


# ---- labels


class Labels:
    """First arrivals and the label that holds, as of any night."""

    def __init__(self, rows):
        self.rows = rows
        index = defaultdict(list)
        for i, one in enumerate(rows.ids):
            index[one].append(i)
        events = [
            ((date.fromisoformat(day) - FIRST).days, instant(row["labelled_at"]), i, row["actual_label"])
            for day, row in lines("labels")
            for i in index[row["prediction_id"]]
        ]
        self.events = sorted(events)

    def standing(self, night):
        """By row the class that holds, and by (day, lag) the first labels."""
        latest, first = {}, Counter()
        for arrived, at, i, actual in self.events:
            if arrived <= night:
                if i not in latest:
                    first[self.rows.day[i], max(0, arrived - self.rows.day[i])] += 1
                if i not in latest or at >= latest[i][0]:
                    latest[i] = (at, actual)
        return {i: actual for i, (_, actual) in latest.items()}, first

    @staticmethod
    def expected_shares(first, night):
        shares = np.ones(night + 1)
        for lag in range(night, 0, -1):
            at = sum(n for (d, a), n in first.items() if night - d >= lag and a == lag)
            within = sum(n for (d, a), n in first.items() if night - d >= lag and a <= lag)
            shares[lag - 1] = shares[lag] * (1 - (at / within if within else 0))
        return shares

    def decide(self, night, day):
        """The concept decisions of the mature slices of a day as of a night."""
        holding, first = self.standing(night)
        shares = self.expected_shares(first, night)
        labelled, right = np.zeros(len(self.rows.ids), bool), np.zeros(len(self.rows.ids), bool)
        for i, actual in holding.items():
            labelled[i], right[i] = True, self.rows.predicted[i] == actual
        recent = (self.rows.day >= night - 27) & (self.rows.day <= night)
        old = (self.rows.day < BASELINE_DAYS) & (self.rows.version == VERSION)
        now = (self.rows.day == day) & (self.rows.version == VERSION)
        tested, family = [], 0
        for name, mask in self.rows.slices.items():
            due = sum(shares[night - d] for d in self.rows.day[recent & mask])
            usual = (labelled & recent & mask).sum() / due
            n, n_r = int((labelled & now & mask).sum()), int((labelled & old & mask).sum())
            g, g_r = int((right & now & mask).sum()), int((right & old & mask).sum())
            rows = int((now & mask).sum())
            family += rows * usual >= 30
            if rows and n >= 30 and n / rows >= 0.5 * usual:
                p = stats.fisher_exact([[g, n - g], [g_r, n_r - g_r]], alternative="less").pvalue
                tested.append(
                    {
                        "slice": name,
                        "n": n,
                        "right": g,
                        "n_baseline": n_r,
                        "right_baseline": g_r,
                        "usual": float(usual),
                        "p": float(p),
                    }
                )
        padded = [t["p"] for t in tested] + [1.0] * max(0, int(family) - len(tested))
        for test, adjusted in zip(tested, stats.false_discovery_control(padded) if padded else []):
            before, after = test["right_baseline"] / test["n_baseline"], test["right"] / test["n"]
            pooled = (test["right_baseline"] + test["right"]) / (test["n_baseline"] + test["n"])
            variance = (1 / test["n_baseline"] + 1 / test["n"]) * pooled * (1 - pooled) / before**2
            drop = max(0.0, (before - after) / before)
            test.update(
                p_adjusted=float(adjusted),
                drop=drop,
                excess=float(np.sqrt(max(0.0, drop**2 - variance / 2))),
                drifted=bool(adjusted <= CONCEPT_ALPHA and drop > 0.1),
            )
        return tested


# ---- files


def write(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        file.write(f"# scripts/oracles/score.py, NumPy {np.__version__}, SciPy {scipy.__version__}\n")
        writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def day_name(number):
    return str(FIRST + timedelta(days=int(number)))


def write_drift(rows):
    reference = Reference(rows, (rows.day < BASELINE_DAYS) & (rows.version == VERSION))
    details, nights = [], []
    for day in range(BASELINE_DAYS, 38):
        members = reference.night(day)
        details += [
            {"night": day_name(day), **m}
            for m in members
            if day_name(day) in DETAILED and m["slice"] in DETAILED_SLICES
        ]
        for name in rows.slices:
            of_slice = [m for m in members if m["slice"] == name and m["drifted"]]
            for kind, subjects in (("data", rows.subjects[:-2]), ("prediction", rows.subjects[-2:])):
                excesses = [m["excess"] for m in of_slice if m["subject"] in subjects]
                if excesses:
                    nights.append(
                        {
                            "night": day_name(day),
                            "slice": name,
                            "kind": kind,
                            "drifted": len(excesses),
                            "excess": max(excesses),
                        }
                    )
    write(SIX_WEEKS / "six-weeks-drift.csv", details)
    write(SIX_WEEKS / "six-weeks-nights.csv", nights)


def write_labels(rows):
    labels = Labels(rows)
    _, first = labels.standing(20)
    write(
        SIX_WEEKS / "six-weeks-label-delay.csv",
        [{"night": day_name(20), "age": a, "share": float(s)} for a, s in enumerate(labels.expected_shares(first, 20))],
    )
    decisions = []
    for day in (8, 22, 28, 35):
        for night in range(day, day + 5):
            decisions += [{"night": day_name(night), "window": day_name(day), **d} for d in labels.decide(night, day)]
    write(SIX_WEEKS / "six-weeks-concept.csv", decisions)


def write_traffic(predictions):
    """Requests by hour, and the tail of the hours of 10-05."""
    hours = Counter((p["day"], p["at"].hour) for p in predictions)
    hourly = np.array([[hours[d, h] for h in range(24)] for d in range(42)], float)
    too_few, found, checked = set(), [], 0
    for day in range(14, 42):

        def past(d, h):
            return [hourly[d - 7 * w, h] for w in range(1, 9) if 0 <= d - 7 * w < day and (d - 7 * w, h) not in too_few]

        cells = [
            c
            for c in (past(day + ahead, h) for ahead in range(7) for h in range(24))
            if len(c) >= 2 and np.mean(c) >= 1
        ]
        squares = sum(((np.array(c) - np.mean(c)) ** 2).sum() / np.mean(c) for c in cells)
        psi = max(1.0, squares / sum(len(c) - 1 for c in cells))
        for hour in range(24):
            before = past(day, hour)
            if len(before) < 2 or np.mean(before) < 5:
                continue
            checked += 1
            mean, omega = float(np.mean(before)), psi * (1 + 1 / len(before))
            p = float(special.betainc(mean / (omega - 1), hourly[day, hour] + 1, 1 / omega))
            if p <= 0.01 / 24 and hourly[day, hour] <= mean / 2:
                too_few.add((day, hour))
            if day in (21, 34):
                found.append(
                    {
                        "day": day_name(day),
                        "hour": hour,
                        "requests": int(hourly[day, hour]),
                        "mean": mean,
                        "weeks": len(before),
                        "p": p,
                        "too_few": (day, hour) in too_few,
                    }
                )
    print("hours with an expectation:", checked, "too few:", [(day_name(d), h) for d, h in sorted(too_few)])
    write(SIX_WEEKS / "six-weeks-traffic.csv", found)


def write_tails():
    grid = [
        (x, k, upper, d)
        for k in (1, 2, 9, 19)
        for upper in (1.0, 1.4, 3.0)
        for d in (1, 6, 27)
        for x in (0.5, 12.0, 80.0)
    ]
    write(
        TAILS / "shifted-day.csv",
        [
            dict(zip(("statistic", "k", "phi_upper", "days", "lambda", "nu", "p"), (*g, *map(float, shifted_day(*g)))))
            for g in grid
        ],
    )
    tables = [
        (23, 30, 1530, 1756),
        (0, 30, 25, 30),
        (30, 30, 1, 40),
        (25, 53, 540, 600),
        (1, 1, 1, 1),
        (70, 100, 900, 1000),
        (450, 600, 9000, 10000),
    ]
    write(
        TAILS / "fisher.csv",
        [
            {
                "right": g,
                "n": n,
                "right_baseline": r,
                "n_baseline": m,
                "p": float(stats.fisher_exact([[g, n - g], [r, m - r]], alternative="less").pvalue),
            }
            for g, n, r, m in tables
        ],
    )
    pairs = [
        ([10, 20, 30, 40], [4, 3, 2, 1]),
        ([90, 210, 300, 250, 150], [30, 12, 8, 14, 36]),
        ([100, 0, 50], [30, 5, 40]),
        ([1000, 2, 3, 500], [40, 1, 1, 60]),
        ([5, 5], [5, 5]),
        ([50, 0], [0, 50]),
    ]
    write(
        TAILS / "homogeneity.csv",
        [
            {
                "before": "|".join(map(str, a)),
                "after": "|".join(map(str, b)),
                **dict(zip(("chi2", "k", "leading", "k_leading"), homogeneity(np.array(a), np.array(b)))),
            }
            for a, b in pairs
        ],
    )
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.03, 1.0, 1e-12]
    write(
        TAILS / "benjamini-hochberg.csv",
        [{"p": a, "adjusted": float(b)} for a, b in zip(p, stats.false_discovery_control(p))],
    )
    shares = [
        ([0.5, 0.5, 0.0], [0.5, 0.25, 0.25]),
        ([1.0, 0.0], [0.0, 1.0]),
        ([0.2, 0.3, 0.5], [0.2, 0.3, 0.5]),
        ([0.1, 0.9], [0.4, 0.6]),
    ]
    write(
        TAILS / "jensen-shannon.csv",
        [
            {
                "p": " ".join(map(str, a)),
                "q": " ".join(map(str, b)),
                "distance": float(np.sqrt(divergence(np.array(a), np.array(b)))),
            }
            for a, b in shares
        ],
    )


def main():
    predictions = load_predictions()
    rows = Rows([p for p in predictions if p["answered"]])
    write_drift(rows)
    write_labels(rows)
    write_traffic(predictions)
    write_tails()


if __name__ == "__main__":
    main()
