"""Arithmetic below the summaries: ordered keys, buckets, exact sums, checksums, and the integers of histograms.

Everything here works on whole arrays, and knows no summary. The rules are those of docs/cell-format.md.
"""

from __future__ import annotations

from functools import cache

import numpy as np

LARGEST = np.finfo(np.float64).max
_MAGNITUDE = np.int64(0x7FFF_FFFF_FFFF_FFFF)
_BLOCK = 1_024
_TEN_TO = np.array([10.0**digits for digits in range(10)])


class DamagedBytes(ValueError):
    """The bytes are no summary that this reader knows."""


def keys_of(values: np.ndarray) -> np.ndarray:
    """The ordered keys of finite doubles: signed integers in the same order; −0 counts as 0."""
    bits = (values + 0.0).view(np.int64)
    return bits ^ ((bits >> 63) & _MAGNITUDE)


def finite_values(keys: np.ndarray) -> np.ndarray:
    """The doubles of ordered keys; ends beyond the finite ones are the largest finite ones."""
    keys = np.asarray(keys, np.int64)
    values = (keys ^ ((keys >> 63) & _MAGNITUDE)).view(np.float64)
    beyond = ~np.isfinite(values)
    if beyond.any():
        values = np.where(beyond, np.where(keys < 0, -LARGEST, LARGEST), values)
    return values


