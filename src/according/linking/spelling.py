"""Names as they are compared: without articles and marks, and but for ways of spelling.

Names from other alphabets are written in many ways: "Mohammed" and "Muhammad", "Hezbollah" and
"Hizballah". What differs between such ways is taken off, and a list has those that no rule of
letters gives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from according.data import load_json
from according.errors import DataError


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of ``linking/names.json``, in lower case and as `plain` leaves words.

    ``spellings`` maps a way of writing a word to the first of its group, ``familiar`` a form of a
    first name likewise, ``sole`` what an office that a country has one of is called to its name.
    """

    articles: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    given: frozenset[str]
    connectors: frozenset[str]
    participles: frozenset[str]
    things: frozenset[str]
    governments: frozenset[str]
    kinds: frozenset[str]
    bare: frozenset[str]
    offices: frozenset[str]
    modifiers: frozenset[str]
    past: frozenset[str]
    spellings: dict[str, str]
    familiar: dict[str, str]
    sole: dict[str, str]


_TABLES = ("spellings", "familiar", "sole")
_SETS = tuple(each for each in NameWords.__slots__ if each not in _TABLES)


@cache
def name_words() -> NameWords:
    """The lists.

    Raises:
        DataError: the file is damaged, or a word is spelled for two others.
    """
    file = "linking/names.json"
    data = load_json(file)
    try:
        sets = {name: frozenset(data[name]) for name in _SETS}
        spellings, familiar = _first(data["spellings"]), _first(data["familiar"])
        doubled = sum(map(len, data["spellings"])) - len(spellings)
        doubled += sum(map(len, data["familiar"])) - len(familiar)
        titles = data["sole"]
        sole = {called: title for title, ways in titles.items() for called in ways}
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise DataError(f"data file {file} is damaged: {error!r}; reinstall according") from error
    if doubled:
        raise DataError(f"data file {file} has a word in two groups")
    return NameWords(**sets, spellings=spellings, familiar=familiar, sole=sole)


def _first(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups for word in group}


_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_APOSTROPHES = re.compile("[’‘ʼʻʿʾ`´]")
_OWNED = re.compile(r"'s?(?!\w)")
_POINTS = re.compile(r"(?<!\w)(\w)\.(?=\w\b)|(?<=\w)\.(?!\w)")
_WORD = re.compile(r"[^\W_]+")


def plain(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without marks, apostrophes and owners' endings."""
    text = name.casefold()
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_bare, unicodedata.normalize("NFKD", text))
    text = _APOSTROPHES.sub("'", text)
    text = _OWNED.sub("", text).replace("'", "").replace("&", " and ")
    return tuple(_WORD.findall(_POINTS.sub(r"\1", text)))


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _bare(run: re.Match[str]) -> str:
    kept = (each for each in run.group() if not unicodedata.combining(each))
    return "".join(kept).translate(_LETTERS)


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """``words`` without articles, unless they are nothing else; "Abdel Rahman" is one word."""
    articles = name_words().articles
    kept = [word for word in words if word not in articles]
    found: list[str] = []
    for word in kept or words:
        if found and _SERVANT.fullmatch(found[-1]):
            found[-1] = "abd" + word
        else:
            found.append(_SERVANT_OF.sub("abd", word) if len(word) > 6 else word)
    return tuple(found)


_SERVANT = re.compile(r"abd(?:[aeu][lr]?)?")
_SERVANT_OF = re.compile(r"\Aabd(?:[aeu](?:l(?=\w)|(?=([rsn])\1))|ou?l)")

_FOLDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("(?:i|y|iy|yy|iyy)(?:ah?|eh)$", "ia"),
        ("dj", "j"),
        ("kh", "h"),
        ("[gq]h", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("ou|oo|o", "u"),
        ("[ae]?y|ee|[ae]i|e", "i"),
        (r"(\w)\1+", r"\1"),
        ("(?<=[aiu])h$", ""),
    )
)
_ALWAYS = 2
"""Letters of a word of which no spelling is taken off."""


@cache
def folded_word(word: str) -> str:
    """``word`` but for its spelling."""
    if len(word) <= _ALWAYS or not (word.isascii() and word.isalpha()):
        return word
    folded = name_words().spellings.get(word, word)
    for pattern, put in _FOLDS:
        folded = pattern.sub(put, folded)
    return folded


def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """``words`` but for their spelling."""
    return tuple(map(folded_word, words))


def singular(word: str) -> str:
    """Without a last "s": "Forces" and "Force", "Peoples" that lost its apostrophe."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def acronym(name: str) -> str | None:
    """The capitals of a name that is nothing else, "U.N." as "UN"; an owner's ending is taken off,
    also one that lost its apostrophe ("ISILs")."""
    text = _APOSTROPHES.sub("'", name.strip())
    text = re.sub(r"(?<=[A-Z]{2})'?s\Z|'\Z", "", text).replace(".", "")
    letters = text.replace("-", "").replace("&", "")
    plain_capitals = letters.isascii() and letters.isalpha() and letters.isupper()
    return text if plain_capitals and 2 <= len(letters) <= 8 else None


def body_words(name: str) -> tuple[str, ...]:
    """A body's name as it is looked up."""
    connectors = name_words().connectors
    words = bare(plain(name))
    kept = tuple(word for word in words if word not in connectors) or words
    return folded(tuple(map(singular, kept)))


def transliterated(name: str) -> bool:
    """Whether a name is one that is written in several ways in Latin letters: it has an article
    of another language, a mark, or a word of the list of spellings."""
    words = plain(name)
    kept = tuple(word for word in words if word != "the")
    return (
        bare(words) != kept
        or not name.replace("’", "").isascii()
        or any(word in name_words().spellings for word in words)
    )
