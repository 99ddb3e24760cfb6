"""How names of places are compared: one normal form, and a 64-bit key of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from according.data import load_json
from according.errors import DataError

FILE = "places/names.json"
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_/,;:()\[\]|]+")
_DROPPED = re.compile(r"[.'’‘`´ʻʼʿʾ\"“”″′*]")
_LATIN = re.compile(r"(?=[^a-z]*[a-z])[a-z0-9&+! ]+\Z")

MAX_NAME = 200
"""Code points of a name that are looked at: GeoNames' own limit for a name."""


def normal(name: str) -> str:
    """The form that names are compared in: lower case, no marks, no points, single spaces.

    "Al-Ḩasakah" and "al hasakah" are one, as are "St. John's" and "Saint Johns"; a leading
    "the" is left off.
    """
    folded = unicodedata.normalize("NFKD", name[:MAX_NAME]).translate(_letters()).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _SEPARATORS.sub(" ", _DROPPED.sub("", bare)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [_short_words().get(word, word) for word in words]
    return " ".join(words)


LOOSE = "~"
"""What the key of a loose form begins with, so that it is never that of a normal form."""
_LOOSE_LETTERS = 4
"""Letters that a loose form must have: shorter ones fit too much."""


def loose(form: str) -> str | None:
    """A normal form without what writers of Arabic and Persian names do not agree on: articles,
    spaces, doubled letters, "e" or "i", "o" or "u", a final "h"; None if too little is left.

    "al qatranah" and "qatraneh" are one.
    """
    words = form.split()
    kept = [word for word in words if word not in _list("articles")] or words
    plain = "".join(kept)
    for one, other in _table("loose").items():
        plain = plain.replace(one, other)
    letters = [letter for at, letter in enumerate(plain) if plain[at - 1 : at] != letter]
    plain = "".join(letters).rstrip("h")
    plain = plain[:-1] if plain[-1:] in ("a", "i") else plain
    return LOOSE + plain if len(plain) >= _LOOSE_LETTERS else None


def is_transliterated(country: str) -> bool:
    """Whether names of a country (ISO code) get a loose form."""
    return country in _list("transliterated")


def key(form: str) -> int:
    """A 64-bit key of a normal form. Of a million names, two share one once in 30 million files."""
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "little")


def is_latin(form: str) -> bool:
    """Whether a normal form is in Latin letters: the script of the reports that are read."""
    return _LATIN.match(form) is not None


@cache
def _letters() -> dict[int, str]:
    """Letters that Unicode does not take apart ("ø", "ł")."""
    return {ord(letter): plain for letter, plain in _table("letters").items()}


@cache
def _short_words() -> dict[str, str]:
    """ "st" for "saint", "mt" for "mount"."""
    return _table("short_words")


@cache
def _list(name: str) -> frozenset[str]:
    words = load_json(FILE).get(name)
    if not isinstance(words, list) or not words:
        raise DataError(f"{FILE}: list {name!r} is missing or empty")
    return frozenset(words)


@cache
def _table(name: str) -> dict[str, str]:
    table = load_json(FILE).get(name)
    if not isinstance(table, dict) or not table:
        raise DataError(f"{FILE}: table {name!r} is missing or empty")
    return {str(one): str(other) for one, other in table.items()}
