"""Reports with their attributions, nested ones too, and events with their certainty.

JSON lines: ``id``, ``text``, ``attributions`` (``id``, ``source`` or null, ``cue``, ``content``,
``inside``, ``kind``, ``quotation``, ``act`` or none) and ``events`` (``trigger``, ``certainty``,
``holder``, and where they are typed ``type`` and spans of each of `PARTIES`). A
span is [start, end] in code points; a content has one or more. What is meant by each is in
``attribution/GUIDE.md``. Training and scoring read the same form; their reports differ.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from according.errors import BenchError
from according.model import Certainty, Quotation, SourceKind
from according.reading.encoder.outputs import PARTIES, TYPES

KINDS = ("named", "role", "organisation", "document", "outlet", "anonymous", "none")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """An attribution as annotated. ``inside`` is the id of the one whose content it stands in;
    ``act`` is the type of what is done by saying it, where that is more than saying."""

    id: str
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    inside: str | None
    kind: SourceKind
    quotation: Quotation
    act: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event's trigger, and how its holder (None: the outlet) holds it. ``type`` (None where
    events are not typed) is PLOVER's root; ``parties`` are spans of those that have part."""

    trigger: Range
    certainty: Certainty
    holder: str | None
    type: str | None = None
    parties: tuple[tuple[str, Range], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with all that is marked in it."""

    id: str
    text: str
    attributions: tuple[MarkedAttribution, ...]
    events: tuple[MarkedEvent, ...]

    def depth(self, attribution: MarkedAttribution) -> int:
        """How many others it stands inside of."""
        by_id = {each.id: each for each in self.attributions}
        depth, seen = 0, {attribution.id}
        while attribution.inside is not None and attribution.inside not in seen:
            seen.add(attribution.inside)
            attribution = by_id[attribution.inside]
            depth += 1
        return depth


def load(path: Path) -> list[MarkedReport]:
    """The reports of a file.

    Raises:
        BenchError: a line is malformed, or a span lies outside its text.
    """
    reports = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            reports.append(_report(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{path}, line {number}: {error!r}") from error
    return reports


def _report(plain: dict[str, Any]) -> MarkedReport:
    text = plain["text"]
    ids = {each["id"] for each in plain["attributions"]}
    for each in plain["attributions"]:
        if each["inside"] is not None and each["inside"] not in ids:
            raise ValueError(f"no attribution {each['inside']!r}")
    return MarkedReport(
        plain["id"],
        text,
        tuple(_attribution(each, text) for each in plain["attributions"]),
        tuple(_event(each, text) for each in plain["events"]),
    )


def _event(plain: dict[str, Any], text: str) -> MarkedEvent:
    return MarkedEvent(
        _range(plain["trigger"], text),
        Certainty(plain["certainty"]),
        plain["holder"],
        _type(plain.get("type")),
        tuple((name, _range(each, text)) for name in PARTIES for each in plain.get(name, ())),
    )


def _type(name: str | None) -> str | None:
    if name is not None and name not in TYPES:
        raise ValueError(f"no type of event: {name!r}")
    return name


def _attribution(plain: dict[str, Any], text: str) -> MarkedAttribution:
    source = plain["source"]
    return MarkedAttribution(
        plain["id"],
        None if source is None else _range(source, text),
        _range(plain["cue"], text),
        tuple(_range(part, text) for part in plain["content"]),
        plain["inside"],
        SourceKind(plain["kind"]),
        Quotation(plain["quotation"]),
        _type(plain.get("act")),
    )


def _range(plain: list[int], text: str) -> Range:
    start, end = plain
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {plain} outside the text")
    return start, end