def added(buckets: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Buckets in any order, with repeats: ascending, and the counts of equal ones added."""
    order = np.argsort(buckets, kind="stable")
    return _runs_added(buckets[order], counts[order])


def _runs_added(buckets: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if not buckets.size:
        return buckets, counts
    first = np.concatenate([[True], buckets[1:] != buckets[:-1]])
    starts = np.flatnonzero(first)
    return buckets[starts], np.add.reduceat(counts, starts)


def coarsened(buckets: np.ndarray, counts: np.ndarray, by: int) -> tuple[np.ndarray, np.ndarray]:
    """The same counts with `by` more bits dropped."""
    return _runs_added(buckets >> min(63, by), counts)


def extra_shift(buckets: np.ndarray, capacity: int) -> int:
    """The least further shift that leaves at most `capacity` buckets."""
    excess = buckets.size - capacity
    if excess <= 0:
        return 0
    differing = (buckets[1:] ^ buckets[:-1]).view(np.uint64)
    merged_at = np.zeros(differing.size, np.int64)
    for bits in (32, 16, 8, 4, 2, 1):
        high = differing >> np.uint64(bits) != 0
        merged_at += np.where(high, bits, 0)
        differing = np.where(high, differing >> np.uint64(bits), differing)
    left = np.cumsum(np.bincount(merged_at + 1, minlength=65))
    return int(np.searchsorted(left, excess))


def exact_sums(values: np.ndarray, counts: np.ndarray) -> tuple[tuple[int, int], tuple[int, int]]:
    """Σ and Σ of squares without rounding, each as mantissa and power of two."""
    fraction, exponents = np.frexp(values)
    mantissas = (fraction * 2.0**53).astype(np.int64)
    order = np.argsort(exponents, kind="stable")
    mantissas, exponents, counts = mantissas[order], exponents[order].astype(np.int64), counts[order]
    if not mantissas.size:
        return (0, 0), (0, 0)
    starts = np.flatnonzero(np.concatenate([[True], exponents[1:] != exponents[:-1]]))
    sums = _weighted(mantissas, counts, starts)
    magnitudes = np.abs(mantissas)
    high, low = magnitudes >> 27, magnitudes & (2**27 - 1)
    squares = [
        (a << 54) + (b << 28) + c
        for a, b, c in zip(
            _weighted(high * high, counts, starts),
            _weighted(high * low, counts, starts),
            _weighted(low * low, counts, starts),
            strict=True,
        )
    ]
    powers = [int(each) - 53 for each in exponents[starts]]
    return _in_one(sums, powers), _in_one(squares, [2 * power for power in powers])


def _weighted(whole: np.ndarray, counts: np.ndarray, starts: np.ndarray) -> list[int]:
    """Σ whole · count of each run, of integers below 2^54, without overflow up to 2^35 rows."""
    high = np.add.reduceat((whole >> 27) * counts, starts)
    low = np.add.reduceat((whole & (2**27 - 1)) * counts, starts)
    return [(int(a) << 27) + int(b) for a, b in zip(high, low, strict=True)]


def _in_one(mantissas: list[int], powers: list[int]) -> tuple[int, int]:
    least = min(powers)
    return sum(each << (power - least) for each, power in zip(mantissas, powers, strict=True)), least


def hash_of(name: str) -> int:
    """FNV-1a with a final mix, as a signed integer of 64 bits."""
    mask = (1 << 64) - 1
    value = 0xCBF29CE484222325
    for octet in name.encode():
        value = ((value ^ octet) * 0x100000001B3) & mask
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & mask
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & mask
    value ^= value >> 31
    return value - (1 << 64) if value >> 63 else value


@cache
def _crc_tables() -> tuple[np.ndarray, np.ndarray]:
    """What a byte adds to the CRC-32C, by its distance from the end of a block; and how a block moves the CRC on."""
    first = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        first = np.where(first & 1, (first >> 1) ^ np.uint32(0x82F63B78), first >> 1).astype(np.uint32)
    tables = np.empty((_BLOCK, 256), np.uint32)
    tables[0] = first
    for distance in range(1, _BLOCK):
        before = tables[distance - 1]
        tables[distance] = (before >> 8) ^ first[before & 0xFF]
    return tables, tables[-4:][::-1].copy()


def checksums(data: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The CRC-32C of each stretch of at least four bytes: each byte's share is looked up, as the CRC is linear.

    Stretches ascend, and each reaches to within four bytes of the next, as parts do that stand one behind the other.
    """
    by_distance, onward = _crc_tables()
    octets = data[: ends[-1]].copy()
    octets[(starts[:, None] + np.arange(4)).ravel()] ^= 0xFF
    reach = np.diff(np.append(starts, ends[-1]))
    from_end = np.repeat(ends.astype(np.int32) - 1, reach) - np.arange(octets.size, dtype=np.int32)
    place = ((from_end & (_BLOCK - 1)) << 8) | octets
    shares = by_distance.ravel()[place]
    shares[from_end < 0] = 0
    is_first = (from_end & (_BLOCK - 1)) == _BLOCK - 1
    is_first &= from_end >= 0
    is_first[starts] = True
    of_blocks = np.bitwise_xor.reduceat(shares, np.flatnonzero(is_first))
    blocks = -(-(ends - starts) // _BLOCK)
    at = np.cumsum(blocks) - blocks
    crc = np.zeros(starts.size, np.uint32)
    for number in range(int(blocks.max(initial=0))):
        going = np.flatnonzero(blocks > number)
        state = crc[going]
        moved = onward[0][state & 0xFF] ^ onward[1][state >> 8 & 0xFF]
        moved ^= onward[2][state >> 16 & 0xFF] ^ onward[3][state >> 24]
        crc[going] = moved ^ of_blocks[at[going] + number]
    return crc ^ np.uint32(0xFFFFFFFF)


def _before(marked: np.ndarray) -> np.ndarray:
    """How many are marked before each place, and in all."""
    upto = np.zeros(marked.size + 1, np.int32)
    np.cumsum(marked, out=upto[1:])
    return upto


class Varints:
    """The LEB128 integers of a buffer, and where those of a histogram end.

    After a token whose lowest bit is 1 a count follows. So of the integers since the last with lowest bit 0 every
    other one is a count: all tokens of a buffer are told from counts at once, and a histogram is skipped in a step.
    """

    def __init__(self, data: np.ndarray) -> None:
        ends_one = data < 0x80
        self.last = np.flatnonzero(ends_one).astype(np.int32)
        self.first = np.empty_like(self.last)
        self.first[:1] = 0
        self.first[1:] = self.last[:-1] + 1
        self.data = data
        octet = data[self.first]
        index = np.arange(self.last.size, dtype=np.int32)
        is_even = octet & 1 == 0
        follows_even = np.empty_like(is_even)
        follows_even[:1] = True
        follows_even[1:] = is_even[:-1]
        run = np.maximum.accumulate(np.where(follows_even, index, np.int32(0)))
        is_token = (index - run) & 1 == 0
        even = np.where(is_even, index, np.int32(index.size))
        small = (self.last == self.first) & (octet < 2)
        # memoryviews, as reading one element of them is several times as fast as of an array
        self._before = memoryview(np.cumsum(ends_one, dtype=np.int32))
        self._last = memoryview(self.last)
        self._lowest = memoryview(octet & 1)
        self._next_even = memoryview(np.ascontiguousarray(np.minimum.accumulate(even[::-1])[::-1]))
        self._tokens = memoryview(np.flatnonzero(is_token))
        self._tokens_before = memoryview(_before(is_token))
        self._small_before = memoryview(_before(small))

    def skip(self, at: int, tokens: int) -> tuple[int, int, int]:
        """Passes over so many tokens and their counts, from the byte `at` on.

        Gives the numbers of the first integer and of the one after the last, and the byte after; −1 for the last two if
        there are steps of 62 bits, which only one integer after the other can be told.
        """
        begin = self._before[at - 1]
        if tokens == 0:
            return begin, begin, at
        even = self._next_even[begin]
        until_even = (even - begin) // 2 + 1
        if tokens <= until_even:
            token = begin + 2 * (tokens - 1)
        else:
            token = self._tokens[self._tokens_before[even + 1] + tokens - until_even - 1]
        end = token + 1 + self._lowest[token]
        if self._small_before[end] != self._small_before[begin]:
            return begin, -1, -1
        return begin, end, self._last[end - 1] + 1

    def values(self, indices: np.ndarray) -> np.ndarray:
        """The integers of these numbers, modulo 2^64."""
        first, last = self.first[indices], self.last[indices]
        values = (self.data[first] & 0x7F).astype(np.uint64)
        lengths = last - first
        for place in range(1, int(lengths.max(initial=0)) + 1):
            longer = np.flatnonzero(lengths >= place)
            octets = (self.data[first[longer] + place] & 0x7F).astype(np.uint64)
            values[longer] |= octets << np.uint64(7 * place)
        return values


class Runs:
    """Histograms that were found in a buffer, to be read together."""

    def __init__(self, varints: Varints) -> None:
        self._varints = varints
        self._rows: list[tuple[int, int, int, int, int, int, int]] = []
        self._wide: dict[int, tuple[list[int], list[int]]] = {}

    def add(self, row: tuple[int, int, int, int, int, int, int]) -> None:
        """Size, form and zeros, the first whole number and its count, and which integers follow: from, to."""
        self._rows.append(row)

    def add_read(self, form: int, zeros: int, steps: list[int], counts: list[int]) -> None:
        """One whose integers were read already."""
        self._wide[len(self._rows)] = (steps, counts)
        self._rows.append((len(steps), form, zeros, 0, 1, 0, 0))

    def read(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Buckets and counts of all histograms, one after the other, and where each begins (and the last ends)."""
        if not self._rows:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.zeros(1, np.int64)
        size, form, zeros, whole, rows, begin, end = np.array(self._rows, np.int64).T
        places = np.concatenate([[0], np.cumsum(size)])
        steps = np.zeros(places[-1], np.int64)
        counts = np.ones(places[-1], np.int64)
        is_first = np.zeros(places[-1], bool)
        is_first[places[:-1]] = True
        steps[places[:-1]], counts[places[:-1]] = whole, rows
        later = ~is_first
        for number, (wide, of_wide) in self._wide.items():
            here = slice(places[number], places[number + 1])
            steps[here], counts[here] = np.array([each % 2**64 for each in wide], np.uint64).view(np.int64), of_wide
            later[here] = False
        tokens, of_tokens = self._tokens(begin, end)
        steps[later], counts[later] = (tokens >> np.uint64(1)).view(np.int64), of_tokens
        sums = np.cumsum(steps)
        wholes = sums - np.repeat(np.concatenate([[0], sums[places[1:-1] - 1]]), size)
        buckets = _buckets(wholes, np.repeat(form.astype(np.int8), size), np.repeat(zeros.astype(np.int8), size))
        if (counts < 1).any() or (np.diff(buckets)[~is_first[1:]] <= 0).any():
            raise DamagedBytes("its buckets are not in order or not positive")
        return buckets, counts, places

    def _tokens(self, begin: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        begin, lengths = begin.astype(np.int32), (end - begin).astype(np.int32)
        starts = np.cumsum(lengths, dtype=np.int32) - lengths
        index = np.arange(int(lengths.sum()), dtype=np.int32)
        values = self._varints.values(index + np.repeat(begin - starts, lengths))
        odd = (values & np.uint64(1)).astype(bool)
        begins = np.concatenate([[True], ~odd[:-1]])[: index.size]
        begins[starts[lengths > 0]] = True
        run = np.maximum.accumulate(np.where(begins, index, np.int32(0)))
        tokens = np.flatnonzero((index - run) & 1 == 0)
        counts = np.ones(tokens.size, np.int64)
        several = odd[tokens]
        counts[several] = values[tokens[several] + 1].view(np.int64)
        return values[tokens], counts


def _buckets(wholes: np.ndarray, form: np.ndarray, zeros: np.ndarray) -> np.ndarray:
    decimal = form >= 64
    buckets = wholes << zeros
    buckets[decimal] = keys_of(wholes[decimal] / _TEN_TO[form[decimal] - 64])
    return buckets
