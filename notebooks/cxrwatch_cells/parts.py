"""What a cell holds: one of four kinds of part. Parts of one kind add up to what all their rows would have given."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeVar

from cxrwatch_cells.summaries import CLASS_LIMIT, NAME_LIMIT, Category, Numbers, Resolution, together

T = TypeVar("T")


@dataclass(slots=True)
class Share:
    """What was counted of a metric that users define: `matching` of `matching + others` rows that were asked for."""

    rows: int = 0
    matching: int = 0
    others: int = 0
    unknown: int = 0

    def __add__(self, more: Share) -> Share:
        return Share(
            self.rows + more.rows,
            self.matching + more.matching,
            self.others + more.others,
            self.unknown + more.unknown,
        )

    @property
    def value(self) -> float:
        eligible = self.matching + self.others
        return self.matching / eligible if eligible else float("nan")


@dataclass(slots=True)
class ClassDistribution:
    """Scores, features and attributes of the predictions of one class."""

    rows: int
    confidence: Numbers
    positive_score: Numbers
    features: dict[str, Numbers]
    attributes: dict[str, Category]
    derived: dict[str, int] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)


@dataclass(slots=True)
class Distribution:
    """Features, scores and attributes of the successful predictions of a day and slice, by predicted class."""

    resolution: Resolution
    classes: dict[str, ClassDistribution]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.classes.values())

    @property
    def feature_names(self) -> list[str]:
        return sorted({name for each in self.classes.values() for name in each.features})

    @property
    def predicted(self) -> dict[str, int]:
        """Predictions by class."""
        return {name: each.rows for name, each in self.classes.items()}

    @property
    def confidence(self) -> Numbers:
        return Numbers.sum([each.confidence for each in self.classes.values()], self.resolution)

    @property
    def positive_score(self) -> Numbers:
        return Numbers.sum([each.positive_score for each in self.classes.values()], self.resolution)

    def feature(self, name: str) -> Numbers:
        """A feature over all classes; without values if it never occurred."""
        return Numbers.sum(
            [each.features[name] for each in self.classes.values() if name in each.features], self.resolution
        )

    def number(self, name: str) -> Numbers:
        """A feature, `confidence` or `positive_score`, as `drift_measure` names its subjects."""
        return getattr(self, name) if name in ("confidence", "positive_score") else self.feature(name)

    def attribute(self, name: str) -> Category:
        return Category.sum([each.attributes[name] for each in self.classes.values() if name in each.attributes])

    def missing(self, feature: str) -> int:
        """Rows that lack the feature."""
        number = self.feature(feature)
        return self.rows - number.count - number.not_finite

    def share(self, metric: str) -> Share | None:
        """The counts of a metric, by its name or id (`name@hash`); None if it was not asked of all rows."""
        ids = {key for each in self.classes.values() for key in each.shares if metric in (key, key.rpartition("@")[0])}
        if len(ids) != 1:
            return None
        found = [each.shares.get(*ids) or Share() for each in self.classes.values()]
        asked_of_all = all(share.rows == each.rows for share, each in zip(found, self.classes.values(), strict=True))
        return reduce(operator.add, found, Share()) if asked_of_all else None

    def at(self, coarser: Resolution) -> Distribution:
        return Distribution(
            coarser,
            {
                name: ClassDistribution(
                    each.rows,
                    each.confidence.at(coarser),
                    each.positive_score.at(coarser),
                    {key: number.at(coarser) for key, number in each.features.items()},
                    each.attributes,
                    each.derived,
                    each.shares,
                )
                for name, each in self.classes.items()
            },
        )

    @staticmethod
    def sum(parts: Sequence[Distribution], resolution: Resolution) -> Distribution:
        def numbers(several: list[Numbers]) -> Numbers:
            return Numbers.sum(several, resolution)

        def one(several: list[ClassDistribution]) -> ClassDistribution:
            return ClassDistribution(
                sum(each.rows for each in several),
                numbers([each.confidence for each in several]),
                numbers([each.positive_score for each in several]),
                together((each.features for each in several), NAME_LIMIT, numbers),
                together((each.attributes for each in several), NAME_LIMIT, Category.sum),
                together((each.derived for each in several), NAME_LIMIT, sum),
                together((each.shares for each in several), NAME_LIMIT, lambda shares: reduce(operator.add, shares)),
            )

        return Distribution(resolution, together((part.classes for part in parts), CLASS_LIMIT, one))

    def __add__(self, other: Distribution) -> Distribution:
        return add([self, other])


@dataclass(slots=True)
class Service:
    """The requests of an hour, or of a day, and slice: by status, and how long the successful ones took, in seconds."""

    resolution: Resolution
    requests: Category
    latency: Numbers

    @property
    def rows(self) -> int:
        return self.requests.count

    @property
    def failures(self) -> int:
        return self.rows - self.requests.values.get("success", 0)

    def at(self, coarser: Resolution) -> Service:
        return Service(coarser, self.requests, self.latency.at(coarser))

    @staticmethod
    def sum(parts: Sequence[Service], resolution: Resolution) -> Service:
        return Service(
            resolution,
            Category.sum([part.requests for part in parts]),
            Numbers.sum([part.latency for part in parts], resolution),
        )

    def __add__(self, other: Service) -> Service:
        return add([self, other])


@dataclass(slots=True)
class LabelScores:
    """Positive scores by actual class and predicted class: confusion counts and score histograms in one."""

    resolution: Resolution
    by_actual: dict[str, dict[str, Numbers]]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """Labels by actual and predicted class."""
        return {
            (actual, predicted): scores.count + scores.not_finite
            for actual, row in self.by_actual.items()
            for predicted, scores in row.items()
        }

    def scores(self, actual: str, predicted: str) -> Numbers:
        return self.by_actual.get(actual, {}).get(predicted) or Numbers(self.resolution)

    def minus(self, part: LabelScores) -> LabelScores:
        return self._each(lambda actual, predicted, scores: scores.minus(part.scores(actual, predicted)))

    def at(self, coarser: Resolution) -> LabelScores:
        at = self._each(lambda actual, predicted, scores: scores.at(coarser))
        return LabelScores(coarser, at.by_actual)

    def _each(self, change: Callable[[str, str, Numbers], Numbers]) -> LabelScores:
        return LabelScores(
            self.resolution,
            {
                actual: {predicted: change(actual, predicted, scores) for predicted, scores in row.items()}
                for actual, row in self.by_actual.items()
            },
        )

    @staticmethod
    def sum(parts: Sequence[LabelScores], resolution: Resolution) -> LabelScores:
        def rows(several: list[Mapping[str, Numbers]]) -> dict[str, Numbers]:
            return together(several, CLASS_LIMIT, lambda scores: Numbers.sum(scores, resolution))

        return LabelScores(resolution, together((part.by_actual for part in parts), CLASS_LIMIT, rows))


@dataclass(slots=True)
class Labels:
    """The labels of one prediction day that arrived together: given, and withdrawn."""

    resolution: Resolution
    given: LabelScores
    withdrawn: LabelScores

    @property
    def rows(self) -> int:
        return self.given.rows + self.withdrawn.rows

    @property
    def standing(self) -> LabelScores:
        """The scores whose labels hold. Take it after all cells are added: a cell may withdraw what another gave."""
        return self.given.minus(self.withdrawn)

    def at(self, coarser: Resolution) -> Labels:
        return Labels(coarser, self.given.at(coarser), self.withdrawn.at(coarser))

    @staticmethod
    def sum(parts: Sequence[Labels], resolution: Resolution) -> Labels:
        return Labels(
            resolution,
            LabelScores.sum([part.given for part in parts], resolution),
            LabelScores.sum([part.withdrawn for part in parts], resolution),
        )

    def __add__(self, other: Labels) -> Labels:
        return add([self, other])


@dataclass(slots=True)
class System:
    """What one host logged of itself in an hour."""

    resolution: Resolution
    samples: int
    numbers: dict[str, Numbers]

    @property
    def rows(self) -> int:
        return self.samples

    def at(self, coarser: Resolution) -> System:
        return System(coarser, self.samples, {name: number.at(coarser) for name, number in self.numbers.items()})

    @staticmethod
    def sum(parts: Sequence[System], resolution: Resolution) -> System:
        return System(
            resolution,
            sum(part.samples for part in parts),
            together((part.numbers for part in parts), NAME_LIMIT, lambda each: Numbers.sum(each, resolution)),
        )

    def __add__(self, other: System) -> System:
        return add([self, other])


Part = Distribution | Service | Labels | System


def add(parts: Iterable[Part]) -> Part:
    """All parts as one, whatever their order. Where some are of old days, all are brought to their resolution."""
    several = list(parts)
    kinds = {type(part) for part in several}
    if len(kinds) != 1:
        names = ", ".join(sorted(kind.__name__ for kind in kinds)) or "none"
        raise ValueError(f"Only parts of one kind, and at least one, can be added; these are: {names}.")
    resolutions = {part.resolution for part in several}
    if len(resolutions) > 1 and len({each.old for each in resolutions}) == 1:
        several = [part.at(part.resolution.old) for part in several]
        resolutions = {part.resolution for part in several}
    if len(resolutions) > 1:
        names = ", ".join(sorted(each.name for each in resolutions))
        raise ValueError(f"Only parts of one resolution can be added, these are {names}: add `all` and slices apart.")
    return kinds.pop().sum(several, resolutions.pop())


__all__ = ["ClassDistribution", "Distribution", "LabelScores", "Labels", "Part", "Service", "Share", "System", "add"]
