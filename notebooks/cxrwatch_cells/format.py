"""The bytes of parts (docs/cell-format.md), of many cells at once.

A year has tens of millions of small integers. Where a histogram begins and ends is found in Python, number by number;
the integers themselves are read together, by numpy.
"""

from __future__ import annotations

import gc
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from cxrwatch_cells.arithmetic import DamagedBytes, Runs, Varints, checksums
from cxrwatch_cells.parts import ClassDistribution, Distribution, Labels, LabelScores, Part, Service, Share, System
from cxrwatch_cells.summaries import NOTHING, Category, ExactSum, Moments, Numbers, Resolution

NEWEST = 2
_CHUNK = 4 << 20
_DISTRIBUTION, _SERVICE, _LABEL, _SYSTEM = 1, 2, 3, 4
_RESOLUTIONS = {each.value[0]: each for each in Resolution}
T = TypeVar("T")


class DamagedPart(DamagedBytes):
    """One of the parts cannot be read: which, and why."""

    def __init__(self, index: int, problem: str, newer: bool = False) -> None:
        super().__init__(problem)
        self.index = index
        self.problem = problem
        self.newer = newer


def decode(data: bytes) -> Part:
    """The part that bytes of a cell or baseline hold."""
    return decode_all([data])[0]


def decode_all(many: Sequence[bytes]) -> list[Part]:
    """The parts of many cells, in their order. Raises DamagedPart where a checksum or the format is wrong."""
    parts: list[Part] = []
    collecting = gc.isenabled()
    gc.disable()  # nothing here refers back to what holds it, and looking for that takes a fifth of the time
    try:
        for chunk in _chunks(many):
            parts += _Decoder(chunk, len(parts)).parts()
    finally:
        if collecting:
            gc.enable()
    return parts


