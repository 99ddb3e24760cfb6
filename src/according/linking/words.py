"""A report's text as words with their places, for comparing texts.

Words are compared as numbers: cutting and hashing a text are a few passes over its code points as
arrays, which takes a tenth of the time that strings take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from according.model import Span

_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(
    r"[.!?\n](?:(?<=\n)\n*+|(?<![.!?]{2})(?<!\n)[.!?]*+[\"'”’)\]]*+\s++(?=[\"'“‘(\[]*+[^\Wa-z_]))"
)
"""Where a sentence ends: outlets break lines and paragraphs differently, so nothing finer helps.
It begins with a class of characters, which lets the search leap over all others."""

Numbers = NDArray[np.uint64]
"""Words as numbers: the same for the same word in every run of the program, upper case or lower;
two words share one by a chance of 1 in 2^64 or so."""

_TOGETHER = 1 << 16
"""Characters."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)

FOUR = 4
"""Words of a run that two texts share, at least. Runs of three are common to any two reports of one
war."""

_CODES = 0x110000
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Words:
    """The words of a text.

    ``starts`` and ``ends`` are code points of the text, ``numbers`` the words as they are compared,
    ``quoted`` says which words stand in somebody's direct speech, ``sentence`` is each word's
    sentence, counted from 0. All arrays have one entry a word.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numbers: Numbers
    quoted: NDArray[np.bool_]
    sentence: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)

    def form(self, at: int) -> str:
        """A word in lower case."""
        return self.text[self.starts[at] : self.ends[at]].lower()

    @cached_property
    def forms(self) -> list[str]:
        """The words in lower case."""
        return [self.form(at) for at in range(len(self))]

    def span(self, first: int, last: int) -> Span:
        """Where the words ``first`` to ``last``, which is past the last, stand in the text."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))

    @cached_property
    def fours(self) -> Numbers:
        """A number for each four words in a row, from every word on that has so many."""
        return runs_of(self.numbers, FOUR)

    @cached_property
    def fours_in_order(self) -> tuple[Numbers, NDArray[np.int64]]:
        """The same in ascending order, and where each stands."""
        order = np.argsort(self.fours, kind="stable")
        return self.fours[order], order

    @cached_property
    def quotes_any(self) -> bool:
        """Whether any word is quoted."""
        return bool(self.quoted.any())

    @cached_property
    def quoted_before(self) -> NDArray[np.int64]:
        """How many of the words before each are quoted, and of all."""
        return np.concatenate(([0], np.cumsum(self.quoted)))

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether most of the words ``first`` to ``last``, which is past the last, are."""
        return bool(2 * (self.quoted_before[last] - self.quoted_before[first]) > last - first)

    @cached_property
    def sentence_lengths(self) -> NDArray[np.int64]:
        """The words of each sentence."""
        return np.bincount(self.sentence)


def words_of(text: str, quotes: Iterable[Span] = ()) -> Words:
    """The words of ``text``, in time linear in its length.

    Args:
        quotes: where direct speech stands.
    """
    (found,) = words_of_all([text], [quotes])
    return found


def words_of_all(texts: Sequence[str], quotes: Sequence[Iterable[Span]]) -> list[Words]:
    """`words_of` of some texts: those of a few thousand characters take a third of the time when
    they are cut together.

    Args:
        quotes: where direct speech stands, of each.
    """
    found: list[Words] = []
    for part in together(texts):
        starts, ends, numbers = _cut("\n".join(part))
        at = 0
        for text, cut in zip(part, pairwise(_parted(part, starts)), strict=True):
            own = slice(*cut)
            spoken = quotes[len(found)]
            found.append(_words(text, starts[own] - at, ends[own] - at, numbers[own], spoken))
            at += len(text) + 1
    return found


def together(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts that are cut together: some that fit into a processor's cache, or one that does not."""
    first, size = 0, 0
    for at, text in enumerate(texts):
        if at > first and size + len(text) > _TOGETHER:
            yield texts[first:at]
            first, size = at, 0
        size += len(text)
    if first < len(texts):
        yield texts[first:]


def _words(
    text: str,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    numbers: Numbers,
    quotes: Iterable[Span],
) -> Words:
    quoted = np.zeros(len(starts), dtype=bool)
    for quote in quotes:
        quoted[np.searchsorted(starts, quote.start) : np.searchsorted(starts, quote.end)] = True
    breaks = np.array([each.end() for each in _ENDS.finditer(text)], dtype=np.int64)
    before = np.searchsorted(breaks, starts, side="right")
    # Some sentences have no words; the others are counted on.
    sentence = np.zeros(len(starts), dtype=np.int64)
    np.cumsum(before[1:] > before[:-1], out=sentence[1:])
    return Words(text, starts, ends, numbers, quoted, sentence)


def numbers_of(texts: Sequence[str]) -> tuple[Numbers, NDArray[np.int64]]:
    """The words of some texts as numbers alone, one text after the other, and how many each has."""
    starts, _, numbers = _cut("\n".join(texts))
    return numbers, np.diff(_parted(texts, starts))


def _parted(texts: Sequence[str], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the words of each of some texts begin among those of all, and where the last end."""
    begins = np.cumsum([0, *(len(each) + 1 for each in texts)])
    return np.searchsorted(starts, begins)


def runs_of(numbers: Numbers, length: int) -> Numbers:
    """A number for each run of ``length`` words, from every word on that has so many."""
    runs = max(0, len(numbers) - length + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for at in range(length):
        mixed ^= numbers[at : at + runs]
        mixed *= _FACTOR
    mixed ^= mixed >> _SHIFT
    mixed *= _SPREAD
    mixed ^= mixed >> _SHIFT
    return mixed


def forms_of(text: str) -> list[str]:
    """The words of ``text`` alone, in lower case."""
    return [each.lower() for each in _WORD.findall(text)]


def _cut(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers]:
    """Where words begin and end, and the words as numbers.

    A number is a polynomial of the word's code points, by modulus 2^64 (Karp and Rabin, 1987):
    what the sum over all code points grew by within the word, set back to where the word begins.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = _folding()[codes]
    inside = np.zeros(len(codes) + 2, dtype=bool)
    np.not_equal(folded, 0, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    powers, inverse = _powers(1 << len(codes).bit_length())
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(folded * powers[: len(codes)], out=sums[1:])
    numbers = (sums[ends] - sums[starts]) * inverse[starts]
    numbers ^= numbers >> _HALF
    return starts, ends, numbers * _ODD


@cache
def _folding() -> Numbers:
    """Of each code point the one in lower case, 0 where it is no part of words."""
    every = "".join(map(chr, range(_CODES)))
    # The only one whose lower case is two; both forms of a small sigma are one.
    lower = every.replace("\u0130", "i").lower()
    folding = np.frombuffer(lower.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    folding[[ord("Σ"), ord("ς")]] = ord("σ")
    inside = np.zeros(_CODES, dtype=bool)
    for found in _WORD.finditer(every):
        inside[found.start() : found.end()] = True
    folding[~inside] = 0
    return folding.astype(np.uint64)


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Numbers, Numbers]:
    """The powers of a number from 0 on, and of its inverse by modulus 2^64."""
    base = int(_ODD)
    return _multiples(base, count), _multiples(pow(base, -1, 1 << 64), count)


def _multiples(base: int, count: int) -> Numbers:
    found = np.full(count, base, dtype=np.uint64)
    found[0] = 1
    return np.multiply.accumulate(found)
