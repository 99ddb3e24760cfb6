"""Where the words that a model names stand in the report: exactly once, or they are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from according.model import Refused, Report, Span

LONGEST = 4_000
"""Code points of words that are looked for, at most."""

SHOWN = 120
"""Code points of refused words that are kept for a person to see."""

_MANY = 50
"""Places of the same words that are looked at; more are as good as none."""


class Why(StrEnum):
    """Why something that a model says is not taken."""

    NOT_THERE = "its words are not in the text"
    TWICE = "its words stand more than once in the text, and no context tells where"
    NO_CONTEXT = "its context is not in the text, or not once"
    NO_WORDS = "no words are given"
    TOO_LONG = "its words are too long"
    NO_SUCH = "a value that there is none of"
    WRONG_TYPE = "of a wrong type"
    ACROSS = "its words run over more than one sentence"
    OVERLAP = "its parts overlap"
    AGAIN = "told a second time"
    TOO_MANY = "more than are looked at"
    NO_NUMBER = "no number is read in its words"
    NO_TIME = "no time is read in its words"
    NO_PLACE = "no place is read in its words"


class NotTaken(Exception):
    """Something is not taken; ``why``, and the words that it was told to rest on."""

    def __init__(self, why: Why, words: object = "") -> None:
        super().__init__(why)
        self.why = why
        self.words = shown(words)

    def of(self, what: str) -> Refused:
        """As it is counted, of something that is called ``what``."""
        return Refused(what, self.why.value, self.words)


def shown(words: object) -> str:
    """Words as a person may see them: short, on one line; of what is no words its type alone."""
    if isinstance(words, dict):
        words = words.get("quote")
    if not isinstance(words, str):
        return "" if words is None else f"({type(words).__name__})"
    flat = " ".join("".join(each if each.isprintable() else " " for each in words[:1000]).split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"


@dataclass(frozen=True, slots=True)
class Quoter:
    """Finds words in the part of a report from ``start`` to ``end``.

    ``sentences`` are the report's, in order.
    """

    report: Report
    start: int
    end: int
    sentences: Sequence[Span]

    def find(self, words: object, near: Sequence[Span] = ()) -> Span:
        """Where ``words`` stand: a text, or an object with ``quote`` and, around it, ``in``.

        White space may differ; nothing else may, and no word is cut. Words that stand more than
        once are those in the context that is given with them or, without one, those in ``near``.

        Raises:
            NotTaken: they do not stand there, or where is not told.
        """
        quote, context = _parts(words)
        if context is not None:
            around = self._all(context, self.start, self.end, whole=False)
            if len(around) != 1:
                raise NotTaken(Why.NO_CONTEXT, quote)
            near = around
        found = self._all(quote, self.start, self.end)
        if context is None and len(found) == 1:
            return found[0]
        if not found:
            raise NotTaken(Why.NOT_THERE, quote)
        inside = [each for each in found if any(one.covers(each) for one in near)]
        if len(inside) != 1:
            raise NotTaken(Why.TWICE if inside or context is None else Why.NOT_THERE, quote)
        return inside[0]

    def around(self, spans: Sequence[Span]) -> list[Span]:
        """The sentences that ``spans`` touch."""
        return [each for each in self.sentences if any(each.overlaps(one) for one in spans)]

    def _all(self, words: str, start: int, end: int, *, whole: bool = True) -> list[Span]:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        text, found = self.report.text, []
        for each in pattern.finditer(text, start, end):
            if not whole or not (_cut(text, each.start()) or _cut(text, each.end())):
                found.append(Span(each.start(), each.end()))
            if len(found) > _MANY:
                break
        return found


def _cut(text: str, at: int) -> bool:
    """Whether a word goes on over ``at``."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _parts(words: object) -> tuple[str, str | None]:
    quote, context = words, None
    if isinstance(words, dict):
        quote, context = words.get("quote"), words.get("in")
    if not isinstance(quote, str) or not (context is None or isinstance(context, str)):
        raise NotTaken(Why.NO_WORDS if quote is None else Why.WRONG_TYPE, quote)
    if not any(map(str.isalnum, quote)) or (context is not None and not context.strip()):
        raise NotTaken(Why.NO_WORDS, quote)
    if max(len(quote), len(context or "")) > LONGEST:
        raise NotTaken(Why.TOO_LONG, quote)
    return quote, context
