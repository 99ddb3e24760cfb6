"""MUC-4 in its own form: messages in capitals, and keys of templates with 24 slots.

In a key each line of a slot is a filler, ``"A" / "B"`` are alternatives, ``? `` is what need not
be filled, ``VALUE: "A"`` says what a filler of another slot is; ``-`` is an empty slot and ``*``
one that does not apply. A template may be optional as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from according.errors import BenchError

SLOTS = range(2, 25)
LOCATION = 3
_HEADER = re.compile(r"^\s*((?:DEV|TST\d)-MUC[34]-\d{4})\b")
_SLOT = re.compile(r"^\s*(\d{1,2})\.\s+([A-Z]+:?(?: [A-Z]+:?)*)(?:\s{2,}(.*))?$")
_PIECE = re.compile(r'"(?:\\"|[^"])*"|[:/]|[^":/]+')
_DATELINE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d{2})\b")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_EMPTY = ("-", "*", "")


@dataclass(frozen=True, slots=True)
class Fill:
    """A filler. ``values`` are alternatives; ``references``, where the slot says what a filler of
    another is, are that filler's alternatives."""

    values: tuple[str, ...]
    references: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FullTemplate:
    """A template: its slots by number, without those that are empty."""

    slots: Mapping[int, tuple[Fill, ...]]
    optional: bool = False

    @property
    def type(self) -> str:
        """The type of its incident, the first where the key allows several."""
        return self.slots[4][0].values[0] if 4 in self.slots else ""


@dataclass(frozen=True, slots=True)
class FullMessage:
    """A message; no templates where it tells of no incident that matters."""

    id: str
    text: str
    published: date | None
    templates: tuple[FullTemplate, ...]


def messages(texts: Path, keys: Path) -> list[FullMessage]:
    """The messages of a file that its file of keys has templates for, in order.

    Raises:
        BenchError: a line of the key is malformed; the error names it.
    """
    found = dict(_keys(keys))
    return [
        FullMessage(name, text, _published(text), tuple(found[name]))
        for name, text in _texts(texts)
        if name in found
    ]


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    name, lines = None, []
    for line in path.read_text("latin-1").splitlines():
        head = _HEADER.match(line)
        if head:
            if name is not None:
                yield name, _joined(lines)
            name, lines = head[1], []
        else:
            lines.append(line.strip())
    if name is not None:
        yield name, _joined(lines)


def _joined(lines: list[str]) -> str:
    """The text with one line a paragraph."""
    paragraphs = re.split(r"\n{2,}", "\n".join(lines).strip())
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def _published(text: str) -> date | None:
    """The date of the line that begins the message."""
    found = _DATELINE.search(text[:400])
    if found is None:
        return None
    try:
        return date(1900 + int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None


def _keys(path: Path) -> Iterator[tuple[str, list[FullTemplate]]]:
    together: dict[str, list[FullTemplate]] = {}
    for start, rows in _templates(path):
        name = rows.get(0, [""])[0].split()[0] if rows.get(0, [""])[0] else ""
        if not _HEADER.match(name):
            raise BenchError(f"{path}:{start}: a template of no message")
        own = together.setdefault(name, [])
        number = rows.get(1, ["*"])[0]
        if not number.startswith("*"):
            own.append(FullTemplate(_filled(path, start, rows), "OPTIONAL" in number))
    yield from together.items()


def _templates(path: Path) -> Iterator[tuple[int, dict[int, list[str]]]]:
    """Templates as lines by slot, each with the number of its first line."""
    rows: dict[int, list[str]] = {}
    start, slot = 0, -1
    for at, line in enumerate(path.read_text("latin-1").splitlines(), start=1):
        if line.lstrip().startswith(";") or not line.strip():
            continue
        head = _SLOT.match(line)
        if head:
            slot = int(head[1])
            if slot == 0:
                if rows:
                    yield start, rows
                rows, start = {}, at
            rows.setdefault(slot, []).append((head[3] or "").strip())
        elif slot < 0 or not line.startswith(" "):
            raise BenchError(f"{path}:{at}: no line of a template: {line!r}")
        else:
            _go_on(rows[slot], line.strip())
    if rows:
        yield start, rows


def _go_on(lines: list[str], line: str) -> None:
    """A line that goes on: of the same filler where either side has a "/" or ":" between."""
    open_ended = lines[-1].endswith(("/", ":")) or line.startswith(("/", ":"))
    if open_ended or lines[-1].count('"') % 2:
        lines[-1] = f"{lines[-1]} {line}"
    else:
        lines.append(line)


def _filled(path: Path, start: int, rows: Mapping[int, list[str]]) -> dict[int, tuple[Fill, ...]]:
    try:
        found = {slot: tuple(filled(slot, rows.get(slot, ()))) for slot in SLOTS}
    except ValueError as error:
        raise BenchError(f"{path}:{start}: {error}") from error
    return {slot: fills for slot, fills in found.items() if fills}


def filled(slot: int, lines: list[str] | tuple[str, ...]) -> Iterator[Fill]:
    """The fillers of a slot, as keys are written.

    Raises:
        ValueError: a line is malformed.
    """
    for line in lines:
        optional = line.startswith("?")
        words = line.lstrip("? ").strip()
        if words in _EMPTY:
            continue
        if slot == LOCATION:
            yield Fill(tuple(each.strip() for each in words.split(" / ")), (), optional)
            continue
        sides: list[list[str]] = [[]]
        for piece in _PIECE.findall(words):
            if piece == ":":
                sides.append([])
            elif piece != "/" and piece.strip() and piece.strip() != "?":
                sides[-1].append(_bare(piece))
        if len(sides) > 2:
            # "A: "x" / B: "y"": what follows the last colon is of the last value.
            sides = [sides[0], [each for side in sides[1:] for each in side]]
        if not sides[0]:
            raise ValueError(f"slot {slot} has no filler: {line!r}")
        yield Fill(tuple(sides[0]), tuple(sides[1]) if len(sides) > 1 else (), optional)


def _bare(piece: str) -> str:
    words = piece.strip()
    if words.startswith('"') and words.endswith('"') and len(words) > 1:
        words = words[1:-1]
    return " ".join(words.strip("()").replace('\\"', "").replace('"', "").split())
