"""The bytes that cxrwatch's own tests hold Java to, and the answers Java gives: the reader must give the same."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest
from conftest import ROOT

from cxrwatch_cells import (
    DamagedPart,
    Distribution,
    Labels,
    Numbers,
    Part,
    Resolution,
    Service,
    add,
    decode,
    decode_all,
)

GOLDEN = ROOT / "common" / "src" / "test" / "resources" / "golden" / "parts.txt"


@dataclass
class Case:
    name: str
    addends: list[str]
    data: bytes = b""
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, list[float]] = field(default_factory=dict)


def cases() -> dict[str, Case]:
    found: list[Case] = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        left, _, right = rest.rpartition(" = ") if word == "count" else rest.partition(" = ")
        if word == "part":
            found.append(Case(rest, []))
        elif word == "sum":
            name, _, of = rest.partition(" of ")
            found.append(Case(name, of.split("; ")))
        elif word == "bytes":
            found[-1].data = bytes.fromhex(rest)
        elif word == "rows":
            found[-1].rows = int(rest)
        elif word == "count":
            found[-1].counts[left] = int(right)
        elif word == "number":
            found[-1].numbers[left] = [float(each) for each in right.split()]
    return {case.name: case for case in found}


CASES = cases()
each_case = pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)


def number(part: Part, path: str) -> Numbers:
    if isinstance(part, Service):
        return part.latency
    if isinstance(part, Distribution):
        return part.number(path)
    if isinstance(part, Labels):
        return part.standing.scores(*path.split(" "))
    return part.numbers[path]


def count(part: Part, path: str) -> int:
    if isinstance(part, Service):
        return part.requests.values[path]
    return part.share(path).matching if "@" in path else part.predicted[path]


def test_the_golden_file_holds_parts_and_sums() -> None:
    assert len(CASES) > 15
    assert any(case.addends for case in CASES.values())


@each_case
def test_a_part_answers_what_java_answers(case: Case) -> None:
    part = decode(case.data)

    assert part.rows == case.rows
    assert {path: count(part, path) for path in case.counts} == case.counts
    for path, expected in case.numbers.items():
        found = number(part, path)
        answers = [found.count, found.not_finite, found.min, found.max, found.mean, found.sd]
        answers += [found.quantile(share) for share in (0.05, 0.5, 0.95)]
        assert answers == pytest.approx(expected, rel=1e-13, abs=0, nan_ok=True), path


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.addends], ids=lambda case: case.name)
def test_a_sum_is_the_part_that_java_sums_up_to(case: Case) -> None:
    addends = [decode(CASES[name].data) for name in case.addends]

    assert add(addends) == decode(case.data)
    assert add(reversed(addends)) == decode(case.data)


def test_many_parts_are_decoded_as_one_by_one() -> None:
    data = [case.data for case in CASES.values()]

    assert decode_all(data) == [decode(each) for each in data]


@each_case
def test_any_damaged_byte_is_noticed(case: Case) -> None:
    random = np.random.default_rng(1)
    for at in random.integers(0, len(case.data), 20):
        damaged = bytearray(case.data)
        damaged[at] ^= int(random.integers(1, 256))
        with pytest.raises(DamagedPart):
            decode(bytes(damaged))


def test_bytes_of_a_newer_format_are_refused_as_such() -> None:
    newer = bytearray(CASES["service"].data)
    newer[1] = 9
    with pytest.raises(DamagedPart, match="format 9") as refused:
        decode(bytes(newer))
    assert refused.value.newer


def test_bytes_that_end_too_early_are_refused() -> None:
    with pytest.raises(DamagedPart):
        decode(b"C\x01")


@pytest.mark.parametrize("resolution", list(Resolution))
def test_any_split_of_the_values_gives_the_same_numbers(resolution: Resolution) -> None:
    random = np.random.default_rng(7)
    for size in (1, 7, min(resolution.capacity, 3_000) + 1, 9_000):
        values = np.concatenate([random.normal(140, 18, size), [np.nan, 0.0, -0.0, 5e-324]])
        whole = Numbers.of(values, resolution)
        pieces = [Numbers.of(piece, resolution) for piece in np.array_split(random.permutation(values), 5)]

        assert Numbers.sum(pieces, resolution) == whole
        assert whole.count + whole.not_finite == values.size


@pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.5, 0.9, 1])
def test_quantiles_of_exact_values_are_those_of_numpy(share: float) -> None:
    values = np.random.default_rng(3).normal(size=501)

    assert Numbers.of(values).quantile(share) == pytest.approx(np.quantile(values, share), rel=1e-15)


def test_means_of_truncated_values_are_exact() -> None:
    values = np.random.default_rng(5).normal(1e9, 1, 20_000)
    whole = Numbers.of(values, Resolution.ALL)

    assert not whole.exact
    assert whole.mean == float(sum(map(Fraction, values.tolist())) / values.size)
    assert whole.sd == pytest.approx(np.std(values, ddof=1), rel=1e-9)


def test_what_was_withdrawn_can_be_taken_away_again() -> None:
    values = np.random.default_rng(6).normal(size=4_000)
    whole, part = Numbers.of(values, Resolution.ALL), Numbers.of(values[:900], Resolution.ALL)
    left = whole.minus(part)

    assert left.count == 3_100
    assert left.mean == pytest.approx(values[900:].mean(), rel=1e-12)
    with pytest.raises(ValueError, match="withdrawn"):
        part.minus(whole)


def test_parts_that_cannot_be_added_are_refused() -> None:
    with pytest.raises(ValueError, match="one resolution"):
        add([decode(CASES["all"].data), decode(CASES["slice, few"].data)])
    with pytest.raises(ValueError, match="one kind"):
        add([decode(CASES["all"].data), decode(CASES["service"].data)])
