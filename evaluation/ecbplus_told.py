"""What of ECB+ is compared: what is marked, as the reader describes it, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from according.linking.told import Told, told
from according.reading.reader import Reader
from evaluation.ecbplus import Marked, Text

Row = tuple[Told, Text, Marked | None]


@dataclass(frozen=True)
class Heard:
    """Reports with some words of theirs that tell of happenings, in order. ``marked`` are the
    mentions that these words are, if they are any."""

    texts: tuple[Text, ...]
    told: tuple[Told, ...]
    of: tuple[Text, ...]
    marked: tuple[Marked | None, ...]

    @property
    def words(self) -> dict[str, str]:
        """The reports' texts by their ids."""
        return {each.report_id: text.text for each, text in zip(self.told, self.of, strict=True)}

    @property
    def happenings(self) -> list[str]:
        """The happening that each is of, "" where it is no mention."""
        return [each.happening if each else "" for each in self.marked]

    def part(self, rows: Sequence[int]) -> Heard:
        """Some of what is told, with its reports alone."""
        names = {self.of[at].name for at in rows}
        return Heard(
            tuple(each for each in self.texts if each.name in names),
            tuple(self.told[at] for at in rows),
            tuple(self.of[at] for at in rows),
            tuple(self.marked[at] for at in rows),
        )

    @classmethod
    def joined(cls, parts: Sequence[Heard]) -> Heard:
        """What is told in several collections, as one."""
        return cls(
            tuple(text for each in parts for text in each.texts),
            tuple(told for each in parts for told in each.told),
            tuple(text for each in parts for text in each.of),
            tuple(mark for each in parts for mark in each.marked),
        )


def as_marked(texts: Sequence[Text], reader: Reader) -> Heard:
    """The mentions that are marked, in the sentences that were checked."""
    rows: list[Row] = []
    for text in texts:
        by_span = {each.span: each for each in text.mentions}
        heard = told(reader.read(text.report, marked=sorted({*by_span, *text.others})))
        rows += [(each, text, by_span[each.span]) for each in heard if each.span in by_span]
    return _heard(texts, rows)


def as_found(texts: Sequence[Text], reader: Reader) -> Heard:
    """The event mentions that the reader finds in the sentences that were checked."""
    rows: list[Row] = []
    for text in texts:
        by_span = {each.span: each for each in text.mentions}
        rows += [
            (each, text, by_span.get(each.span))
            for each in told(reader.read(text.report))
            if any(sentence.covers(each.span) for sentence in text.checked)
        ]
    return _heard(texts, rows)


def _heard(texts: Sequence[Text], rows: Sequence[Row]) -> Heard:
    heard, of, marked = zip(*rows, strict=True) if rows else ((), (), ())
    return Heard(tuple(texts), tuple(heard), tuple(of), tuple(marked))
