"""The news agencies that credits name, and where their names stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from according.data import load_json
from according.errors import DataError


@dataclass(frozen=True, slots=True)
class Named:
    """An agency's name in a text, without its article; ``sure`` if it means nothing else."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Agencies:
    """The names by length, ready to be found; ``phrases`` with the agency written in each.
    ``surnames`` are those that are people's too. ``media`` are words, lower case, that outlets
    have in their names, ``offices`` such as bodies have that are none."""

    names: re.Pattern[str]
    marks: frozenset[str]
    surnames: frozenset[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    media: frozenset[str]
    offices: frozenset[str]

    def is_listed(self, name: str) -> bool:
        """Whether a name is, or begins with, that of an agency of the list."""
        return self.names.match(name) is not None


@cache
def agencies() -> Agencies:
    """The data file ``agencies.json``.

    Raises:
        DataError: it is damaged.
    """
    data = load_json("agencies.json")
    try:
        marks = frozenset(mark for entry in data["agencies"] for mark in entry["marks"])
        forms = {form for entry in data["agencies"] for form in entry["forms"]}
        surnames = frozenset(data["surnames"])
        media, offices = frozenset(data["media_words"]), frozenset(data["office_words"])
        phrases = tuple(
            (re.compile(re.escape(entry["phrase"])), entry["agency"]) for entry in data["phrases"]
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"data file agencies.json lacks {error}; reinstall according") from error
    forms |= {form.upper() for form in forms if len(form) > 4}
    return Agencies(_pattern(forms | marks), marks, surnames, phrases, media, offices)


def _pattern(names: frozenset[str] | set[str]) -> re.Pattern[str]:
    # Grouped by their first letter, so that most letters of a text are passed over at once;
    # what stands before is looked at after (`_stands_alone`): a look-behind would cost that.
    groups = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        groups[name[0]].append(re.escape(name[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return re.compile(rf"(?:{'|'.join(branches)})(?!\w)")


def _stands_alone(text: str, start: int) -> bool:
    """Whether no word runs into a name, "--Reuters" being none."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("-", "’", "'"):
        return not before[:-1].isalnum()
    return not before[-1:].isalnum()


_MANY = 500
_TAIL = 2_000
"""A text with more than so many names is a list; its first names and its last characters are
looked at, as credits stand at the top and at the end."""

_AGENCY_WORD = re.compile(
    r"\b(?:News|Press) Agency\b|\bnews agency\b|\b(?:News|Press|Wire) Service\b|\bNewswires?\b"
)
_NAME_BEFORE = re.compile(r"(?<![\w’'-])(?:[A-Z][\w’'&-]{1,20} ){1,4}\Z")
_ACRONYM_AFTER = re.compile(r" ?\(([A-Z]{2,6})\)")
_NOT_NAME = re.compile(
    r"(?:The|A|An|In|On|But|And|While|Meanwhile|State|[A-Z]\w*(?:[’']s|s[’'])) (?!News|Press|Wire)"
)


def named(text: str) -> list[Named]:
    """All agencies' names in ``text`` in their order, known ones and such as say that they are
    one: "Velden News Agency (VNA)", and then "VNA" as well; "Velden Newswire"."""
    known = agencies()
    found = {name.start: name for name in _standing(text, known.names, known.marks)}
    starts = sorted(start for start, name in found.items() if name.sure)
    acronyms = set()
    for name, acronym in _unknown(text):
        inside = bisect_left(starts, name.start) < bisect_left(starts, name.end)
        if not inside:
            found[name.start] = name
        if acronym:
            acronyms.add(acronym)
    if acronyms:
        for name in _standing(text, _pattern(acronyms), frozenset()):
            found[name.start] = name
    return _apart(sorted(found.values(), key=lambda name: (name.start, -name.end)))


def _standing(text: str, names: re.Pattern[str], marks: frozenset[str]) -> Iterator[Named]:
    end = 0
    for match in islice(names.finditer(text), _MANY):
        end = match.end()
        if _stands_alone(text, match.start()):
            yield Named(match.start(), end, match.group() not in marks)
    for match in names.finditer(text, max(end, len(text) - _TAIL)):
        if _stands_alone(text, match.start()):
            yield Named(match.start(), match.end(), match.group() not in marks)


def _unknown(text: str) -> Iterator[tuple[Named, str | None]]:
    for match in islice(_AGENCY_WORD.finditer(text), _MANY):
        window = text[max(0, match.start() - 90) : match.start()]
        before = _NAME_BEFORE.search(window)
        if before is None:
            continue
        start = match.start() - (len(window) - before.start())
        while (word := _NOT_NAME.match(text, start, match.start())) is not None:
            start = word.end()
        if start == match.start():
            continue
        after = _ACRONYM_AFTER.match(text, match.end())
        yield Named(start, match.end(), sure=True), after[1] if after else None


def _apart(names: list[Named]) -> list[Named]:
    """Without names inside others."""
    kept: list[Named] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept
