"""Words by which it is told what became of people: killed, wounded, detained and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from according.data import load_json
from according.errors import DataError
from according.model import FigureKind

FILE = "events/figures.json"
_FORMS = ("done", "undergone", "nouns", "states")


@dataclass(frozen=True, slots=True)
class Harm:
    """Forms of words, lower case, each with the kind that they tell of.

    ``done`` are verbs for what somebody does to people, ``undergone`` verbs for what people do
    of themselves ("died"), ``nouns`` and ``states`` ("dead") name it.
    """

    done: Mapping[str, FigureKind]
    undergone: Mapping[str, FigureKind]
    nouns: Mapping[str, FigureKind]
    states: Mapping[str, FigureKind]

    def named(self, word: str) -> FigureKind | None:
        """What a noun or adjective tells of."""
        return self.nouns.get(word) or self.states.get(word)

    def any(self, word: str) -> FigureKind | None:
        """What a word tells of, whatever its form."""
        return self.done.get(word) or self.undergone.get(word) or self.named(word)

    def is_done_by(self, verb: Token) -> bool:
        """Whether a verb tells what somebody does to people: "killed", "shot dead"."""
        if verb.lower_ in self.done:
            return True
        return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in self.states


@cache
def load_harm() -> Harm:
    """The words of ``data/events/figures.json``.

    Raises:
        DataError: the file is missing or damaged, or has a word twice in one form.
    """
    plain = load_json(FILE)
    try:
        forms = {form: _kinds(plain, form) for form in _FORMS}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error}") from error
    return Harm(**forms)


def _kinds(plain: Mapping[str, Mapping[str, list[str]]], form: str) -> dict[str, FigureKind]:
    found: dict[str, FigureKind] = {}
    for name, words in plain.items():
        for word in words[form]:
            if found.setdefault(word, FigureKind(name)) != name:
                raise ValueError(f"{word!r} has two kinds in {form}")
    return found
