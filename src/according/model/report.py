"""`Report`, the published text; `Capture`, the bytes it came from; `Credit`, an agency's mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from according.errors import EvidenceError
from according.model.canonical import digest, unicode_text

UNDETERMINED = "und"
"""ISO 639-2's code for a language that was not determined."""

_REST_OF_LINE = re.compile(r"[^\S\r\n]*(?:[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency credit as printed: "(Reuters)", "AFP contributed to this report".

    ``start`` and ``end`` count code points of the report's text; ``quote`` is what stands
    there; ``agency`` is the agency's name as written inside the quote.
    """

    start: int
    end: int
    quote: str
    agency: str


def by_time(
    published: date | None, published_at: datetime | None, identity: str
) -> tuple[date, bool, datetime, str]:
    """A key that puts what was published in the order of time: by day, within a day by moment
    where that is known, then by id; last what has no day."""
    moment = published_at or datetime.max
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return published or date.max, published_at is None, moment, identity


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One published text; immutable.

    ``text`` is all that was published, and the one space that every offset counts in. Where
    the material holds the headline apart from the body, `published_text` puts it in front
    as a paragraph of its own, so that what a headline says has evidence like any other line.

    ``id`` is over outlet, day, headline and text: the same text from two outlets is two
    reports (that is what a wire copy is), the same page saved twice is one. What may differ
    from capture to capture (address, byline, time of day) is not in it.

    Raises:
        EvidenceError: empty text, a headline that the text does not open with, or a credit
            whose quote is not at its place.
    """

    text: str
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    published_at: datetime | None = None
    byline: str | None = None
    credits: tuple[Credit, ...] = ()
    url: str | None = None
    language: str = UNDETERMINED
    id: str = field(init=False)

    def __repr__(self) -> str:
        """Without its text, which would fill pages."""
        day = self.published.isoformat() if self.published else None
        size = f"{len(self.text):,} characters"
        return f"Report({self.id[:10]}, outlet={self.outlet!r}, published={day}, {size})"

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise EvidenceError("a report needs text; this one is empty or white space")
        if self.title is not None and not self.text.startswith(self.title):
            raise EvidenceError(
                f"the text does not open with its title {self.title!r}; "
                "use published_text(title, body)"
            )
        for credit in self.credits:
            if self.text[credit.start : credit.end] != credit.quote:
                raise EvidenceError(f"credit {credit.quote!r} does not stand at {credit.start}")
        identity = digest("report/1", self.outlet, self.published, self.title, self.text)
        object.__setattr__(self, "id", identity)

    @property
    def body_start(self) -> int:
        """Where the body begins: the first code point after the headline and its line breaks."""
        if self.title is None:
            return 0
        after = len(self.title)
        return after + len(self.text[after:]) - len(self.text[after:].lstrip())


def published_text(title: str | None, body: str) -> str:
    """The whole published text: the headline as first paragraph, unless the body has it already.

    The body has it where it opens with it on a line of its own: "Two die, police said ..." may
    open with the words of the headline "Two die" and yet is a sentence.
    """
    if not title or (body.startswith(title) and _REST_OF_LINE.match(body, len(title))):
        return body
    return f"{title}\n\n{body}"


@dataclass(frozen=True, slots=True)
class Capture:
    """The untouched bytes that a report came from.

    ``location`` is the path or address as given; ``member`` tells which part of a container
    (``line 12``, ``record 3``, ``entry 2``). ``had_at`` is when it was had: a file's time of
    change, a WARC record's date, the moment of a fetch; UTC. ``url`` and ``byline`` are what
    this capture said, also where another capture of the same report says otherwise.
    """

    sha256: str
    media_type: str
    location: str
    member: str | None = None
    had_at: datetime | None = None
    url: str | None = None
    byline: str | None = None
    size: int = 0
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "location", unicode_text(self.location))
        identity = digest("capture/1", self.sha256, self.location, self.member)
        object.__setattr__(self, "id", identity)
