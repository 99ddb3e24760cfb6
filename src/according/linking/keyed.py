"""An actor of a report, and what it is looked up by in others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from according.model import ActorKind

SAME = "same name"
OWNED_BODY = "same name and country"
SPELLING = "transliteration"
LISTED = "listed alias"
DEFINED = "defined acronym"
LETTERS = "same acronym, which no report of the collection defines otherwise"
SHORT = "short form that one actor of the collection has"
FAMILIAR = "same name but for a familiar form of the first"
SHORTER = "shorter name that one person of the collection has"
POSSESSIVE = "possessive that lost its apostrophe"
SURNAME = "surname with the same office, of one person of the collection"
STORY = "surname of one person in reports of the same story"
ALIKE = "same name in reports of the same story"
OTHER_KIND = "same name in reports of the same story, read there as a person's"
UNKNOWN_KIND = "same name, its kind told in another report"
OFFICE = "office and country"
GOVERNMENT = "government of the same country"
CAPITAL = "country or capital named for its government"
HOME = "government of the country that the report is mostly about"
ALONE = "no name that tells it from others"


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor of one report as linking needs it.

    ``name`` is the fullest name that the report gives, ``names`` the quotes of all its names,
    ``acronyms`` are (acronym, full name) as the report itself defines them, ``offices`` words of
    the report that give an office: "President", "the Russian foreign minister". ``day`` is the
    report's, ``home`` the country that it is mostly about. ``damaged``: no possessive of its text
    has an apostrophe, so that an "s" at the end of a name may be one's. ``owner`` is the country
    that the word before a body's name gives it: "China's Foreign Ministry".
    """

    report_id: str
    actor_id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    acronyms: tuple[tuple[str, str], ...] = ()
    offices: tuple[str, ...] = ()
    day: date | None = None
    home: str | None = None
    damaged: bool = False
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """An actor with what it is looked up by: ``path`` are (key, reason) in the order in which
    they are tried, the last its own; ``offers`` are shorter forms that may mean it."""

    actor_id: str
    report_id: str
    path: tuple[tuple[str, str], ...]
    offers: frozenset[str] = frozenset()

    @property
    def own(self) -> str:
        """Its own key."""
        return self.path[-1][0]

    @property
    def sought(self) -> tuple[str, ...]:
        """The keys of its path."""
        return tuple(key for key, _ in self.path)


# What keys begin with. Forms are nobody's own: who has no other name is alone.

BODY, PERSON, UNKNOWN, LISTING = "body:", "person:", "unknown:", "listed:"
STATE, OFFICE_OF, LONE, LETTERS_OF = "government:", "office:", "alone:", "letters:"
OWNED = "owned:"
SHORT_FORM, WORD, CALLED = "short:", "word:", "called:"
FORMS = (SHORT_FORM, WORD, CALLED)
IN_STORY, IN_STORY_ALIKE = "story:", "alike:"
STORIED = (IN_STORY, IN_STORY_ALIKE)
"""Forms that count only among reports of one story."""


def alone(actor: NamedActor) -> tuple[str, str]:
    """The key of an actor that nobody shares."""
    return lone(actor.actor_id), ALONE


def lone(actor_id: str) -> str:
    """The key that an actor has who is joined with nobody."""
    return f"{LONE}{actor_id}"


def seeking(actor: NamedActor, *sought: tuple[str, str]) -> Keyed:
    """An actor without a name of its own, who seeks whom ``sought`` means."""
    return Keyed(actor.actor_id, actor.report_id, (*sought, alone(actor)))


YEARS = 1
"""Years before and after a report for which an office that it gives somebody counts."""


def in_year(key: str, day: date | None) -> str:
    """What somebody seeks who is named by an office alone: its holder at the time."""
    return f"{key} @{day.year}" if day else key


def in_years(key: str, day: date | None) -> Iterator[str]:
    """What somebody offers whose office is told: it counts about that time."""
    yield key
    if day is not None:
        yield from (f"{key} @{year}" for year in range(day.year - YEARS, day.year + YEARS + 1))
