"""Every regular expression of the package against strings made to slow such down.

``python -m tests.hostile.patterns`` looks at all of them with strings of 1,000, 10,000 and 100,000
characters, and prints those that took longest and those whose time grew faster than the text.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import re
import signal
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import according

SIZES = (1_000, 10_000, 100_000)
SECONDS = 0.1
"""What a pattern may take for the longest string."""

GROWTH = 30.0
"""How many times as long ten times the text may take: 10 were linear, 100 quadratic."""

FLOOR = 0.05
"""Seconds below which a time says nothing of growth."""

UNITS = (
    *("a", "A", "0", " ", "\n", "\t", "\r\n", ".", ",", "-", "–", "'", '"', "“", "”", "(", ")"),
    *("[", "<", ">", "&", "/", ":", "é", "e\u0301", "\u05d0", "\u200b", "😀", "\x00"),
    *("a ", "A ", "A. ", "Aa ", "0 ", "0,", "0.", "0-", "one ", "two-", "hundred ", "of the "),
    *("St. ", "12:", "May ", "http://a.", "a@", "(AP) ", " \n", ". ", '" ', "said "),
)
"""What is repeated; behind it stands something else, so that a match that wants an end finds none
and tries again from every other place."""


def strings(size: int) -> Iterator[tuple[str, str]]:
    """Strings of about ``size`` characters, each with a name."""
    for unit in UNITS:
        yield f"{unit!r} again and again", (unit * (size // len(unit) + 1))[:size] + "\x01!"
    chance = random.Random(size)
    alphabet = "aA0 .,-\n'\"“”():"
    yield "noise", "".join(chance.choices(alphabet, k=size))


_ANCHORED = frozenset(("match", "fullmatch"))
_SCANNING = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))


@cache
def _asked() -> dict[str, dict[str, frozenset[str]]]:
    """By module and name of a pattern, what is asked of it there."""
    methods = "|".join(sorted(_ANCHORED | _SCANNING))
    asking = re.compile(rf"\b(\w+)(?:\(\))?\.({methods})\b")
    root = Path(according.__file__).parent
    found: dict[str, dict[str, frozenset[str]]] = {}
    for path in root.rglob("*.py"):
        by_name: dict[str, set[str]] = {}
        for name, method in asking.findall(path.read_text("utf-8")):
            by_name.setdefault(name, set()).add(method)
        module = ".".join(("according", *path.relative_to(root).with_suffix("").parts))
        found[module] = {name: frozenset(each) for name, each in by_name.items()}
    return found


BOUNDED = {"according.linking.offices._BEFORE": 80}
"""Patterns that are only ever asked of so many characters, and where that is seen to."""

WHOLE = frozenset(("according.reviewing.values._BOUNDS",))
"""Patterns out of tables that are only asked whether they match a whole text."""


def is_scanning(name: str) -> bool:
    """Whether a pattern looks for matches all over a text, or (of those that are handed on) may;
    others are only asked whether a text begins with a match."""
    if name.partition("[")[0] in WHOLE:
        return False
    place = name.partition("[")[0]
    module, _, called = place.rpartition(".")
    own = _asked().get(module, {}).get(called)
    others = (each[called] for each in _asked().values() if called in each)
    methods = own or frozenset().union(*others)
    return not methods or bool(methods & _SCANNING)


def patterns() -> dict[str, re.Pattern[str]]:
    """All patterns for text that modules keep, also within tuples and dicts, by where they are."""
    found: dict[int, tuple[str, re.Pattern[str]]] = {}
    for each in pkgutil.walk_packages(according.__path__, "according."):
        if each.name.endswith("__main__"):
            continue
        module = importlib.import_module(each.name)
        for name, value in vars(module).items():
            for at, pattern in _within(value, f"{each.name}.{name}", 3):
                found.setdefault(id(pattern), (at, pattern))
    return dict(sorted(found.values(), key=lambda pair: pair[0]))


def _within(value: object, at: str, deep: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield at, value
    elif deep and isinstance(value, (tuple, list, set, frozenset)):
        for number, each in enumerate(value):
            yield from _within(each, f"{at}[{number}]", deep - 1)
    elif deep and isinstance(value, dict):
        for key, each in value.items():
            yield from _within(each, f"{at}[{key!r}]", deep - 1)
    elif deep and type(value).__module__.startswith("according.") and not isinstance(value, type):
        for name in getattr(type(value), "__slots__", ()) or vars(value):
            yield from _within(getattr(value, name, None), f"{at}.{name}", deep - 1)


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern that took too long, or whose time grew too fast."""

    pattern: str
    string: str
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        took = ", ".join(f"{each * 1000:.1f}" for each in self.seconds)
        return f"{self.pattern} on {self.string}: {took} ms"


def slow(
    name: str,
    pattern: re.Pattern[str],
    sizes: Sequence[int],
    limit: float = SECONDS,
    every: int = 1,
) -> Iterator[Slow]:
    """Where a pattern is slow: every match is looked for, from every place.

    Args:
        every: only every so-manieth string.
    """
    most = BOUNDED.get(name, max(sizes))
    chosen = zip(*(strings(min(each, most)) for each in sizes), strict=True)
    for texts in islice(chosen, zlib.crc32(name.encode()) % every, None, every):
        seconds: list[float] = []
        for _, text in texts:
            seconds.append(_seconds(pattern, text, limit, scanning=is_scanning(name)))
            if seconds[-1] >= 20 * limit:
                break  # the longer ones would take minutes
        grown = len(seconds) > 1 and seconds[-1] > GROWTH * max(seconds[-2], FLOOR / GROWTH)
        if seconds[-1] > limit or (grown and seconds[-1] > FLOOR):
            yield Slow(name, texts[0][0], tuple(seconds))


def _seconds(pattern: re.Pattern[str], text: str, limit: float, *, scanning: bool) -> float:
    """CPU time; the least of three where it is near the limit, since other work disturbs. What
    takes twenty times the limit is stopped."""
    best = 20 * limit
    signal.signal(signal.SIGVTALRM, _stop)
    for _ in range(3):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, 20 * limit)
        try:
            if scanning:
                for _ in pattern.finditer(text):
                    pass
            pattern.match(text)
            pattern.fullmatch(text)
        except TimeoutError:
            return 20 * limit
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, time.process_time() - began)
        if best < limit / 4:
            break
    return best


def _stop(*_: object) -> None:
    raise TimeoutError


def main() -> int:
    """Look at all, or at those whose place has a word in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked = parser.parse_args()
    chosen = {name: each for name, each in patterns().items() if asked.only in name}
    count = 0
    for name, pattern in chosen.items():
        for each in slow(name, pattern, asked.sizes):
            count += 1
            print(each, flush=True)
    number = sum(1 for _ in strings(10))
    print(f"{len(chosen)} patterns, {number} strings of each of {asked.sizes}: {count} slow")
    return count > 0


if __name__ == "__main__":
    sys.exit(main())
