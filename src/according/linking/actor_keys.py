"""What an actor of a report is looked up by in others.

Each actor has one key of its own, by its fullest name or by the list of other names, so that no
report can put two bodies together by naming both. Shorter ways of naming it are *offered*:
"George Bush", "SNC", "President Rossi". An actor that is named no better *seeks* such a form, and
gets whom it means only where one alone offers it.
"""

from __future__ import annotations

from functools import cache

from according.linking.aliases import Aliases, Listed
from according.linking.keyed import (
    ALIKE,
    BODY,
    CAPITAL,
    DEFINED,
    GOVERNMENT,
    HOME,
    IN_STORY_ALIKE,
    LETTERS,
    LETTERS_OF,
    LISTED,
    OWNED_BODY,
    SAME,
    SHORT,
    SHORT_FORM,
    SPELLING,
    STATE,
    UNKNOWN_KIND,
    Keyed,
    NamedActor,
    alone,
    seeking,
)
from according.linking.offices import (
    beside_countries,
    countries_in,
    country_named,
    split_owner,
)
from according.linking.person_keys import (
    alike_keys,
    is_surname,
    person,
    person_words,
    story_keys,
    unknown_key,
    whole_name_keys,
)
from according.linking.spelling import (
    acronym,
    body_words,
    folded,
    name_words,
    plain,
    singular,
    transliterated,
)
from according.model import ActorKind


def keyed(actor: NamedActor, aliases: Aliases) -> Keyed:
    """``actor`` with its keys and offers."""
    entry = _entry(actor, aliases)
    if entry is not None:
        path = ((entry.key, LISTED),)
        return Keyed(actor.actor_id, actor.report_id, path, _listed_offers(actor, entry))
    if actor.kind in (ActorKind.GOVERNMENT, ActorKind.PLACE):
        state = _government(actor)
        if state is not None:
            return Keyed(actor.actor_id, actor.report_id, (state,))
    letters = acronym(actor.name)
    if letters is not None and actor.kind is not ActorKind.PERSON:
        return _acronym(actor, letters)
    if actor.kind is ActorKind.PERSON:
        return person(actor)
    if actor.kind is ActorKind.UNKNOWN:
        return _unknown(actor, aliases)
    return _body(actor, aliases)


# ---- the list of other names


def _entry(actor: NamedActor, aliases: Aliases) -> Listed | None:
    """The entry of the list that an actor is, None where its names fit several.

    A further name counts only if the fullest has a word in common with the entry: a report may
    define letters of its own that stand in the list for somebody else.
    """
    entry = aliases.find(actor.name)
    if entry is not None:
        return entry if _may_be(actor, entry) else None
    found = {
        each.key: each
        for name in actor.names
        if (each := aliases.find(name)) is not None and _may_be(actor, each)
    }
    if len(found) == 1:
        (entry,) = found.values()
        return entry if _akin(actor.name, entry) else None
    return aliases.made_of(actor.name) if actor.kind is not ActorKind.PERSON else None


def _may_be(actor: NamedActor, entry: Listed) -> bool:
    """Whether kinds agree. A rare body's name is often read as a person's; but one word with an
    office is a surname."""
    if actor.kind is not ActorKind.PERSON or entry.kind in (ActorKind.PERSON, ActorKind.UNKNOWN):
        return True
    return len(plain(actor.name)) > 1 or acronym(actor.name) is not None or not actor.offices


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


def _listed_offers(actor: NamedActor, entry: Listed) -> frozenset[str]:
    telling = [name for name in actor.names if _telling(name)]
    named = {unknown_key(person_words(name)) for name in telling}
    for short in (*entry.short, *_defined(actor)):
        named |= _short_keys(short)
    return frozenset(named | _alike_offers(actor))


def _short_keys(name: str) -> set[str]:
    """The keys by which a short form or acronym is sought."""
    letters = acronym(name)
    if letters is None:
        return {f"{SHORT_FORM}{' '.join(body_words(name))}"}
    # Letters are theirs who have no other name only as long as nobody defines them.
    return {f"{SHORT_FORM}{letters}", f"{LETTERS_OF}{letters}"}


def _defined(actor: NamedActor) -> tuple[str, ...]:
    return tuple(letters for letters, _ in actor.acronyms)


# ---- governments, letters, bodies


def _government(actor: NamedActor) -> tuple[str, str] | None:
    named = countries_in(actor.name)
    short = country_named(actor.name)
    if actor.kind is ActorKind.PLACE:
        return (f"{STATE}{short}", CAPITAL) if short else alone(actor)
    # "The Sarovian government and its allies" are not the government.
    if len(named) == 1 and "and" not in beside_countries(actor.name):
        (country,) = named
        return f"{STATE}{country}", CAPITAL if short else GOVERNMENT
    if not set(body_words(actor.name)) - _government_words():
        return (f"{STATE}{actor.home}", HOME) if actor.home else alone(actor)
    return None


