"""Numbers of a text with what they count, for telling which of them another text has otherwise.

By words alone, since two texts are compared without their readings: a number is what stands in
digits or number words, and what it counts is told by the words beside it, up to the next number
or comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from according.data import load_json
from according.errors import DataError
from according.linking.stemming import stem
from according.linking.words import Words

NUMBERS = "quantity_numbers.json"
PEOPLE = "quantity_words.json"
HARM = "events/figures.json"

_AFTER = 6
"""Words behind a number that may say what became of those counted."""
_NOUNS = 2
"""Words behind it, small ones passed over, that may name what is counted."""
_BEFORE = 3
_DIGITS = 15
_THOUSAND = 1000

_PEOPLE = "(people)"
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "at",
        "in",
        "on",
        "to",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "as",
        "its",
        "his",
        "her",
        "their",
        "who",
        "that",
        "were",
        "was",
        "are",
        "is",
        "be",
        "been",
        "had",
        "has",
        "have",
        "least",
        "most",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "more",
        "than",
        "other",
        "others",
    ]
)
_STOP = re.compile(r"[,;:()\n]")


@dataclass(frozen=True, slots=True)
class Count:
    """A number at the words ``first`` to ``last``, which is past the last. ``value`` is None for a
    vague one, which its word stands for. ``counted`` are stems of words for what it counts,
    ``became`` what is told to have become of them."""

    first: int
    last: int
    value: int | None
    word: str
    counted: frozenset[str]
    became: frozenset[str]

    @property
    def amount(self) -> int | str:
        """What is compared: the value, or the vague word."""
        return self.word if self.value is None else self.value

    def is_of_the_same(self, other: Count) -> bool:
        """Whether both may count the same: what became of them is never told otherwise."""
        if self.became and other.became:
            people = not self.counted or not other.counted or bool(self.counted & other.counted)
            return bool(self.became & other.became) and people
        return bool(self.counted & other.counted)


@dataclass(frozen=True, slots=True)
class _Lists:
    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    vague: frozenset[str]
    people: frozenset[str]
    harm: Mapping[str, str]


@cache
def _lists() -> _Lists:
    numbers, words, harm = load_json(NUMBERS), load_json(PEOPLE), load_json(HARM)
    try:
        return _Lists(
            units=numbers["units"],
            tens=numbers["tens"],
            scales=numbers["scales"],
            vague=frozenset((*numbers["plurals"], *numbers["vague"])),
            people=frozenset(words["people"]),
            harm={
                word: kind
                for kind, forms in harm.items()
                for some in forms.values()
                for word in some
            },
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise DataError(f"a data file of numbers is damaged: {error!r}") from error


def counts(text: str, words: Words) -> list[Count]:
    """The numbers of ``text``, whose words are ``words``, in their order."""
    spans = list(_numbers(text, words))
    found = []
    for at, (first, last, value) in enumerate(spans):
        begin = spans[at - 1][1] if at else 0
        end = spans[at + 1][0] if at + 1 < len(spans) else len(words)
        counted, became = _about(text, words, (begin, first, last, end))
        word = words.forms[last - 1] if last - first == 1 else _joined(words, first, last)
        found.append(Count(first, last, value, word, counted, became))
    return found


def _joined(words: Words, first: int, last: int) -> str:
    """The digits of an hour or fraction, as it is compared: "9.40" of "9:40" and "9.40am"."""
    return ".".join(each.rstrip("apm") for each in words.forms[first:last])


def _numbers(text: str, words: Words) -> Iterator[tuple[int, int, int | None]]:
    lists, at = _lists(), 0
    while at < len(words):
        last = _of_parts(text, words, at)
        if last > at:
            yield at, last, None
            at = last
            continue
        value, last = _exact(text, words, at)
        if last > at:
            yield at, last, value
        elif words.forms[at] in lists.vague:
            last = at + 1
            yield at, last, None
        at = max(last, at + 1)


def _of_parts(text: str, words: Words, at: int) -> int:
    """Where an hour or a decimal fraction ends that begins at the word ``at``: "9:40", "9.40am",
    "2.5". Its parts are no numbers by themselves."""
    last = at
    while (
        words.forms[last].isdigit()
        and last + 1 < len(words)
        and text[words.ends[last] : words.starts[last + 1]] in (":", ".")
        and words.forms[last + 1][0].isdigit()
    ):
        last += 1
    return last + 1 if last > at else at


def _exact(text: str, words: Words, at: int) -> tuple[int | None, int]:
    """A number in digits or words from the word ``at`` on, and where it ends."""
    lists, forms = _lists(), words.forms
    total, group, last = 0, 0, at
    while last < len(words) and (last == at or _is_joined(text, words, last)):
        word = forms[last]
        if word.isascii() and word.isdigit() and len(word) <= _DIGITS:
            if last > at and not _is_thousands(text, words, last):
                break
            group = group * 1000 + int(word) if last > at else int(word)
        elif word in lists.units and not group % 10:
            group += lists.units[word]
        elif word in lists.tens and not group % 100:
            group += lists.tens[word]
        elif word in lists.scales and (group or (last == at and _is_one(forms, at))):
            group = (group or 1) * lists.scales[word]
            if lists.scales[word] >= _THOUSAND:
                total, group = total + group, 0
        elif not (word == "and" and last > at and _goes_on(forms, last)):
            break
        last += 1
    halved = last > at and forms[max(0, at - 2) : at] == ["half", "a"]
    value = (total + group) // (2 if halved else 1)
    return (value, last) if last > at else (None, at)


def _is_one(forms: Sequence[str], at: int) -> bool:
    """ "A dozen", "a hundred"."""
    return at > 0 and forms[at - 1] == "a"


def _goes_on(forms: Sequence[str], at: int) -> bool:
    """ "Two hundred and five"."""
    lists = _lists()
    return (
        forms[at - 1] in lists.scales
        and at + 1 < len(forms)
        and (forms[at + 1] in lists.units or forms[at + 1] in lists.tens)
    )


def _is_joined(text: str, words: Words, at: int) -> bool:
    between = text[words.ends[at - 1] : words.starts[at]]
    return between in (" ", "-", "\u00a0") or _is_thousands(text, words, at)


def _is_thousands(text: str, words: Words, at: int) -> bool:
    return (
        text[words.ends[at - 1] : words.starts[at]] == ","
        and len(words.forms[at]) == 3
        and words.forms[at - 1].isdigit()
        and words.forms[at].isdigit()
    )


def _about(
    text: str, words: Words, place: tuple[int, int, int, int]
) -> tuple[frozenset[str], frozenset[str]]:
    """What a number counts, and what became of them; ``place`` has the end of the number before,
    its own first word and end, and the beginning of the next."""
    begin, first, last, end = place
    lists, sentence = _lists(), words.sentence[first]
    behind = []
    for at in range(last, min(end, last + _AFTER)):
        if words.sentence[at] != sentence or _STOP.search(
            text, words.ends[at - 1], words.starts[at]
        ):
            break
        behind.append(words.forms[at])
    before = [
        words.forms[at]
        for at in range(max(begin, first - _BEFORE), first)
        if words.sentence[at] == sentence
    ]
    killing = [lists.harm[each] for each in before if each in lists.harm]
    became = killing[-1:] or [lists.harm[each] for each in behind if each in lists.harm][:1]
    large = [each for each in behind if each not in _SMALL and each not in lists.harm]
    counted = {_PEOPLE if each in lists.people else stem(each) for each in large[:_NOUNS]}
    return frozenset(counted), frozenset(became)
