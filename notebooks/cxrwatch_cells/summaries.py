"""The numbers and categories that cells hold: their sums, and what they answer.

Answers are those of cxrwatch itself; `tests/test_golden_parts.py` holds both to the same file.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

import numpy as np

from cxrwatch_cells import arithmetic as raw

CLASS_LIMIT, NAME_LIMIT, VALUE_LIMIT = 16, 128, 256
NOTHING = np.empty(0, np.int64)
T = TypeVar("T")


class Resolution(Enum):
    """How finely a summary is kept: its code, the most buckets of a histogram, and whether sums are kept exactly."""

    BASELINE = (1, 65_536, True)
    ALL = (2, 2_048, True)
    SLICE = (3, 512, False)
    SERVICE = (4, 2_048, True)
    OLD = (5, 256, True)
    OLD_SLICE = (6, 64, False)

    @property
    def capacity(self) -> int:
        return self.value[1]

    @property
    def keeps_sums(self) -> bool:
        return self.value[2]

    @property
    def old(self) -> Resolution:
        """What it becomes once its day is old."""
        return _OLD.get(self, self)


_OLD = {Resolution.ALL: Resolution.OLD, Resolution.SERVICE: Resolution.OLD, Resolution.SLICE: Resolution.OLD_SLICE}
_BY_CODE = {each.value[0]: each for each in Resolution}


@dataclass(frozen=True, slots=True)
class ExactSum:
    """A sum of doubles without rounding: mantissa · 2^exponent."""

    mantissa: int = 0
    exponent: int = 0

    @staticmethod
    def of(mantissa: int, exponent: int) -> ExactSum:
        if mantissa == 0:
            return ExactSum()
        zeros = (mantissa & -mantissa).bit_length() - 1
        return ExactSum(mantissa >> zeros, exponent + zeros)

    def __add__(self, other: ExactSum) -> ExactSum:
        common = min(self.exponent, other.exponent)
        return ExactSum.of(
            (self.mantissa << (self.exponent - common)) + (other.mantissa << (other.exponent - common)), common
        )

    def times(self, factor: int) -> ExactSum:
        return ExactSum.of(self.mantissa * factor, self.exponent)

    def squared(self) -> ExactSum:
        return ExactSum.of(self.mantissa * self.mantissa, 2 * self.exponent)

    def over(self, divisor: int) -> float:
        """Divided, and rounded once."""
        try:
            if self.exponent >= 0:
                return (self.mantissa << self.exponent) / divisor
            return self.mantissa / (divisor << -self.exponent)
        except OverflowError:
            return math.copysign(math.inf, self.mantissa)


@dataclass(frozen=True, slots=True)
class Moments:
    """What a histogram no longer tells once it truncates: extremes, and Σx and Σx² where they are kept."""

    least: float
    largest: float
    sums: tuple[ExactSum, ExactSum] | None = None


def _moments_of(values: np.ndarray, counts: np.ndarray, keeps_sums: bool) -> Moments:
    """Of exact values in ascending order."""
    sums = tuple(ExactSum.of(*each) for each in raw.exact_sums(values, counts)) if keeps_sums else None
    return Moments(float(values[0]), float(values[-1]), sums)


@dataclass(slots=True, eq=False)
class Numbers:
    """The finite values of one number, as fine as its resolution allows, and how many were NaN or infinite.

    `buckets` are ordered keys shifted right by `shift`; at shift 0 they are the values themselves (`exact`).
    """

    resolution: Resolution
    not_finite: int = 0
    shift: int = 0
    buckets: np.ndarray = field(default_factory=lambda: NOTHING)
    counts: np.ndarray = field(default_factory=lambda: NOTHING)
    moments: Moments | None = None

    @staticmethod
    def of(values: Iterable[float], resolution: Resolution = Resolution.BASELINE) -> Numbers:
        """The summary of your own values, to hold beside those of cells."""
        given = np.asarray(list(values), np.float64)
        finite = given[np.isfinite(given)]
        keys, counts = np.unique(raw.keys_of(finite), return_counts=True)
        parts = [Numbers(Resolution.BASELINE, given.size - finite.size, 0, keys, counts.astype(np.int64))]
        return Numbers._sum(parts, resolution)

    @property
    def exact(self) -> bool:
        return self.shift == 0

    @property
    def count(self) -> int:
        """The number of finite values."""
        return int(self.counts.sum())

    @property
    def lower(self) -> np.ndarray:
        """The least value that each bucket can hold."""
        return raw.finite_values(self.buckets << self.shift)

    @property
    def upper(self) -> np.ndarray:
        """The largest value that each bucket can hold."""
        return raw.finite_values((self.buckets << self.shift) + ((1 << self.shift) - 1))

    @property
    def points(self) -> np.ndarray:
        """What stands for each bucket's values: the value itself, or the bucket's middle."""
        return self.lower if self.exact else self.lower / 2 + self.upper / 2

    @property
    def min(self) -> float:
        if self.moments:
            return self.moments.least
        return float(self.lower[0]) if self.buckets.size else math.nan

    @property
    def max(self) -> float:
        if self.moments:
            return self.moments.largest
        return float(self.lower[-1]) if self.buckets.size else math.nan

    @property
    def mean(self) -> float:
        if not self.buckets.size:
            return math.nan
        if self.moments and self.moments.sums:
            return self.moments.sums[0].over(self.count)
        return self._mean_of_points()

    def _mean_of_points(self) -> float:
        share = self.counts / self.count
        nearly = math.fsum(self.points * share)
        rounding = math.fsum((self.points - nearly) * share)
        return nearly + rounding if math.isfinite(rounding) else nearly

    @property
    def variance(self) -> float:
        """Σ(x − mean)² / (n − 1); NaN below two values."""
        n = self.count
        if n < 2:
            return math.nan
        if self.moments and self.moments.sums:
            total, squares = self.moments.sums
            return (squares.times(n) + total.squared().times(-1)).over(n) / (n - 1)
        deviations = self.points - self._mean_of_points()
        with np.errstate(over="ignore"):
            return math.fsum(deviations * deviations * self.counts) / (n - 1)

    @property
    def sd(self) -> float:
        root = math.sqrt(self.variance)
        return root if math.isfinite(root) else math.nan

    def quantile(self, share: float) -> float:
        """Linear between order statistics as `numpy.quantile`; beyond the capacity, inside the bucket."""
        if not 0 <= share <= 1:
            raise ValueError(f"A quantile's share lies in 0 to 1, got {share}.")
        n = self.count
        if n == 0:
            return math.nan
        rank = share * (n - 1)
        below = int(rank)
        fraction = rank - below
        lower = self._at_rank(below)
        if fraction == 0:
            return lower
        upper = self._at_rank(below + 1)
        gap = upper - lower
        if math.isinf(gap):
            return lower * (1 - fraction) + upper * fraction
        return upper - gap * (1 - fraction) if fraction >= 0.5 else lower + gap * fraction

    def _at_rank(self, rank: int) -> float:
        upto = np.cumsum(self.counts)
        at = int(np.searchsorted(upto, rank, side="right"))
        one = Numbers(self.resolution, 0, self.shift, self.buckets[at : at + 1], self.counts[at : at + 1])
        lower = float(one.lower[0])
        if self.exact:
            return lower
        inside = (rank - int(upto[at]) + int(self.counts[at]) + 0.5) / int(self.counts[at])
        value = lower * (1 - inside) + float(one.upper[0]) * inside
        return min(self.max, max(self.min, value))

    def histogram(self, bins: int | Sequence[float] = 20) -> tuple[np.ndarray, np.ndarray]:
        """Counts and edges as of `numpy.histogram`."""
        return np.histogram(self.points, bins=bins, weights=self.counts)

    def cdf(self, at: np.ndarray | float) -> np.ndarray:
        """The share of values that are at most `at`."""
        upto = np.concatenate([[0], np.cumsum(self.counts)])
        return upto[np.searchsorted(self.points, at, side="right")] / max(1, upto[-1])

    def at_shift(self, shift: int) -> Numbers:
        """The same counts in wider buckets."""
        if shift <= self.shift:
            return self
        return Numbers(
            self.resolution, self.not_finite, shift, *raw.coarsened(self.buckets, self.counts, shift - self.shift)
        )

    def at(self, coarser: Resolution) -> Numbers:
        """The same values at a coarser resolution: what they would have given at it from the first."""
        if coarser.capacity > self.resolution.capacity:
            raise ValueError(f"{self.resolution.name} cannot be brought to the finer {coarser.name}.")
        return Numbers._sum([self], coarser)

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers.sum([self, other], self.resolution)

    @staticmethod
    def sum(parts: Sequence[Numbers], resolution: Resolution) -> Numbers:
        """All of them as one: whatever their number and order, what all the values together would have given."""
        if any(part.resolution is not resolution for part in parts):
            found = sorted({part.resolution.name for part in parts})
            raise ValueError(f"Only numbers of one resolution can be added, these are {', '.join(found)}.")
        return Numbers._sum(parts, resolution)

    @staticmethod
    def _sum(parts: Sequence[Numbers], resolution: Resolution) -> Numbers:
        not_finite = sum(part.not_finite for part in parts)
        parts = [part for part in parts if part.buckets.size]
        if not parts:
            return Numbers(resolution, not_finite)
        if len(parts) == 1 and parts[0].resolution is resolution:
            one = parts[0]
            return Numbers(resolution, not_finite, one.shift, one.buckets, one.counts, one.moments)
        shift = max(part.shift for part in parts)
        aligned = [part.at_shift(shift) for part in parts]
        buckets, counts = raw.added(
            np.concatenate([part.buckets for part in aligned]), np.concatenate([part.counts for part in aligned])
        )
        extra = raw.extra_shift(buckets, resolution.capacity)
        if extra:
            buckets, counts = raw.coarsened(buckets, counts, extra)
        whole = Numbers(resolution, not_finite, shift + extra, buckets, counts)
        if not whole.exact:
            whole.moments = Numbers._moments_together(parts, resolution.keeps_sums)
        return whole

    @staticmethod
    def _moments_together(parts: Sequence[Numbers], keeps_sums: bool) -> Moments:
        exact = [part for part in parts if part.exact]
        found = [part.moments for part in parts if part.moments]
        if exact:
            keys, counts = raw.added(
                np.concatenate([part.buckets for part in exact]), np.concatenate([part.counts for part in exact])
            )
            found.append(_moments_of(raw.finite_values(keys), counts, keeps_sums))
        sums = None
        if keeps_sums:
            total = squares = ExactSum()
            for moments in found:
                if moments.sums:
                    total, squares = total + moments.sums[0], squares + moments.sums[1]
            sums = (total, squares)
        return Moments(min(each.least for each in found), max(each.largest for each in found), sums)

    def minus(self, part: Numbers) -> Numbers:
        """What is left when values that are among these are taken away."""
        shift = max(self.shift, part.shift)
        whole, gone = self.at_shift(shift), part.at_shift(shift)
        left = whole.counts.copy()
        at = np.searchsorted(whole.buckets, gone.buckets)
        if gone.buckets.size and (
            at.max(initial=0) >= whole.buckets.size
            or (whole.buckets[at] != gone.buckets).any()
            or (left[at] < gone.counts).any()
        ):
            raise ValueError("More values are withdrawn than were given.")
        left[at] -= gone.counts
        rest = Numbers(
            self.resolution, self.not_finite - part.not_finite, shift, whole.buckets[left > 0], left[left > 0]
        )
        if rest.buckets.size and not rest.exact:
            rest.moments = self._moments_without(part, rest)
        return rest

    def _moments_without(self, part: Numbers, rest: Numbers) -> Moments:
        least, largest = max(self.min, float(rest.lower[0])), min(self.max, float(rest.upper[-1]))
        if not self.resolution.keeps_sums:
            return Moments(least, largest)
        mine, gone = self._sums(), part._sums()
        return Moments(least, largest, (mine[0] + gone[0].times(-1), mine[1] + gone[1].times(-1)))

    def _sums(self) -> tuple[ExactSum, ExactSum]:
        if self.moments and self.moments.sums:
            return self.moments.sums
        if not self.buckets.size:
            return ExactSum(), ExactSum()
        return _moments_of(self.lower, self.counts, True).sums

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Numbers)
            and (self.resolution, self.not_finite, self.shift, self.moments)
            == (other.resolution, other.not_finite, other.shift, other.moments)
            and np.array_equal(self.buckets, other.buckets)
            and np.array_equal(self.counts, other.counts)
        )

    def __repr__(self) -> str:
        return f"Numbers({self.count} values, mean {self.mean:.4g}, {self.min:.4g} to {self.max:.4g})"


def aligned(*numbers: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Several numbers on common buckets: a point for each, and a row of counts for each number.

    Every distance between distributions follows from it: shares are `counts / counts.sum(axis=1, keepdims=True)`.
    """
    shift = max(each.shift for each in numbers)
    brought = [each.at_shift(shift) for each in numbers]
    buckets = np.unique(np.concatenate([each.buckets for each in brought]))
    counts = np.zeros((len(brought), buckets.size), np.int64)
    for row, each in zip(counts, brought, strict=True):
        row[np.searchsorted(buckets, each.buckets)] = each.counts
    return Numbers(numbers[0].resolution, 0, shift, buckets, counts.sum(axis=0)).points, counts


