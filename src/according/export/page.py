"""One self-contained page of a report: its text with the findings marked, and each beside it.

No script and no network: pointing at a finding lights its words by style rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from according import __version__
from according.export.marking import Marked, Piece, paragraphs, pieces
from according.model import Actor, ActorKind, Capture, Mention, Reading

KIND_NAMES = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANISATION: "Organisations",
    ActorKind.GROUP: "Groups and peoples",
    ActorKind.GOVERNMENT: "Governments",
    ActorKind.PLACE: "Places",
    ActorKind.UNKNOWN: "Named, of unknown kind",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor as the list beside the text shows it. ``name`` is the class of its marks."""

    name: str
    actor: Actor
    mentions: tuple[tuple[str, Mention], ...]

    @property
    def also(self) -> list[tuple[str, str]]:
        """The other names, each with the reason why it is taken for the same."""
        return [(quote, reason) for quote, reason in self.actor.reasons]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report, cut into pieces."""

    is_title: bool
    pieces: tuple[Piece, ...]


def report_page(reading: Reading, captures: Sequence[Capture]) -> str:
    """The page as HTML 5."""
    environment = Environment(
        loader=PackageLoader("according.export"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    entries = [_entry(reading, place, actor) for place, actor in enumerate(reading.actors)]
    return environment.get_template("report.html.j2").render(
        report=reading.report,
        reading=reading,
        captures=captures,
        paragraphs=_paragraphs(reading, entries),
        groups=[
            (kind, heading, [entry for entry in entries if entry.actor.kind is kind])
            for kind, heading in KIND_NAMES.items()
            if any(entry.actor.kind is kind for entry in entries)
        ],
        entries=entries,
        version=__version__,
    )


def _entry(reading: Reading, place: int, actor: Actor) -> Entry:
    mentions = reading.mentions_of(actor.id)
    named = tuple((f"a{place}m{number}", mention) for number, mention in enumerate(mentions))
    return Entry(f"a{place}", actor, named)


def _marks(reading: Reading, entries: list[Entry]) -> list[Marked]:
    marks = [
        Marked(
            mention.evidence.span,
            anchor,
            entry.name,
            entry.actor.kind.value,
            f"{entry.actor.kind.value}: {entry.actor.name.quote}",
        )
        for entry in entries
        for anchor, mention in entry.mentions
    ]
    return sorted(marks, key=lambda mark: mark.span)


def _paragraphs(reading: Reading, entries: list[Entry]) -> list[Paragraph]:
    report = reading.report
    marks = _marks(reading, entries)
    title_end = len(report.title) if report.title else 0
    return [
        Paragraph(start < title_end, tuple(pieces(report.text, start, end, marks)))
        for start, end in paragraphs(report.text)
    ]
