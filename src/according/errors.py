"""Every error that According raises on purpose.

::

    AccordingError
    ├── EvidenceError        a span, quote or range that does not hold
    ├── SettingsError        an option or setting that cannot be used
    ├── InputRefused         one input that cannot be used; carries a Reason
    ├── DataError            a data file of the package is missing or damaged
    ├── ReaderUnavailable    a reader that can read nothing for now: no report is read
    ├── StoreError           the record cannot be opened, read or written
    │   ├── NotFound         no such report, actor, ... in the record
    │   └── Ambiguous        a short id that fits several
    ├── ExportDamaged        an export that cannot be read back
    ├── JudgementError       a judgement that cannot be made as it was given
    ├── NotAllowed           something that this person may not do, or not yet
    │   ├── SignInFailed     no such name with such a password
    │   └── TooMany          too many attempts to sign in; carries the seconds to wait
    └── BenchError           a benchmark's data are missing or malformed

A message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AccordingError",
    "Ambiguous",
    "BenchError",
    "DataError",
    "EvidenceError",
    "ExportDamaged",
    "InputRefused",
    "JudgementError",
    "NotAllowed",
    "NotFound",
    "ReaderUnavailable",
    "Reason",
    "SettingsError",
    "SignInFailed",
    "StoreError",
    "TooMany",
]


class Reason(StrEnum):
    """Why an input was refused. The value is what tables and ``--json`` show."""

    UNREADABLE = "unreadable"
    """The file or stream cannot be opened (missing, no permission, a device)."""
    EMPTY = "empty"
    """Nothing in it, or only white space."""
    NO_TEXT = "no text"
    """Markup without an article, a PDF without a text layer, a feed entry with a title only."""
    BINARY = "binary"
    """Bytes that are no text and of no format that is read."""
    CHARSET = "charset"
    """Bytes that are not what their declared (or default) character set says."""
    FORMAT = "format"
    """A known format, damaged: bad JSON, a row without the text column, an XML error."""
    TRUNCATED = "truncated"
    """A compressed or archived stream that ends too early."""
    TOO_LARGE = "too large"
    """Over a size limit, packed or unpacked."""
    TOO_SLOW = "too slow"
    """Over the time limit for one input."""
    MEMORY = "memory"
    """Over the memory limit for one input."""
    CRASHED = "crashed"
    """A parser took its process down with it."""
    FORBIDDEN = "forbidden"
    """An entity declaration in XML, an address that may not be fetched, robots.txt says no."""
    FETCH = "fetch"
    """A URL did not answer, or answered with an error."""
    UNSUPPORTED = "unsupported"
    """A media type that is not read (an image, a spreadsheet)."""
    FORGOTTEN = "forgotten"
    """A report that was taken out of this record, and is not to come in again."""
    READER = "reader"
    """The reader that was chosen could not read it; the same command tries again."""


class AccordingError(Exception):
    """Base of all errors that According raises on purpose."""


class EvidenceError(AccordingError, ValueError):
    """A span lies outside its text, a quote differs from it, or a range is upside down."""


class SettingsError(AccordingError, ValueError):
    """An option or setting cannot be used as given."""


class InputRefused(AccordingError):
    """One input cannot be used. The run goes on; the refusal becomes a counted row."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[InputRefused], tuple[Reason, str]]:
        return (type(self), (self.reason, self.detail))


class DataError(AccordingError):
    """A data file of the package is missing, damaged or of another version."""


class ReaderUnavailable(AccordingError):
    """A reader can read no report until somebody does something about it: the address that it
    asks does not answer, or refuses its key."""


class StoreError(AccordingError):
    """The record cannot be opened, read or written."""


class NotFound(StoreError, KeyError):
    """Nothing in the record has this id."""

    def __str__(self) -> str:  # KeyError would show the repr
        return str(self.args[0]) if self.args else ""


class Ambiguous(StoreError):
    """A shortened id fits several rows; give more of it."""


class ExportDamaged(AccordingError):
    """An export cannot be read back: it is damaged, incomplete, or of another version."""


class JudgementError(AccordingError, ValueError):
    """A judgement cannot be made as it was given: no such field, a value that it cannot have."""


class NotAllowed(AccordingError):
    """Something that this person may not do, or may not do yet."""


class SignInFailed(NotAllowed):
    """No such name with such a password. It never says which of the two was wrong."""


class TooMany(NotAllowed):
    """Too many attempts to sign in. ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        wait = f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
        super().__init__(f"too many attempts to sign in; wait {wait}")
        self.seconds = seconds

    def __reduce__(self) -> tuple[type[TooMany], tuple[int]]:
        return (type(self), (self.seconds,))


class BenchError(AccordingError):
    """A benchmark's data are missing or malformed."""
