"""The gold days: reports of a day with their events, figures, blame, copies and origins.

``gold/bundles/DAY.json`` has the reports, ``gold/annotations/DAY.json`` what two annotators and
a third who decided between them found; ``gold/GUIDE.md`` says how.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from according.errors import BenchError


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A count that a report gives. ``holders`` are short names, "outlet" where no one is credited
    with it."""

    event: str
    report: str
    what: str
    words: str
    low: int | None
    high: int | None
    holders: tuple[str, ...]
    superseded: bool
    part: bool


@dataclass(frozen=True, slots=True)
class GoldBlame:
    """Whom a report says did it, on whose word."""

    event: str
    report: str
    actor: str
    holders: tuple[str, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report. ``text`` has the title as its first line; ``anchors`` are, for each event that it
    tells, phrases that tell of that event and no other, each once in the text."""

    id: str
    outlet: str
    published: date
    title: str
    text: str
    anchors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GoldCopy:
    """Two reports of which one was made of the other, or both of a third. ``relation`` is "copy"
    or "rewrite"."""

    reports: frozenset[str]
    relation: str


@dataclass(frozen=True, slots=True)
class GoldOrigins:
    """What the reports of an event rest on: in groups by text, and merged further by source."""

    event: str
    groups: tuple[tuple[str, ...], ...]
    by_source: tuple[tuple[str, ...], ...]

    @property
    def reports(self) -> frozenset[str]:
        """All that tell of it."""
        return frozenset(each for group in self.groups for each in group)


@dataclass(frozen=True, slots=True)
class Day:
    """The reports of a day, and what is annotated in them."""

    name: str
    reports: tuple[GoldReport, ...]
    figures: tuple[GoldFigure, ...]
    blame: tuple[GoldBlame, ...]
    copies: tuple[GoldCopy, ...] = ()
    origins: tuple[GoldOrigins, ...] = ()

    def of(self, report: str) -> tuple[list[GoldFigure], list[GoldBlame]]:
        """What is annotated in one report."""
        return (
            [each for each in self.figures if each.report == report],
            [each for each in self.blame if each.report == report],
        )


def files(data: Path) -> list[Path]:
    """The files of all days.

    Raises:
        BenchError: there are none.
    """
    found = sorted((data / "gold").glob("*/*.json"))
    if not found:
        raise BenchError(f"no gold days in {data / 'gold'}")
    return found


def days(data: Path) -> list[Day]:
    """All days, in order.

    Raises:
        BenchError: none are there, or one is malformed; the error names it.
    """
    return [_day(path) for path in files(data) if path.parent.name == "annotations"]


def _day(path: Path) -> Day:
    bundle = path.parent.parent / "bundles" / path.name
    try:
        plain = json.loads(path.read_text("utf-8"))
        rows = {row["id"]: row for row in plain["reports"]}
        texts = json.loads(bundle.read_text("utf-8"))
        return Day(
            path.stem,
            tuple(_report(each, rows[each["id"]]) for each in texts),
            tuple(map(_figure, plain["figures"])),
            tuple(map(_blame, plain["blame"])),
            tuple(
                GoldCopy(frozenset((each["a"], each["b"])), each["relation"])
                for each in plain["copies"]
            ),
            tuple(map(_origins, plain.get("origins", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path}: no gold day: {error!r}") from error


def _report(plain: dict[str, Any], row: dict[str, Any]) -> GoldReport:
    anchors = {event: tuple(phrases) for event, phrases in row.get("anchors", {}).items()}
    text = f"{plain['title']}\n{plain['text']}"
    published = date.fromisoformat(plain["date"])
    return GoldReport(plain["id"], plain["outlet"], published, plain["title"], text, anchors)


def _figure(plain: dict[str, Any]) -> GoldFigure:
    return GoldFigure(
        plain["event"],
        plain["report"],
        plain["what"],
        plain["words"],
        plain["low"],
        plain["high"],
        _names(plain["holder"]),
        bool(plain.get("superseded")),
        bool(plain.get("part")),
    )


def _blame(plain: dict[str, Any]) -> GoldBlame:
    names = _names(plain["holder"])
    return GoldBlame(plain["event"], plain["report"], plain["actor"], names, plain["certainty"])


def _origins(plain: dict[str, Any]) -> GoldOrigins:
    groups, by_source = (tuple(map(tuple, plain[name])) for name in ("groups", "by_source"))
    return GoldOrigins(plain["event"], groups, by_source)


def _names(plain: str | list[str]) -> tuple[str, ...]:
    return (plain,) if isinstance(plain, str) else tuple(plain)
