"""Which reports are of one story, told by the words of the two alone.

A surname alone, or a name that many bodies have, means somebody of another report only if both
reports are of one story. It is asked of two reports at a time and of nothing else, so that no
further report can change the answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from according.linking.pairs import rarity
from according.linking.sketches import STEM
from according.model import Report

DAYS = 10
"""Reports that were published farther apart are of two stories."""

ALIKE = 0.2
"""The cosine from which on two reports are of one story: .97 of such pairs of BASIL's articles that
were published within `DAYS` are of one event, and .92 of those of one event are found."""

_MOST = 30
"""Words of a report that are kept: the rarest and most repeated."""
_RARE = 1.5
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Context:
    """What is compared of a report: its day and the weights of its telling words, of length 1."""

    report_id: str
    day: date | None
    words: Mapping[str, float]


def context(report: Report) -> Context:
    """The context that a report gives its actors."""
    counts = Counter(word[:STEM].lower() for word in _WORD.findall(report.text))
    weights = {
        stem: (1 + math.log(count)) * rarity(stem)
        for stem, count in counts.items()
        if rarity(stem) > _RARE
    }
    most = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_MOST]
    length = math.sqrt(math.fsum(weights[stem] ** 2 for stem in most))
    words = {stem: round(weights[stem] / length, 4) for stem in sorted(most)}
    return Context(report.id, report.published, words)


def one_story(a: Context, b: Context) -> bool:
    """Whether two reports are of one story; those without a date are of none."""
    if a.day is None or b.day is None or abs((a.day - b.day).days) > DAYS:
        return False
    # Summed exactly: the order of the words must not decide.
    return math.fsum(weight * b.words.get(stem, 0.0) for stem, weight in a.words.items()) >= ALIKE


def plain_context(context: Context) -> dict[str, Any]:
    """A context as JSON holds it, without its report's id."""
    day = context.day.isoformat() if context.day else None
    return {"day": day, "words": dict(context.words)}


def to_context(report_id: str, plain: Mapping[str, Any]) -> Context:
    """The context that `plain_context` made ``plain`` of."""
    day = date.fromisoformat(plain["day"]) if plain["day"] else None
    return Context(report_id, day, plain["words"])
