"""Word lists for coreference: pronouns, and words that tell a man, a woman or a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from according.errors import DataError

FILE = "coreference_words.json"

PRONOUNS = ("i", "we", "you", "he", "she", "it", "they", "this", "who")
UNKNOWN, MALE, FEMALE, THING, PERSON, SEVERAL = range(6)
"""What a mention tells of the gender of whom it means; of actors alone also that they are
several people."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``pronouns``: form to its kind, a number in `PRONOUNS`. ``genders``: word to one of
    MALE, FEMALE, PERSON, THING. ``empty``: words that tell nothing of what is meant."""

    pronouns: dict[str, int]
    genders: dict[str, int]
    empty: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The shipped lists.

    Raises:
        DataError: the file is missing or not of its form.
    """
    try:
        data = json.loads(resources.files("according.data").joinpath(FILE).read_text("utf-8"))
        pronouns = {
            form: number
            for number, kind in enumerate(PRONOUNS)
            for form in data["pronouns"][kind].split()
        }
        genders = {
            word: gender
            for name, gender in (
                ("thing", THING),
                ("person", PERSON),
                ("female", FEMALE),
                ("male", MALE),
            )
            for word in data[name].split()
        }
        return Lexicon(pronouns, genders, frozenset(data["empty"].split()))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DataError(f"{FILE} is damaged: {error!r}; reinstall according") from error
