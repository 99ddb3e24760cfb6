"""Reports made up by a seeded generator, one in `PLANTED` of them made of one before it.

In one of four ways: whole; half its sentences; mixed with as many of its own; or with one word in
`REWORDED` another. All others share nothing with any but words as frequent as in a language. They
can be written to files as they are made, so that a million of them need no memory.
"""

from __future__ import annotations

import json
import os
import random
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from according.model import Report

PLANTED = 5
REWORDED = 12
WORDS = 40_000
SENTENCES = range(8, 20)
LENGTHS = range(8, 30)
SEED = 200

IDS, PAIRS = "ids.npy", "planted.npy"
"""Beside the files of reports: the first 64 bits of the id of each; and the pairs (numbers of
reports, counted from 0) of which the second was made of the first."""

Pair = tuple[int, int]


class Kept(Protocol):
    """The sentences of each text that was made."""

    def append(self, text: list[str], /) -> None: ...

    def __getitem__(self, number: int, /) -> list[str]: ...


def made(count: int) -> tuple[list[Report], list[Pair]]:
    """``count`` reports, and the pairs of which the second was made of the first."""
    texts: list[list[str]] = []
    planted = [(of, number) for number, of in enumerate(_making(count, texts)) if of is not None]
    return [report(each, number) for number, each in enumerate(texts)], planted


def report(text: Sequence[str], number: int) -> Report:
    """The report of a text."""
    return Report(" ".join(text), outlet=f"Outlet {number}", language="en")


def write(folder: Path, count: int, part: int) -> None:
    """Write ``count`` reports into ``folder`` as JSON lines, ``part`` in a file, with `IDS` and
    `PAIRS`; what is in memory is one part."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, planted = array("Q"), array("q")
    texts = _OnDisk(folder / "sentences")
    lines: list[str] = []
    for number, of in enumerate(_making(count, texts)):
        one = report(texts.last, number)
        lines.append(json.dumps({"text": one.text, "outlet": one.outlet, "language": one.language}))
        ids.append(int(one.id[:16], 16))
        if of is not None:
            planted.extend((of, number))
        if len(lines) == part or number == count - 1:
            to = folder / f"{number // part:06}.jsonl"
            to.write_text("\n".join(lines) + "\n", encoding="utf-8")
            lines = []
    texts.remove()
    np.save(folder / IDS, np.frombuffer(ids, dtype=np.uint64))
    np.save(folder / PAIRS, np.frombuffer(planted, dtype=np.int64).reshape(-1, 2))


def _making(count: int, texts: Kept) -> Iterator[int | None]:
    """Make texts one after the other; of which each was made."""
    chance = random.Random(SEED)
    pool = _Pool(chance)
    for number in range(count):
        of = chance.randrange(number) if number and number % PLANTED == 0 else None
        text = pool.sentences() if of is None else _derived(chance, texts[of], pool, number)
        texts.append(text)
        yield of


class _OnDisk:
    """Texts in a file that is read again where one is made of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._ends = array("Q", [0])
        self.last: list[str] = []

    def append(self, text: list[str], /) -> None:
        self.last = text
        self._file.seek(0, os.SEEK_END)
        self._ends.append(self._ends[-1] + self._file.write("\n".join(text).encode()))

    def __getitem__(self, number: int, /) -> list[str]:
        first, last = self._ends[number : number + 2]
        self._file.seek(first)
        return self._file.read(last - first).decode().split("\n")

    def remove(self) -> None:
        self._file.close()
        self._path.unlink()


class _Pool:
    """Draws words by their frequency, many at once: one draw costs as much as a thousand."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._draw = np.random.default_rng(SEED)
        self._vocabulary = np.array([_syllables(number) for number in range(WORDS)], dtype=object)
        weights = 1 / (np.arange(WORDS) + 10)
        self._weights = weights / weights.sum()
        self._drawn: list[str] = []

    def words(self, count: int) -> list[str]:
        if len(self._drawn) < count:
            drawn = self._draw.choice(WORDS, 200_000, p=self._weights)
            self._drawn = self._vocabulary[drawn].tolist()
        found = self._drawn[-count:]
        del self._drawn[-count:]
        return found

    def sentences(self) -> list[str]:
        lengths = (self._chance.choice(LENGTHS) for _ in range(self._chance.choice(SENTENCES)))
        return [f"{' '.join(self.words(length)).capitalize()}." for length in lengths]


def _derived(chance: random.Random, text: list[str], pool: _Pool, number: int) -> list[str]:
    way = number // PLANTED % 4
    if way == 0:
        return list(text)
    if way == 1:
        kept = sorted(chance.sample(range(len(text)), max(4, len(text) // 2)))
        return [text[each] for each in kept]
    if way == 2:
        mixed = [*text, *pool.sentences()]
        chance.shuffle(mixed)
        return mixed
    return [
        " ".join(
            pool.words(1)[0] if chance.randrange(REWORDED) == 0 else word for word in each.split()
        )
        for each in text
    ]


def _syllables(number: int) -> str:
    parts = ("ka", "lo", "mi", "ru", "te", "sa", "no", "vi", "du", "pe")
    return "".join(parts[int(digit)] for digit in str(number))


def kin(planted: Sequence[Pair]) -> dict[int, int]:
    """The first text that each was made of, by way of others or not."""
    first: dict[int, int] = {}
    for of, number in planted:
        first[number] = first.get(of, of)
    return first
