"""CoNLL-U as texts: the words of each document, and where they stand in it.

The text is made as a reader would get it: a blank line between paragraphs, a space between
sentences and between tokens, unless ``SpaceAfter=No``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from according.errors import BenchError

_COLUMNS = 10
_FORM, _UPOS, _HEAD, _MISC = 1, 3, 6, 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text. ``head`` is the index of its syntactic head, None for a root."""

    start: int
    end: int
    upos: str
    head: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """``Entity=`` of a row: its brackets open before the word of index ``first`` and close
    before the word of index ``last``: one more, or the same where the row is an empty node."""

    brackets: str
    first: int
    last: int


@dataclass(slots=True)
class Parsed:
    """A document, growing while its lines are read."""

    id: str
    meta: dict[str, str] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: str = ""
    """What goes before the next token."""
    _sentence: int = 0
    """Index of the sentence's first word."""
    _multi: _Multi | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def line(self, line: str) -> None:
        """Take one line.

        Raises:
            ValueError: it is no line of CoNLL-U.
        """
        if not line.strip():
            self._sentence, self._multi = len(self.words), None
        elif line.startswith("#"):
            self._comment(line[1:])
        else:
            columns = line.split("\t")
            if len(columns) != _COLUMNS:
                raise ValueError(f"{len(columns)} columns; CoNLL-U has {_COLUMNS}")
            self._row(columns)

    def _comment(self, comment: str) -> None:
        name, _, value = (part.strip() for part in comment.partition("="))
        if name == "newpar" and self._parts:
            self._space = "\n\n"
        self.meta[name] = value

    def _row(self, columns: list[str]) -> None:
        number, form, misc = columns[0], columns[_FORM], columns[_MISC].split("|")
        if "-" in number:
            start = self._append(form, misc)
            self._multi = _Multi(int(number.partition("-")[2]), start, form)
            return
        before = len(self.words)
        if "." not in number:  # an empty node is no word of the text
            start, end = self._place(int(number), form, misc)
            head = int(columns[_HEAD])
            governor = self._sentence + head - 1 if head else None
            self.words.append(Word(start, end, columns[_UPOS], governor))
        for attribute in misc:
            if attribute.startswith("Entity="):
                self.marks.append(Mark(attribute[7:], before, len(self.words)))

    def _append(self, form: str, misc: list[str]) -> int:
        """Put a token behind the text; where it begins."""
        start = self._length + len(self._space)
        self._parts += (self._space, form)
        self._length = start + len(form)
        self._space = "" if "SpaceAfter=No" in misc else " "
        return start

    def _place(self, number: int, form: str, misc: list[str]) -> tuple[int, int]:
        """Where a word stands: behind the text, or in the multi-word token that it is of."""
        if self._multi and number <= self._multi.last:
            return self._multi.place(form, self.words[-1].end if self.words else 0)
        start = self._append(form, misc)
        return start, self._length


@dataclass(frozen=True, slots=True)
class _Multi:
    """A multi-word token: "4-5 UK's", of the words "UK" and "'s"."""

    last: int
    start: int
    form: str

    def place(self, form: str, behind: int) -> tuple[int, int]:
        """The next word's place. Words that are not there to be seen ("de" and "le" in "du")
        each stand for the whole token."""
        end = self.start + len(self.form)
        start = behind if self.start < behind < end else self.start
        if self.form.startswith(form, start - self.start):
            return start, start + len(form)
        return self.start, end


def parse(path: Path) -> Iterator[Parsed]:
    """The documents of a file: one, as GUM has it, or many, as Universal Dependencies has it.

    Raises:
        BenchError: the file cannot be read, or a line of it is no CoNLL-U.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read: {error}") from error
    parsed = Parsed(path.stem)
    for number, line in enumerate(lines, 1):
        if line.startswith("# newdoc"):
            if parsed.words:
                yield parsed
            parsed = Parsed(line.partition("=")[2].strip() or path.stem)
        try:
            parsed.line(line)
        except ValueError as error:
            raise BenchError(f"{path}, line {number}: {error}") from error
    if parsed.words:
        yield parsed
