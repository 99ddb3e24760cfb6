"""Reports that others wrote, with the two countries that each names most exchanged.

Names of one word, with an adjective and a plural of their own: "Serbia", "Serbian", "Serbians".
A report that has no two such countries, each named twice, is passed over.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice

from according.reading.lexicon import load_country_rows
from tests.hostile.casts import Written, of_pieces

_WORD = re.compile(r"[^\W\d_]+")
TIMES = 2
"""How often a country must be named."""


@cache
def forms() -> dict[str, tuple[str, str, str]]:
    """Each word that names a country or its people, with all three of that country."""
    found: dict[str, tuple[str, str, str]] = {}
    for name, _, peoples, _ in load_country_rows():
        some = peoples.split(";")
        if len(some) == 2 and some[1] == f"{some[0]}s" and " " not in name + some[0]:
            three = name, some[0], some[1]
            found |= dict.fromkeys(three, three)
    return {word: three for word, three in found.items() if word in three}


def pairs(path: str, count: int) -> Iterator[tuple[Written, Written]]:
    """Reports of JSON lines as they are and exchanged, at most so many."""
    with open(path, encoding="utf-8") as file:
        made = (_pair(json.loads(line)) for line in file)
        yield from islice((each for each in made if each is not None), count)


def _pair(row: dict[str, str]) -> tuple[Written, Written] | None:
    text = row["text"]
    named = Counter(forms()[word] for word in _WORD.findall(text) if word in forms())
    most = named.most_common(2)
    if len(most) < 2 or most[1][1] < TIMES:
        return None
    (one, _), (other, _) = most
    into = dict(zip((*one, *other), (*other, *one), strict=True))
    about = {"outlet": row["outlet"], "published": date.fromisoformat(row["date"])}
    return tuple(  # type: ignore[return-value]
        of_pieces(_pieces(text, dict(zip(into, names, strict=True))), **about)
        for names in (into, into.values())
    )


def _pieces(text: str, into: dict[str, str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _WORD.finditer(text):
        if match[0] in into:
            if match.start() > end:
                yield text[end : match.start()], False
            yield into[match[0]], True
            end = match.end()
    yield text[end:], False
