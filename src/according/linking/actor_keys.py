"""What an actor of a report is looked up by in others.

Each actor has one key of its own, by its fullest name or by the list of other names, so that no
report can put two bodies together by naming both. Shorter ways of naming it are *offered*:
"George Bush", "SNC", "President Rossi". An actor that is named no better *seeks* such a form, and
gets whom it means only where one alone offers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.linking.aliases import Aliases, Listed
from according.linking.offices import Office, countries_in, country_named, office_in
from according.linking.spelling import (
    acronym,
    bare,
    body_words,
    folded,
    name_words,
    plain,
    singular,
    transliterated,
)
from according.model import ActorKind

SAME = "same name"
SPELLING = "transliteration"
LISTED = "listed alias"
DEFINED = "defined acronym"
SHORT = "short form that one actor of the collection has"
SHORTER = "shorter name that one person of the collection has"
SURNAME = "surname with an office, of one person of the collection"
UNKNOWN_KIND = "same name, its kind told in another report"
OFFICE = "office and country"
GOVERNMENT = "government of the same country"
CAPITAL = "country or capital named for its government"
ALONE = "no name that tells it from others"
APART = "kept apart"


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor of one report as linking needs it.

    ``name`` is the fullest name that the report gives, ``names`` the quotes of all its names,
    ``acronyms`` are (acronym, full name) as the report itself defines them, ``offices`` words of
    the report that give an office: "President", "the Russian foreign minister".
    """

    report_id: str
    actor_id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    acronyms: tuple[tuple[str, str], ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyed:
    """An actor with what it is looked up by: ``path`` are (key, reason) in the order in which
    they are tried, the last its own; ``offers`` are shorter forms that may mean it."""

    actor_id: str
    path: tuple[tuple[str, str], ...]
    offers: frozenset[str] = frozenset()

    @property
    def own(self) -> str:
        """Its own key."""
        return self.path[-1][0]


def keyed(actor: NamedActor, aliases: Aliases) -> Keyed:
    """``actor`` with its keys and offers."""
    entry = _entry(actor, aliases)
    if entry is not None:
        return Keyed(actor.actor_id, ((entry.key, LISTED),), _listed_offers(actor, entry))
    state = _government(actor)
    if state is not None:
        return Keyed(actor.actor_id, (state,))
    letters = acronym(actor.name)
    if letters is not None and actor.kind is not ActorKind.PERSON:
        return _seeking(actor, (f"short:{letters}", DEFINED))
    if actor.kind is ActorKind.PERSON:
        return _person(actor)
    if actor.kind is ActorKind.UNKNOWN:
        return _unknown(actor)
    return _body(actor, aliases)


def keys(actor: NamedActor, aliases: Aliases) -> dict[str, str]:
    """The keys of ``actor`` in the order in which they are tried, each with its reason."""
    return dict(keyed(actor, aliases).path)


def alone(actor_id: str, reason: str = ALONE) -> tuple[str, str]:
    """The key of an actor that nobody shares."""
    return f"alone:{actor_id}", reason


def _seeking(actor: NamedActor, *sought: tuple[str, str]) -> Keyed:
    return Keyed(actor.actor_id, (*sought, alone(actor.actor_id)))


def _entry(actor: NamedActor, aliases: Aliases) -> Listed | None:
    """The entry of the list that an actor is, None where its names fit several.

    A further name counts only if the fullest has a word in common with the entry: a report may
    define letters of its own that stand in the list for somebody else.
    """
    entry = aliases.find(actor.name)
    if entry is not None:
        return entry if _may_be(actor, actor.name, entry) else None
    found = {
        each.key: each
        for name in actor.names
        if (each := aliases.find(name)) is not None and _may_be(actor, name, each)
    }
    if len(found) != 1:
        return None
    (entry,) = found.values()
    return entry if _akin(actor.name, entry) else None


def _may_be(actor: NamedActor, name: str, entry: Listed) -> bool:
    """Whether kinds agree; one word alone may be a person's name as well as a listed body's."""
    if actor.kind is not ActorKind.PERSON or entry.kind in (ActorKind.PERSON, ActorKind.UNKNOWN):
        return True
    return acronym(name) is not None or len(plain(name)) > 1


def _akin(name: str, entry: Listed) -> bool:
    words = set(_telling(name))
    return any(words & set(_telling(each)) for each in entry.names)


def _telling(name: str) -> tuple[str, ...]:
    """The words of a body's name that tell it from others."""
    few = _bare_words()
    return tuple(word for word in body_words(name) if word not in few)


@cache
def _bare_words() -> frozenset[str]:
    return frozenset(folded(tuple(map(singular, name_words().bare))))


def _unknown_key(words: tuple[str, ...]) -> str:
    """What an actor of unknown kind seeks; one word alone is nobody's own name."""
    return f"{'unknown' if len(words) > 1 else 'word'}:{' '.join(words)}"


def _listed_offers(actor: NamedActor, entry: Listed) -> frozenset[str]:
    named = (_unknown_key(_person_words(name)) for name in actor.names)
    shorts = (_short_key(each) for each in (*entry.short, *_defined(actor)))
    return frozenset((*named, *shorts))


def _short_key(name: str) -> str:
    return f"short:{acronym(name) or ' '.join(body_words(name))}"


def _defined(actor: NamedActor) -> tuple[str, ...]:
    return tuple(letters for letters, _ in actor.acronyms)


def _government(actor: NamedActor) -> tuple[str, str] | None:
    if actor.kind is ActorKind.GOVERNMENT:
        named = countries_in(actor.name)
        if len(named) == 1:
            (country,) = named
            short = country_named(actor.name) is not None
            return f"government:{country}", CAPITAL if short else GOVERNMENT
    if actor.kind is ActorKind.PLACE:
        of = country_named(actor.name)
        return (f"government:{of}", CAPITAL) if of else alone(actor.actor_id)
    return None


def _same(name: str) -> str:
    return SPELLING if transliterated(name) else SAME


def _body(actor: NamedActor, aliases: Aliases) -> Keyed:
    words = body_words(actor.name)
    if not words or not _telling(actor.name):
        short = len(words) == 1 and aliases.is_short(actor.name)
        return _seeking(actor, *(((_short_key(actor.name), SHORT),) if short else ()))
    own = (f"body:{' '.join(words)}", _same(actor.name))
    offers = {_unknown_key(_person_words(actor.name)), *map(_short_key, _defined(actor))}
    if len(words) > 1:
        offers.add(_short_key(_head(actor.name)))
    return Keyed(actor.actor_id, (own,), frozenset(offers))


def _head(name: str) -> str:
    """The last word before "of", "for", "in": the observatory of an observatory for something."""
    words = plain(name)
    for at, word in enumerate(words):
        if at and word in name_words().connectors and word != "and":
            return words[at - 1]
    return words[-1]


def _person_words(name: str) -> tuple[str, ...]:
    """First name, initials of those between, surname (with its particle) and suffix."""
    lists = name_words()
    words = [word for word in bare(plain(name)) if word not in lists.honorifics]
    suffix = [word for word in words[2:] if word in lists.suffixes]
    words = [word for word in words if word not in suffix]
    if len(words) < 2:
        return folded(tuple(words))
    last = len(words) - 1
    while last > 1 and words[last - 1] in lists.particles:
        last -= 1
    middle = (word[0] for word in words[1:last])
    return (*folded((words[0],)), *middle, *folded((*words[last:], *suffix)))


def _surname(words: tuple[str, ...]) -> tuple[str, ...]:
    """The surname within what `_person_words` gives; none where a suffix tells namesakes apart."""
    if words[-1] in name_words().suffixes:
        return ()
    start = len(words) - 1
    while start > 1 and words[start - 1] in folded(tuple(name_words().particles)):
        start -= 1
    return words[start:]


def _person(actor: NamedActor) -> Keyed:
    offices = [office for each in actor.offices if (office := office_in(each)) is not None]
    words = _person_words(actor.name)
    if not actor.names:
        sole = _sole(offices)
        return Keyed(actor.actor_id, ((sole, OFFICE),)) if sole else _seeking(actor)
    if len(words) < 2 or (len(words) == 2 and words[0] in name_words().particles):
        called = _called(words, offices) if words else ()
        return _seeking(actor, *((key, SURNAME) for key in called))
    surname = _surname(words)
    shorter = _shorter(words, surname)
    offers = {f"person:{' '.join(each)}" for each in shorter}
    offers |= {_unknown_key(each) for each in (words, *shorter)}
    if surname:
        offers |= {*_called(surname, offices), f"called:{' '.join(surname)}"}
    if (sole := _sole(offices)) is not None:
        offers.add(sole)
    return Keyed(
        actor.actor_id, ((f"person:{' '.join(words)}", _same(actor.name)),), frozenset(offers)
    )


_MIDDLE = 5
"""Names between first name and surname, at most; what has more is no person's."""


def _shorter(words: tuple[str, ...], surname: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The name with fewer of its middle ones, the last left out first: no later one alone."""
    middle = words[1 : len(words) - len(surname)] if surname else ()
    if len(middle) > _MIDDLE:
        return []
    return [(words[0], *middle[:count], *surname) for count in range(len(middle))]


def _called(surname: tuple[str, ...], offices: list[Office]) -> tuple[str, ...]:
    """What somebody with an office is called: by office and surname, by surname; none without."""
    name = " ".join(surname)
    with_office = sorted({f"called:{office.title} {name}" for office in offices})
    return (*with_office, f"called:{name}") if with_office else ()


def _sole(offices: list[Office]) -> str | None:
    """The office that one person alone holds, if a report gives one such and not two."""
    held = {(each.title, each.country) for each in offices if each.sole and each.country}
    if len(held) != 1:
        return None
    ((title, country),) = held
    return f"office:{title} of {country}"


def _unknown(actor: NamedActor) -> Keyed:
    """A name of which the reader cannot tell what it names: one word alone may be a surname."""
    words = _person_words(actor.name)
    key = _unknown_key(words)
    if len(words) > 1 and _telling(actor.name):
        return Keyed(
            actor.actor_id, ((key, _same(actor.name)),), frozenset(map(_short_key, _defined(actor)))
        )
    return _seeking(actor, (key, UNKNOWN_KIND)) if words else _seeking(actor)
