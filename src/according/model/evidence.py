"""`Span` and `Evidence`: the words that a finding rests on."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field

from according.errors import EvidenceError
from according.model.report import Report


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of ``Report.text``.

    Raises:
        EvidenceError: negative start, or an end that is not after the start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a report together with the words that stand there.

    It cannot be made without the report, and is checked when it is made.

    Raises:
        EvidenceError: the span runs past the text, or the quote differs from it.
    """

    report: InitVar[Report]
    span: Span
    quote: str
    report_id: str = field(init=False)

    def __post_init__(self, report: Report) -> None:
        found = report.text[self.span.start : self.span.end]
        if self.span.end > len(report.text):
            raise EvidenceError(
                f"span {self.span.start}–{self.span.end} runs past the {len(report.text)} "
                f"code points of report {report.id[:12]}"
            )
        if found != self.quote:
            raise EvidenceError(
                f"quote {self.quote!r} is not what stands at {self.span.start}–{self.span.end} "
                f"of report {report.id[:12]}: {found!r}"
            )
        object.__setattr__(self, "report_id", report.id)

    @classmethod
    def at(cls, report: Report, start: int, end: int) -> Evidence:
        """The evidence that stands from ``start`` to ``end`` of ``report``."""
        return cls(report, Span(start, end), report.text[start:end])

    @property
    def start(self) -> int:
        """First code point."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.span.end
