"""Word forms to stems, so that "bombs", "bombed" and "bombing" are one: small rules, and a list of
forms that these get wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from according.data import load_json
from according.errors import DataError

FILE = "linking/forms.json"
"""Irregular forms with the word that each is a form of, and the particles of verbs."""

_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s")
_DOUBLED = re.compile(r"([bcdfgklmnprstvz])\1$")
_VOWEL = re.compile("[aeiouy]")
_SHORTEST = 2


@cache
def _lists() -> tuple[Mapping[str, str], frozenset[str]]:
    plain = load_json(FILE)
    try:
        irregular = {str(form): str(word) for form, word in plain["irregular"].items()}
        return irregular, frozenset(map(str, plain["particles"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def head_of(words: str) -> str:
    """The word of a phrase that says what happens: the last, or what stands before a particle, as
    in "stepped down".

    Raises:
        DataError: the list of particles is missing or damaged.
    """
    particles = _lists()[1]
    parts = words.split() or [words]
    for before, each in pairwise(parts):
        if each.lower() in particles:
            return before
    return parts[-1]


def stem(word: str) -> str:
    """The stem of a word, in lower case.

    Raises:
        DataError: the list of irregular forms is missing or damaged.
    """
    form = word.lower()
    return by_rules(_lists()[0].get(form, form))


def by_rules(form: str) -> str:
    """The stem of a form in lower case, by its ending alone."""
    form = form.removesuffix("'s").removesuffix("’s")
    if form.endswith(("ies", "ied")) and len(form) > 2 * _SHORTEST:
        return form[:-3] + "y"
    for ending in _ENDINGS:
        rest = form.removesuffix(ending)
        if rest != form and _is_word(rest, ending):
            form = rest
            break
    bare = form.rstrip("e")
    return _DOUBLED.sub(r"\1", bare if len(bare) >= _SHORTEST else form)


def _is_word(rest: str, ending: str) -> bool:
    if ending == "s" and rest.endswith("s"):
        return False
    if ending == "ed" and rest.endswith("e"):
        return False
    return len(rest) >= _SHORTEST and _VOWEL.search(rest) is not None
