"""Which language a text is in."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Protocol

from according.model import UNDETERMINED

LETTERS = 1_000
"""How much of a text is looked at. On 1,254 real reports 2,000 give the same answers in twice
the time (a millisecond)."""

ENOUGH = 20
"""Fewer letters say nothing: names of places and people look like any language."""

SURE = 0.8
"""From this probability on, a declaration is not asked: pages declare the language of their
template. Of the 1,254 reports (all English) all but one are above 0.99; that one is one line."""

LIKELY = 0.3
AHEAD = 2.0
"""Without a declaration, the best guess must have so much, and be so many times the next one.
Of 1,254 English headlines alone, 1,222 are told so, and none is taken for another language."""

SHORT = 200
"""Under so many letters the model's probabilities say little, high as they are: names weigh as
much as words. There a second sign must agree that a text is not English."""

FAR = 1e5
"""So many times less likely than the best guess English must be, in a short text. Of real English
headlines and sentences none is over 11 times less likely, made sentences that are half names are
up to 2,000 times, and short sentences of Czech, Dutch or German more than a million."""

WORDS = 8
"""In so many words of English prose one of those below is usual: of 768 real sentences of this
length 25 have none (headlines leave them out: half of them have none)."""

_ENGLISH = frozenset(
    (
        "after",
        "and",
        "been",
        "by",
        "from",
        "has",
        "of",
        "said",
        "says",
        "that",
        "the",
        "their",
        "they",
        "were",
        "which",
        "who",
        "with",
    )
)
"""Common words of English that are not common in the languages that share its letters."""

_NAMES = {"eng": "en", "english": "en"}
"""Other ways to declare English: ISO 639-2's code, and its name."""

_RELATIVES = {"pcm": "en"}
"""Languages that share most words with a larger one: where it is between the two, the detector
means the larger (Nigerian Pidgin itself it tells with certainty)."""

_CODE = re.compile(r"(?:english|[a-z]{2,3})(?![a-z])", re.IGNORECASE)
_LATIN_END = "\u0250"
_NOT_WORDS = re.compile(r"https?://\S{1,500}|[\d\W_]+")


def load() -> None:
    """Load the model now, and not within the time and memory of the first text."""
    _identifier()


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...

    def rank(self, text: str) -> list[tuple[str, float]]: ...


def detect(text: str, declared: str | None = None) -> str:
    """The ISO 639 code of the language of ``text``, or ``und``.

    Args:
        declared: a language tag of the material (``en-GB``); it serves only where there is
            too little text, or the text itself leaves doubt.
    """
    sample = _sample(text)
    if len(sample) - sample.count(" ") < ENOUGH:
        return _code(declared) or UNDETERMINED
    found, probability = _identifier().classify(sample)
    if probability >= SURE and not _in_doubt(sample, found):
        return found
    likely = _likely(sample)
    return _code(declared) or (UNDETERMINED if _in_doubt(sample, likely) else likely)


def _in_doubt(sample: str, found: str) -> bool:
    """Whether a short text may be English, though the model takes it for ``found``."""
    letters = len(sample) - sample.count(" ")
    if found in ("en", UNDETERMINED) or letters >= SHORT:
        return False
    if not _is_latin(sample):
        return False
    words = sample.split()
    if len(words) < WORDS or not _ENGLISH.isdisjoint(words):
        return True
    shares = dict(_identifier().rank(sample))
    return shares["en"] * FAR > shares.get(found, 0.0)


def _is_latin(sample: str) -> bool:
    """Whether more than half of the letters are of the alphabet that English is written in."""
    latin = sum(char < _LATIN_END for char in sample if char != " ")
    return 2 * latin > len(sample) - sample.count(" ")


def _likely(sample: str) -> str:
    shares: defaultdict[str, float] = defaultdict(float)
    for language, probability in _identifier().rank(sample):
        shares[_RELATIVES.get(language, language)] += probability
    best, next_best = sorted(shares, key=lambda language: -shares[language])[:2]
    first, second = shares[best], shares[next_best]
    # What is not in its alphabet is not English, whichever of several others it is.
    sure = (first >= LIKELY and first >= AHEAD * second) or not _is_latin(sample)
    return best if sure else UNDETERMINED


def _sample(text: str) -> str:
    # Lower case first: headlines in capitals otherwise pass for other languages.
    return _NOT_WORDS.sub(" ", text[: 2 * LETTERS])[:LETTERS].lower()


def _code(tag: str | None) -> str | None:
    match = _CODE.match(tag.strip()) if tag else None
    if match is None:
        return None
    name = match.group().lower()
    return _NAMES.get(name, name)


@cache
def _identifier() -> _Identifier:
    # Loaded at the first text: half a second and 60 MB that `according --help` does without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
