"""Reports with two sides in them, written anew for each number, whose names can be exchanged.

A sentence has slots: ``{a.people}``, ``{b.leader.his}``. What is filled in for them comes from a
`Cast`; exchanged, from another. Where the words of both lie is known letter by letter, so that
what was found in the one can be held against what was found in the other.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from according.model import Report, published_text
from tests.hostile.sentences import CLOSINGS, HEADLINES, LEADS, MIDDLES


class Exchange(StrEnum):
    """What is exchanged."""

    SIDES = "sides"
    """All names of the two sides, with those of their people and the pronouns for these."""
    SEXES = "sexes"
    """The sex of everybody: first names, pronouns, "spokesman"."""
    OUTLETS = "outlets"
    """Who publishes the report, and the paper that it quotes."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a first name for each sex."""

    firsts: tuple[str, str]
    last: str
    woman: bool

    def word(self, name: str) -> str:
        """What stands for ``name``: "first", "last", or a word that tells the sex."""
        if name == "last":
            return self.last
        if name == "first":
            return self.firsts[self.woman]
        return _SEXED[name][self.woman]


_SEXED = {
    "he": ("he", "she"),
    "He": ("He", "She"),
    "His": ("His", "Her"),
    "his": ("his", "her"),
    "him": ("him", "her"),
    "man": ("man", "woman"),
    "men": ("men", "women"),
    "spokesman": ("spokesman", "spokeswoman"),
    "Mr": ("Mr", "Ms"),
    "father": ("father", "mother"),
    "son": ("son", "daughter"),
    "boy": ("boy", "girl"),
    "brother": ("brother", "sister"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two."""

    country: str
    demonym: str
    people: str
    town: str
    force: str
    leader: Person
    speaker: Person

    def word(self, path: list[str]) -> str:
        """What stands for a slot of this side."""
        if path[0] in ("leader", "speaker"):
            person: Person = getattr(self, path[0])
            return person.word(path[1])
        return str(getattr(self, path[0]))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in one report."""

    a: Side
    b: Side
    outlet: str
    paper: str
    witness: Person

    def word(self, slot: str) -> str:
        """What stands for a slot."""
        first, *rest = slot.split(".")
        if first in ("a", "b"):
            side: Side = getattr(self, first)
            return side.word(rest)
        return self.witness.word(rest[0]) if first == "witness" else str(getattr(self, first))

    def exchanged(self, what: Exchange) -> Cast:
        """The same with names exchanged."""
        if what is Exchange.SIDES:
            return replace(self, a=self.b, b=self.a)
        if what is Exchange.OUTLETS:
            return replace(self, outlet=self.paper, paper=self.outlet)
        return replace(
            self, a=_other_sex(self.a), b=_other_sex(self.b), witness=_turned(self.witness)
        )


def _turned(person: Person) -> Person:
    return replace(person, woman=not person.woman)


def _other_sex(side: Side) -> Side:
    return replace(side, leader=_turned(side.leader), speaker=_turned(side.speaker))


_COUNTRIES = (
    (("Russia", "Russian", "Russians", "Kursk"), ("Ukraine", "Ukrainian", "Ukrainians", "Sumy")),
    (("Israel", "Israeli", "Israelis", "Ashdod"), ("Lebanon", "Lebanese", "Lebanese", "Tyre")),
    (("India", "Indian", "Indians", "Jammu"), ("Pakistan", "Pakistani", "Pakistanis", "Sialkot")),
    (
        ("Armenia", "Armenian", "Armenians", "Goris"),
        ("Azerbaijan", "Azerbaijani", "Azerbaijanis", "Ganja"),
    ),
    (
        ("Serbia", "Serbian", "Serbs", "Novi Sad"),
        ("Croatia", "Croatian", "Croats", "Slavonski Brod"),
    ),
    (("Iran", "Iranian", "Iranians", "Abadan"), ("Iraq", "Iraqi", "Iraqis", "Basra")),
    (("Turkey", "Turkish", "Turks", "Gaziantep"), ("Syria", "Syrian", "Syrians", "Aleppo")),
    (
        ("Ethiopia", "Ethiopian", "Ethiopians", "Mekele"),
        ("Eritrea", "Eritrean", "Eritreans", "Asmara"),
    ),
    (("Kenya", "Kenyan", "Kenyans", "Garissa"), ("Somalia", "Somali", "Somalis", "Kismayo")),
    (
        ("Colombia", "Colombian", "Colombians", "Cucuta"),
        ("Venezuela", "Venezuelan", "Venezuelans", "Merida"),
    ),
    (("Peru", "Peruvian", "Peruvians", "Tumbes"), ("Ecuador", "Ecuadorian", "Ecuadorians", "Loja")),
    (("Sudan", "Sudanese", "Sudanese", "Kassala"), ("Chad", "Chadian", "Chadians", "Abeche")),
    (
        ("Varnia", "Varnian", "Varnians", "Ostrava"),
        ("Ostrelia", "Ostrelian", "Ostrelians", "Velden"),
    ),
)
_FORCES = (
    ("Harbour Guard", "Valley Front"),
    ("Northern Brigade", "Southern Brigade"),
    ("Qassam Brigades", "Golani Brigade"),
    ("Taliban", "Janjaweed"),
    ("River League", "Mountain Union"),
    ("Liberation Army", "National Guard"),
    ("People's Front", "Workers' Party"),
    ("Wagner Group", "Azov Brigade"),
    ("Free Coast Movement", "Eastern Border Council"),
)
_FIRSTS = (
    ("Omar", "Leila"),
    ("Ivan", "Elena"),
    ("Daniel", "Sarah"),
    ("Viktor", "Olga"),
    ("Hassan", "Amina"),
    ("Carlos", "Maria"),
    ("Peter", "Susan"),
    ("Andrej", "Jelena"),
    ("Rajesh", "Priya"),
    ("Yusuf", "Fatima"),
    ("Thomas", "Helen"),
    ("Pavel", "Irina"),
)
_LASTS = (
    "Lindqvist", "Haddad", "Petrov", "Kovar", "Mendes", "Okafor", "Sharma", "Novak", "Rahimi",
    "Castillo", "Demir", "Aziz", "Bauer", "Tadesse", "Moreno", "Sokolov", "Karim", "Fischer",
)  # fmt: skip
_PAPERS = (
    "Quay Post", "Velden Times", "Harbour Gazette", "Coast Herald", "Northern Courier",
    "Daily Beacon", "River Tribune", "Morning Star", "Evening Ledger", "Hill Observer",
)  # fmt: skip


def cast(number: int) -> Cast:
    """The cast of report ``number``, always the same one."""
    rng = random.Random(f"cast {number}")
    countries = list(rng.choice(_COUNTRIES))
    forces = list(rng.choice(_FORCES))
    rng.shuffle(countries)
    rng.shuffle(forces)
    firsts, lasts = rng.sample(_FIRSTS, 5), rng.sample(_LASTS, 5)
    people = [
        Person(first, last, rng.random() < 0.5) for first, last in zip(firsts, lasts, strict=True)
    ]
    sides = [
        Side(*country, force, people[2 * at], people[2 * at + 1])
        for at, (country, force) in enumerate(zip(countries, forces, strict=True))
    ]
    outlet, paper = rng.sample(_PAPERS, 2)
    return Cast(sides[0], sides[1], outlet, paper, people[4])


@dataclass(frozen=True, slots=True)
class Written:
    """A report, and for each character and the end of its text where it lies in the template: the
    same number for the same place of all reports of one template."""

    report: Report
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text as one of the template."""
        return self.places[start], self.places[end]


def template(number: int) -> tuple[str, str]:
    """Headline and body of report ``number``, with slots."""
    rng = random.Random(f"template {number}")
    middles = rng.sample(MIDDLES, rng.randint(3, 6))
    paragraphs = [rng.choice(LEADS), *middles, rng.choice(CLOSINGS)]
    body = "\n\n".join(_chosen(each, rng) for each in paragraphs)
    return _chosen(rng.choice(HEADLINES), rng), _introduced(body)


def _introduced(body: str) -> str:
    """``body`` with everybody's first name where they are named first."""
    for who in ("a.leader", "a.speaker", "b.leader", "b.speaker"):
        full, last = f"{{{who}.first}} {{{who}.last}}", f"{{{who}.last}}"
        if not body[: body.find(last)].endswith(f"{{{who}.first}} "):
            body = body.replace(last, full, 1)
    return body


def _chosen(text: str, rng: random.Random) -> str:
    """``text`` with one of each ``[this|that]``."""
    while (start := text.find("[")) >= 0:
        end = text.index("]", start)
        text = text[:start] + rng.choice(text[start + 1 : end].split("|")) + text[end + 1 :]
    return text


def written(headline: str, body: str, who: Cast) -> Written:
    """A template with a cast."""
    title = "".join(words for words, _ in _filled(headline, who))
    pieces = _filled(published_text(headline, body), who)
    return of_pieces(pieces, outlet=who.outlet, published=date(2024, 3, 13), title=title)


def of_pieces(pieces: Iterable[tuple[str, bool]], **about: Any) -> Written:
    """A report of pieces of text, each with whether it is a name that is exchanged."""
    text, places, at = [], [], 0
    for words, is_name in pieces:
        text.append(words)
        if not is_name:
            places += range(at, at + len(words))
            at += len(words)
        else:  # a name begins, goes on and ends, however long it is
            places += [at] + [at + 1] * (len(words) - 1)
            at += 2
    return Written(Report("".join(text), language="en", **about), (*places, at))


def _filled(text: str, who: Cast) -> Iterator[tuple[str, bool]]:
    """Pieces of ``text`` and whether each is a name; names of several words come word by word."""
    for literal, slot, _, _ in string.Formatter().parse(text):
        if literal:
            yield literal, False
        if slot:
            for number, word in enumerate(who.word(slot).split(" ")):
                if number:
                    yield " ", False
                yield word, True


def pair(number: int, what: Exchange) -> tuple[Written, Written]:
    """Report ``number`` as it is, and with names exchanged."""
    headline, body = template(number)
    who = cast(number)
    return written(headline, body, who), written(headline, body, who.exchanged(what))
