"""PLOVER's gold standard records: sentences with the type of their event, who does it and to whom.

A JSON list. Its types have names of an older manual, which are given here by today's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from according.errors import BenchError
from according.model import EventMention, Role
from according.reading.encoder.outputs import TYPES

RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}
_WORD = re.compile(r"[^\W_]+")
_AFTER = re.compile(r",|\(|\b(?:of|in|from|on|at|for|to|who|which|that|with|by)\b", re.IGNORECASE)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence and its event. ``sources`` and ``targets`` are words that name somebody."""

    text: str
    root: str
    sources: Words
    targets: Words


def records(path: Path) -> list[Record]:
    """The records of the file, in its order.

    Raises:
        BenchError: it is no list of such records.
    """
    try:
        found = [_record(each) for each in json.loads(path.read_text("utf-8"))]
    except (ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path}: no records of PLOVER: {error!r}") from error
    return found


def _record(plain: dict) -> Record:
    root = RENAMED.get(plain["event"], plain["event"])
    if root not in TYPES:
        raise ValueError(f"no PLOVER type: {root}")
    sides = (
        tuple(each["actorText"] for each in plain.get(side, ())) for side in ("source", "target")
    )
    return Record(plain["text"], root, *sides)


def main_event(events: Iterable[EventMention]) -> EventMention | None:
    """The event that a sentence is about, as far as a reading tells: of those that have a type,
    the first that most of the two sides are known of."""
    typed = [each for each in events if each.type is not None]
    return max(typed, key=_sides, default=None)


def _sides(event: EventMention) -> int:
    return len({each.role for each in event.roles} & {Role.ACTOR, Role.RECIPIENT})


def agrees(event: EventMention | None, record: Record) -> tuple[bool, bool, bool]:
    """Whether the type, the source and the target of ``record`` are right.

    A side is right if the head of what was read is a word of one of those that the record
    names, or the other way about: the records name the country of "the country's foreign
    minister". Of several it is enough to have one. Where the record has none, none may be read.
    """
    if event is None:
        return False, not record.sources, not record.targets
    return (
        event.type == record.root,
        _side(event, Role.ACTOR, record.sources),
        _side(event, Role.RECIPIENT, record.targets),
    )


def _side(event: EventMention, role: Role, wanted: Words) -> bool:
    given = [each.evidence.quote for each in event.roles if each.role is role]
    if not wanted or not given:
        return not wanted and not given
    first = given[0]
    return any(_head(first) in _words(each) or _head(each) in _words(first) for each in wanted)


def _words(phrase: str) -> list[str]:
    return [each.lower() for each in _WORD.findall(phrase)]


def _head(phrase: str) -> str:
    """The last word before what hangs on a phrase from behind."""
    own = _words(_AFTER.split(phrase, maxsplit=1)[0]) or _words(phrase)
    return own[-1] if own else ""
