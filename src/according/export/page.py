"""One self-contained page of a report: its text with the findings marked, and each beside it.

No script and no network: pointing at a finding lights its words, and layers are shown and
hidden, by style rules alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from according import __version__
from according.export.entries import layers, marks
from according.export.entry import Layer
from according.export.marking import Marked, Piece, paragraphs, pieces
from according.export.voices import shortened
from according.model import Capture, Reading, Report


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
    environment.filters["shortened"] = shortened
    shown = layers(reading)
    return environment.get_template("report.html.j2").render(
        report=reading.report,
        reading=reading,
        captures=captures,
        paragraphs=laid_out(reading.report, shown),
        layers=shown,
        version=__version__,
    )


def laid_out(
    report: Report, shown: Iterable[Layer], extra: Iterable[Marked] = ()
) -> list[Paragraph]:
    """The paragraphs of a report, cut at the edges of what was found and of ``extra``."""
    marked = deque(sorted([*marks(shown), *extra], key=lambda mark: mark.span))
    title_end = len(report.title) if report.title else 0
    found = []
    for start, end in paragraphs(report.text):
        # Marks are in the order of the text, and few cross from one paragraph into the next.
        within = _before(marked, end)
        found.append(Paragraph(start < title_end, tuple(pieces(report.text, start, end, within))))
        while marked and marked[0].span.end <= end:
            marked.popleft()
    return found


def _before(marked: Iterable[Marked], end: int) -> list[Marked]:
    return list(takewhile(lambda mark: mark.span.start < end, marked))
