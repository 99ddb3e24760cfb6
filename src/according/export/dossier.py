"""A dossier: an event as one file that needs nothing else, to be kept, printed and passed on.

No script, no address that is fetched: text, words, figures, map, how it was made, by which version,
and checksums by which a reader can tell that it is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from according import __version__
from according.export import kinds
from according.export.accord import plain_happening
from according.export.decisions import Decision, FieldDecisions, decided_said
from according.export.event_view import EventView, day_said
from according.export.marking import Marked, Piece, paragraphs, pieces
from according.export.told import people_said
from according.export.voices import shortened
from according.model import Capture, Evidence, Report
from according.store import Record


@dataclass(frozen=True, slots=True)
class Dossier:
    """The file, and the SHA-256 of its data block and of all of it."""

    html: str
    data_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Whole:
    """A report with all its text; the words that the dossier points at are marked."""

    report: Report
    captures: tuple[Capture, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    reader: str


def dossier(
    record: Record,
    view: EventView,
    decided: Sequence[Decision],
    made_at: datetime | None = None,
    people: FieldDecisions | None = None,
) -> Dossier:
    """Make the dossier of an event.

    Args:
        decided: what people decided of it.
        made_at: the moment that it names; now if not given.
        people: what they decided of its fields, by the words.

    Raises:
        NotFound: a report of the event is gone.
    """
    people = people or {}
    data = _data(view, decided, people)
    data_sha256 = hashlib.sha256(data.encode("utf-8")).hexdigest()
    used: dict[str, dict[Evidence, None]] = {}

    def link(words: Evidence) -> Markup:
        used.setdefault(words.report_id, {})[words] = None
        return Markup('href="#{}"').format(_anchor(words))

    templates = _environment()
    values = {
        "view": view,
        "decisions": decided,
        "people_said": people_said(view.happening, decided),
        "people": people,
        "data": data,
        "data_sha256": data_sha256,
        "style": Markup(_style()),
        "made_at": made_at or datetime.now(UTC),
        "words_link": link,
    }
    # The body is made first, so that it is known which words the texts must mark.
    body = Markup(templates.get_template("dossier_body.html.j2").render(**values))
    texts = [_whole(record, each, used.get(each.id, {})) for each in view.reports]
    html = templates.get_template("dossier.html.j2").render(**values, body=body, texts=texts)
    return Dossier(html, data_sha256, hashlib.sha256(html.encode("utf-8")).hexdigest())


def _anchor(words: Evidence) -> str:
    return f"w-{words.report_id[:10]}-{words.start}-{words.end}"


def _whole(record: Record, report: Report, used: Iterable[Evidence]) -> _Whole:
    marks = [
        Marked(each.span, _anchor(each), "used", "shared", "pointed at above")
        for each in sorted(used, key=lambda one: (one.start, one.end))
    ]
    shown = tuple(
        tuple(pieces(report.text, start, end, marks)) for start, end in paragraphs(report.text)
    )
    reader = record.reading(report.id).reader
    return _Whole(report, record.captures(report.id), shown, reader)


def _data(view: EventView, decided: Sequence[Decision], people: FieldDecisions) -> str:
    """What the dossier says, for programs: keys in order, so that the same is the same."""
    plain = {
        **plain_happening(view.happening),
        "title": view.title,
        "decisions": [
            {
                "id": each.id,
                "said": each.said,
                "by": each.by,
                "at": each.at.isoformat(),
                "why": each.why,
                "stands": each.stands,
            }
            for each in decided
        ],
        "people": [
            {
                "report": report,
                "start": start,
                "end": end,
                "field": each.field,
                "said": each.said,
                "by": each.by,
                "at": each.at.isoformat(),
                "why": each.why,
                "counts": each.counts,
            }
            for (report, start, end), made in sorted(people.items())
            for each in made
        ],
        "version": __version__,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)


def _style() -> str:
    """The style of the pages, which dossiers take along. It is our own: nothing of a report is in
    it."""
    return resources.files("according.export").joinpath("templates", "style.css").read_text("utf-8")


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("according.export"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        version=__version__,
        decided_said=decided_said,
        kind_said=kinds.kind_said,
        family=kinds.family,
        families=kinds.FAMILIES,
    )
    made.filters.update(shortened=shortened, day=lambda each: day_said(each) if each else "no date")
    return made
