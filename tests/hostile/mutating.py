"""Texts made a little wrong, as copying, converting and ill will make them; always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from according.model import Evidence

_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_EMOJI = ("😀", "👩‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇺🇦", "☠️", "👍🏽")
_MARKS = "\u0301\u0308\u0327\u0338\u20dd\u0489\u05b0\u064b"
_SPACES = "\u00a0\u2009\u200b\u2060\ufeff\u3000\u2028\u2029\x85\t\v\f"
_ODD = "\0\x01\x08\x1b\x7f\x9f\ufffd\ufffe\U0010ffff"
_WIDE = "𝐁𐍈ßİıſﬁ٣१"


def _deleted(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 20)) :]


def _doubled(text: str, at: int, rng: random.Random) -> str:
    end = at + rng.choice((1, 1, 3, 12, 60))
    return text[:end] + text[at:end] + text[end:]


def _moved(text: str, at: int, rng: random.Random) -> str:
    end, to = at + rng.choice((1, 2, 10)), rng.randrange(len(text) + 1)
    rest = text[:at] + text[end:]
    return rest[:to] + text[at:end] + rest[to:]


def _with(pieces: str | tuple[str, ...]) -> Callable[[str, int, random.Random], str]:
    return lambda text, at, rng: text[:at] + rng.choice(pieces) + text[at:]


def _marked(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + "".join(rng.choices(_MARKS, k=rng.choice((1, 2, 40)))) + text[at:]


def _other_case(text: str, at: int, rng: random.Random) -> str:
    end = at + rng.choice((1, 8, 80))
    return text[:at] + text[at:end].swapcase() + text[end:]


def _joined(text: str, at: int, rng: random.Random) -> str:
    end = at + 100
    return text[:at] + text[at:end].replace(rng.choice((" ", ".", "\n", ",")), "") + text[end:]


MUTATIONS: dict[str, Callable[[str, int, random.Random], str]] = {
    "deleted": _deleted,
    "doubled": _doubled,
    "moved": _moved,
    "emoji": _with(_EMOJI),
    "marks": _marked,
    "bidi": _with(tuple(_BIDI)),
    "spaces": _with(tuple(_SPACES)),
    "odd": _with(tuple(_ODD)),
    "wide": _with(tuple(_WIDE)),
    "line ends": _with(("\r\n", "\r", "\n", "\n\n", "\r\n\r\n")),
    "quote marks": _with(("“", "”", '"', "'", "’", "«", "(", ")", "—")),
    "case": _other_case,
    "joined": _joined,
}


def mutated(text: str, seed: int) -> str:
    """``text`` with some such changes; for every fourth seed with the line ends of Windows."""
    rng = random.Random(f"mutated {seed}")
    for _ in range(rng.choice((1, 2, 4, 8, 16, 40))):
        if text:
            change = rng.choice(list(MUTATIONS.values()))
            text = change(text, rng.randrange(len(text)), rng)
    return text.replace("\n", "\r\n") if seed % 4 == 0 else text


def evidence_in(found: Any) -> Iterator[Evidence]:
    """Every piece of evidence in a finding or reading, however deep it lies."""
    if isinstance(found, Evidence):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield from evidence_in(each)
    elif is_dataclass(found) and not isinstance(found, type):
        for each in fields(found):
            yield from evidence_in(getattr(found, each.name))
