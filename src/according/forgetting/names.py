"""A name put out of a text, letter for letter: what stands behind it keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from according.errors import SettingsError
from according.model import Credit, Report

_LETTERS = "xzqvwkjy"
"""Letters that few names are made of; which three of them stand for a person, again and again, says
which person, for the first 512."""

_SHORTEST = 3
"""Characters of a name, at least: "Al" would be put out of half a text."""


@dataclass(frozen=True, slots=True)
class Names:
    """What somebody is called, and the pseudonym that stands for it.

    Args:
        forms: the name as reports write it, and shorter or other forms.
        number: which of the people it is that were put out of this record, from 0.

    Raises:
        SettingsError: a form has no letters or is too short.
    """

    forms: tuple[str, ...]
    number: int = 0

    def __post_init__(self) -> None:
        for each in self.forms:
            if len(each.strip()) < _SHORTEST or not any(one.isalpha() for one in each):
                raise SettingsError(f"{each!r} is no name that can be put out of a text")

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds every form as whole words, in whatever case, also over a line's end."""
        longest = sorted(self.forms, key=lambda each: (-len(each), each))
        forms = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest)
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)

    def found_in(self, text: str | None) -> int:
        """How often they stand in a text."""
        return len(self.pattern.findall(text or ""))

    def put_out(self, text: str) -> str:
        """The text with the pseudonym in their place; every other character stays where it is."""
        return self.pattern.sub(lambda found: self._veiled(found.group()), text)

    @property
    def pseudonym(self) -> str:
        """What stands for the first form."""
        return self._veiled(self.forms[0])

    def _veiled(self, words: str) -> str:
        """Letters are replaced, with their case; what is between them stays."""
        made, at = [], 0
        for each in words:
            if each.isalnum():
                letter = self._letter(at)
                made.append(letter.upper() if each.isupper() else letter)
                at += 1
            else:
                made.append(each)
        return "".join(made)

    def _letter(self, at: int) -> str:
        place = _SHORTEST - 1 - at % _SHORTEST
        return _LETTERS[self.number // len(_LETTERS) ** place % len(_LETTERS)]


def put_out_of(report: Report, names: Names) -> Report:
    """The report with other names. An address or byline that has one is left out: a pseudonym in an
    address leads nowhere, and what is left of it to the page."""
    text = names.put_out(report.text)
    title = report.title and text[: len(report.title)]
    credits = tuple(
        Credit(each.start, each.end, text[each.start : each.end], names.put_out(each.agency))
        for each in report.credits
    )
    return replace(
        report,
        text=text,
        title=title,
        byline=None if names.found_in(report.byline) else report.byline,
        url=None if any(map(names.found_in, address_words(report.url))) else report.url,
        credits=credits,
    )


def address_words(url: str | None) -> tuple[str, ...]:
    """The words of an address one behind the other, as headlines stand there; none of none."""
    return (" ".join(re.findall(r"[^\W_]+", url)),) if url else ()


def parts_left(texts: Iterable[str], names: Names) -> dict[str, int]:
    """Words of the names that stand alone in texts from which the names were put out, and in how
    many: a family name by itself may mean the same person, or another."""
    words = {
        word
        for form in names.forms
        for word in form.split()
        if len(word) > _SHORTEST and word[0].isupper()
    }
    patterns = {word: re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in sorted(words)}
    counts = dict.fromkeys(patterns, 0)
    for text in texts:
        for word, pattern in patterns.items():
            counts[word] += pattern.search(text) is not None
    return {word: count for word, count in counts.items() if count}