@cache
def _government_words() -> frozenset[str]:
    return frozenset(folded(tuple(map(singular, name_words().governments))))


def _acronym(actor: NamedActor, letters: str) -> Keyed:
    sought = (f"{SHORT_FORM}{letters}", DEFINED)
    if len(letters) < 3 or letters.lower() in name_words().things:
        return seeking(actor, sought)
    own = (f"{LETTERS_OF}{letters}", LETTERS)
    return Keyed(actor.actor_id, actor.report_id, (sought, own))


def _of_country(actor: NamedActor) -> tuple[str, str] | None:
    """The key of a body whose name is a country's with words that many bodies have, and why:
    "Russia's Defense Ministry" is the Russian Ministry of Defence."""
    country, rest = split_owner(actor.name)
    country = country or actor.owner
    if country is None or not rest or _telling(rest):
        return None
    words = body_words(rest)
    if set(words) <= _government_words():
        return f"{STATE}{country}", GOVERNMENT
    return f"{BODY}{' '.join(sorted(words))} of {country}", OWNED_BODY


def _body(actor: NamedActor, aliases: Aliases) -> Keyed:
    words = body_words(actor.name)
    if (own := _of_country(actor)) is not None:
        offers = {short for letters in _defined(actor) for short in _short_keys(letters)}
        path = (*_short_of(actor, aliases), own)
        return Keyed(actor.actor_id, actor.report_id, path, frozenset(offers))
    if not words or not _telling(actor.name):
        return _bare_body(actor, words, aliases)
    own = (f"{BODY}{' '.join(words)}", SPELLING if transliterated(actor.name) else SAME)
    offers = {unknown_key(person_words(actor.name)), *_alike_offers(actor)}
    for letters in _defined(actor):
        offers |= _short_keys(letters)
    # "Syrian Observatory for Human Rights Ana Petrova" is two names that a lost comma made one.
    if len(words) > 1 and not aliases.within(actor.name):
        offers |= _short_keys(_head(actor.name))
    path = (*_as_person(actor), own)
    return Keyed(actor.actor_id, actor.report_id, path, frozenset(offers))


def _as_person(actor: NamedActor) -> tuple[tuple[str, str], ...]:
    """What a body seeks whose name has no word of bodies in it."""
    if actor.kind is not ActorKind.ORGANISATION or len(_telling(actor.name)) < len(
        body_words(actor.name)
    ):
        return ()
    return whole_name_keys(actor.name)


def _bare_body(actor: NamedActor, words: tuple[str, ...], aliases: Aliases) -> Keyed:
    """A name of words that many bodies have: "Health Ministry"; one alone tells nothing."""
    sought = [*_short_of(actor, aliases)]
    if len(words) > 1:
        sought.append((f"{IN_STORY_ALIKE}{' '.join(words)}", ALIKE))
    return seeking(actor, *sought)


def _short_of(actor: NamedActor, aliases: Aliases) -> tuple[tuple[str, str], ...]:
    """What a name seeks that the list has as a short form."""
    if not aliases.is_short(actor.name):
        return ()
    return ((f"{SHORT_FORM}{' '.join(body_words(actor.name))}", SHORT),)


def _alike_offers(actor: NamedActor) -> set[str]:
    """By what a body of one word is known to who was read as somebody of that name."""
    words = person_words(actor.name)
    return {key for key, _ in alike_keys(words)} if _telling(actor.name) else set()


def _head(name: str) -> str:
    """The last word before "of", "for", "in": the observatory of an observatory for something."""
    words = plain(name)
    for at, word in enumerate(words):
        if at and word in name_words().connectors and word != "and":
            return words[at - 1]
    return words[-1]


def _unknown(actor: NamedActor, aliases: Aliases) -> Keyed:
    """A name of which the reader cannot tell what it names: one word alone may be a surname."""
    words = person_words(actor.name)
    if not words or _of_country(actor) is not None:
        return _body(actor, aliases)
    if len(words) > 1 and _telling(actor.name):
        own = (unknown_key(words), SPELLING if transliterated(actor.name) else SAME)
        offers = {key for letters in _defined(actor) for key in _short_keys(letters)}
        return Keyed(actor.actor_id, actor.report_id, (own,), frozenset(offers))
    if not _telling(actor.name):
        return _bare_body(actor, body_words(actor.name), aliases)
    sought = [(unknown_key(words), UNKNOWN_KIND)]
    if is_surname(words):
        sought += story_keys(words, damaged=actor.damaged)
    return seeking(actor, *sought)
