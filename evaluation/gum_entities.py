"""The brackets of ``Entity=``: mentions as ranges of words.

An opening bracket has the entity's id and more, joined by hyphens; a closing one has the id
alone: ``(2-event-new-nnnnn-cf2-1-coref(3-person-...)``, later ``2)``. Brackets nest, and those
of different entities may cross. ``Bridge`` and ``SplitAnte`` are other attributes, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from according.errors import BenchError
from evaluation.conllu import Mark

DEFAULT_FORM = "GRP-etype-infstat-salience-centering-minspan-link-identity"
_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<whole>\))?|(?P<closed>[^()]+)\)")
_PART = re.compile(r"(?P<id>.+)\[(?P<number>\d+)/(?P<of>\d+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: the words from index ``first`` up to, not including, ``last``."""

    entity: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Found:
    """Mentions in the order in which they begin, outer ones first; how many brackets there were,
    and how many of them lack their counterpart."""

    marked: tuple[Marked, ...]
    brackets: int
    unbalanced: int


def mentions(marks: Iterable[Mark], form: str, document: str) -> Found:
    """The mentions that brackets make.

    Args:
        form: ``global.Entity``, which names what an opening bracket holds; GUM's own if empty.
        document: its id, for messages.

    Raises:
        BenchError: something else than brackets, or a form without an entity's id.
    """
    id_at = _id_column(form or DEFAULT_FORM, document)
    opened: dict[str, list[int]] = {}
    found: list[Marked] = []
    brackets = lone = 0
    for mark in marks:
        for match in _brackets(mark.brackets, document):
            brackets += 1
            entity = match["closed"] or match["opened"].split("-")[id_at]
            if match["opened"]:
                opened.setdefault(entity, []).append(mark.first)
            if match["closed"] or match["whole"]:
                if opened.get(entity):
                    # Of one entity's brackets, the one that opened last closes first.
                    found.append(Marked(entity, opened[entity].pop(), mark.last))
                else:
                    lone += 1
    lone += sum(len(rest) for rest in opened.values())
    return Found(_ordered(_joined(found)), brackets, lone)


def _id_column(form: str, document: str) -> int:
    names = form.split("-")
    for name in ("GRP", "eid"):  # GUM's and CorefUD's name for it
        if name in names:
            return names.index(name)
    raise BenchError(f"{document}: global.Entity = {form} names neither GRP nor eid")


def _brackets(value: str, document: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(value):
        match = _BRACKET.match(value, at)
        if match is None:
            raise BenchError(f"{document}: Entity={value} is no row of brackets")
        yield match
        at = match.end()


def _joined(found: Iterable[Marked]) -> Iterator[Marked]:
    """With the parts of a discontinuous mention, ``3[1/2]`` and ``3[2/2]``, as one.

    It reaches from the first part to the last, since the measure is of contiguous spans.
    """
    begun: dict[str, int] = {}
    for marked in sorted(found, key=lambda each: (each.first, each.last)):
        part = _PART.fullmatch(marked.entity)
        if part is None:
            yield marked
            continue
        first = begun.setdefault(part["id"], marked.first)
        if part["number"] == part["of"]:
            del begun[part["id"]]
            yield Marked(part["id"], first, marked.last)


def _ordered(found: Iterable[Marked]) -> tuple[Marked, ...]:
    # A mention of empty nodes alone has no words.
    there = (each for each in found if each.first < each.last)
    return tuple(sorted(there, key=lambda each: (each.first, -each.last)))