def _chunks(many: Sequence[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for data in many:
        chunk.append(data)
        size += len(data)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _check(chunk: Sequence[bytes], before: int) -> None:
    for index, data in enumerate(chunk, before):
        if len(data) < 8 or data[0] != ord("C"):
            raise DamagedPart(index, "it is not a part of a cell")
        if not 1 <= data[1] <= NEWEST:
            raise DamagedPart(index, f"it has format {data[1]}, this reader knows formats 1 to {NEWEST}", newer=True)
    lengths = np.array([len(data) for data in chunk])
    starts = np.cumsum(lengths) - lengths
    found = checksums(np.frombuffer(b"".join(chunk), np.uint8), starts, starts + lengths - 4)
    said = np.frombuffer(b"".join(data[-4:] for data in chunk), ">u4")
    wrong = np.flatnonzero(found != said)
    if wrong.size:
        raise DamagedPart(before + int(wrong[0]), "its checksum does not match its bytes")


class _Decoder:
    """Reads the parts of one buffer, from front to back."""

    def __init__(self, chunk: Sequence[bytes], before: int) -> None:
        _check(chunk, before)
        self._chunk = chunk
        self._before = before
        self._data = b"".join(chunk)
        self._varints = Varints(np.frombuffer(self._data, np.uint8))
        self._runs = Runs(self._varints)
        self._numbers: list[Numbers] = []
        self._names: dict[bytes, str] = {}
        self._at = 0
        self._resolution, self._capacity, self._keeps_sums = Resolution.ALL, 0, True

    def parts(self) -> list[Part]:
        parts = []
        start = 0
        for index, data in enumerate(self._chunk, self._before):
            try:
                parts.append(self._part(start, start + len(data) - 4))
            except (DamagedBytes, IndexError, struct.error, UnicodeDecodeError) as e:
                problem = str(e) if isinstance(e, DamagedBytes) else "it ends too early"
                raise DamagedPart(index, problem) from e
            start += len(data)
        self._fill()
        return parts

    def _fill(self) -> None:
        try:
            buckets, counts, places = self._runs.read()
        except DamagedBytes as e:
            raise DamagedPart(self._before, str(e)) from e
        for number, begin, end in zip(self._numbers, places[:-1].tolist(), places[1:].tolist(), strict=True):
            number.buckets, number.counts = buckets[begin:end], counts[begin:end]

    def _part(self, start: int, end: int) -> Part:
        version, kind, code = self._data[start + 1 : start + 4]
        if code not in _RESOLUTIONS:
            raise DamagedBytes(f"resolution code {code} is unknown")
        readers = {
            _DISTRIBUTION: self._distribution,
            _SERVICE: self._service,
            _LABEL: self._labels,
            _SYSTEM: self._system,
        }
        if kind not in readers:
            raise DamagedBytes(f"part code {kind} is unknown")
        self._resolution = _RESOLUTIONS[code]
        self._capacity, self._keeps_sums = self._resolution.capacity, self._resolution.keeps_sums
        self._at = start + 4
        part = readers[kind](version)
        if self._at != end:
            raise DamagedBytes("its length is not that of its contents")
        return part

    def _distribution(self, version: int) -> Distribution:
        classes = self._keyed(self._class)
        if version == 2:
            for name, (derived, shares) in self._keyed(self._computed).items():
                if name not in classes:
                    raise DamagedBytes("it counts rows of a class that it has none of")
                classes[name].derived, classes[name].shares = derived, shares
        return Distribution(self._resolution, classes)

    def _class(self) -> ClassDistribution:
        rows = self._count()
        confidence, score = self._number(), self._number()
        return ClassDistribution(rows, confidence, score, self._keyed(self._number), self._keyed(self._category))

    def _computed(self) -> tuple[dict[str, int], dict[str, Share]]:
        return self._counts(), self._keyed(self._share)

    def _share(self) -> Share:
        return Share(self._count(), self._count(), self._count(), self._count())

    def _service(self, _: int) -> Service:
        return Service(self._resolution, self._category(), self._number())

    def _labels(self, _: int) -> Labels:
        return Labels(self._resolution, self._scores(), self._scores())

    def _scores(self) -> LabelScores:
        return LabelScores(self._resolution, self._keyed(lambda: self._keyed(self._number)))

    def _system(self, _: int) -> System:
        return System(self._resolution, self._count(), self._keyed(self._number))

    def _category(self) -> Category:
        return Category(self._count(), self._counts())

    def _keyed(self, entry: Callable[[], T]) -> dict[str, T]:
        return {self._text(): entry() for _ in range(self._count())}

    def _counts(self) -> dict[str, int]:
        """Counts by name: most of what a cell holds beside its histograms, so that it is written for speed."""
        size = self._count()
        data, at, names = self._data, self._at, self._names
        counts: dict[str, int] = {}
        for _ in range(size):
            length = data[at]
            if length >= 0x80:
                self._at = at
                name, count = self._text(), self._count()
                at = self._at
            else:
                octets = data[at + 1 : at + 1 + length]
                at += 1 + length
                name = names.get(octets)
                if name is None:
                    name = names[octets] = octets.decode()
                count = data[at]
                at += 1
                if count >= 0x80:
                    self._at = at - 1
                    count = self._count()
                    at = self._at
            counts[name] = count
        self._at = at
        return counts

    def _count(self) -> int:
        data, at = self._data, self._at
        value = data[at]
        at += 1
        if value >= 0x80:
            value, place, octet = value & 0x7F, 7, 0x80
            while octet >= 0x80:
                octet = data[at]
                at += 1
                value |= (octet & 0x7F) << place
                place += 7
        self._at = at
        return value

    def _signed(self) -> int:
        value = self._count()
        return (value >> 1) ^ -(value & 1)

    def _octets(self) -> bytes:
        length = self._count()
        octets = self._data[self._at : self._at + length]
        self._at += length
        return octets

    def _text(self) -> str:
        data, at = self._data, self._at
        length = data[at]
        if length < 0x80:
            octets = data[at + 1 : at + 1 + length]
            self._at = at + 1 + length
        else:
            octets = self._octets()
        name = self._names.get(octets)
        if name is None:
            name = self._names[octets] = octets.decode()
        return name

    def _double(self) -> float:
        value = struct.unpack_from(">d", self._data, self._at)[0]
        self._at += 8
        return value

    def _exact_sum(self) -> ExactSum:
        exponent = self._signed()
        return ExactSum(int.from_bytes(self._octets(), "big", signed=True), exponent)

    def _number(self) -> Numbers:
        data, at = self._data, self._at
        not_finite, size = data[at], data[at + 1]
        if not_finite < 0x80 and size < 0x80:  # nearly always: two calls less, a hundred thousand times a year
            self._at = at + 2
        else:
            not_finite, size = self._count(), self._count()
        if size == 0:
            return Numbers(self._resolution, not_finite, 0, NOTHING, NOTHING)
        if size > self._capacity:
            raise DamagedBytes(f"it has more buckets than its capacity {self._capacity}")
        form, zeros = data[self._at], 0
        self._at += 1
        if form < 64:
            zeros = data[self._at] & 63
            self._at += 1
        elif form > 73:
            raise DamagedBytes(f"a histogram has the unknown form {form}")
        self._pass_over(size, form, zeros)
        number = Numbers(self._resolution, not_finite, form if form < 64 else 0, NOTHING, NOTHING)
        self._numbers.append(number)
        if number.shift:
            least, largest = self._double(), self._double()
            sums = (self._exact_sum(), self._exact_sum()) if self._keeps_sums else None
            number.moments = Moments(least, largest, sums)
        return number

    def _pass_over(self, size: int, form: int, zeros: int) -> None:
        """A histogram, to be read later."""
        whole = self._count()
        rows = self._count()
        begin, end, after = self._varints.skip(self._at, size - 1)
        if end < 0:
            self._wide(size, form, zeros, ((whole >> 1) ^ -(whole & 1), rows))
            return
        self._runs.add((size, form, zeros, (whole >> 1) ^ -(whole & 1), rows, begin, end))
        self._at = after

    def _wide(self, size: int, form: int, zeros: int, first: tuple[int, int]) -> None:
        """A histogram with steps of 62 bits or more, one integer after the other."""
        steps, counts = [first[0]], [first[1]]
        for _ in range(size - 1):
            token = self._count()
            steps.append(token >> 1 or self._count())
            counts.append(self._count() if token & 1 else 1)
        self._runs.add_read(form, zeros, steps, counts)