def bounded(entries: Mapping[str, T], limit: int) -> dict[str, T]:
    """In the order of names; of more than the limit those of smallest hash."""
    names: Iterable[str] = entries
    if len(entries) > limit:
        names = sorted(entries, key=lambda name: (raw.hash_of(name), name.encode("utf-16-be")))[:limit]
    return {name: entries[name] for name in sorted(names, key=lambda name: name.encode("utf-16-be"))}


def together(maps: Iterable[Mapping[str, T]], limit: int, plus: Callable[[list[T]], T]) -> dict[str, T]:
    """What each name comes to in all of them."""
    gathered: dict[str, list[T]] = defaultdict(list)
    for entries in maps:
        for name, each in entries.items():
            gathered[name].append(each)
    return bounded({name: plus(each) for name, each in gathered.items()}, limit)


@dataclass(slots=True)
class Category:
    """How often each value occurred; of too many values some are counted together, as `other`."""

    count: int = 0
    values: dict[str, int] = field(default_factory=dict)

    @property
    def other(self) -> int:
        return self.count - sum(self.values.values())

    @staticmethod
    def sum(parts: Sequence[Category]) -> Category:
        sums: dict[str, int] = defaultdict(int)
        for part in parts:
            for value, count in part.values.items():
                sums[value] += count
        return Category(sum(part.count for part in parts), bounded(sums, VALUE_LIMIT))

    def __add__(self, other: Category) -> Category:
        return Category.sum([self, other])
