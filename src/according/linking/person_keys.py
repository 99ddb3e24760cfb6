"""What a person is looked up by: the full name, or an office and who holds it.

A surname alone is nobody's: with an office it means who is called so by the same office at that
time, without one only who bears it in reports of the same story.
"""

from __future__ import annotations

from functools import cache

from according.linking.keyed import (
    ALIKE,
    CALLED,
    FAMILIAR,
    IN_STORY,
    IN_STORY_ALIKE,
    OFFICE,
    OFFICE_OF,
    OTHER_KIND,
    OWNED,
    PERSON,
    POSSESSIVE,
    SAME,
    SPELLING,
    STORY,
    SURNAME,
    UNKNOWN,
    WORD,
    Keyed,
    NamedActor,
    in_year,
    in_years,
    seeking,
)
from according.linking.offices import Office, is_country_owned, office_in
from according.linking.spelling import bare, folded, name_words, plain, transliterated

_MIDDLE = 5
"""Names between first name and surname, at most; what has more is no person's."""

_NAMES = 3
"""Words of what may be a person's name though it was read as a body's."""

Words = tuple[str, ...]


def person(actor: NamedActor) -> Keyed:
    """A person with keys and offers."""
    offices = [office for each in actor.offices if (office := office_in(each)) is not None]
    if not actor.names:
        sole = _sole(offices)
        return _held(actor, sole) if sole else seeking(actor)
    words = person_words(actor.name)
    if is_surname(words):
        return _surname_only(actor, words, offices)
    whole = _without_s(words) if actor.damaged else ()
    offers = _offers(actor, whole or words, offices)
    if whole:
        own = (f"{OWNED}{' '.join(whole)}", POSSESSIVE)
    else:
        own = (f"{PERSON}{' '.join(words)}", _same(actor.name))
        # What lost its apostrophe in another report: "Rossis" is Rossi's there, or of Rossis.
        offers |= {f"{OWNED}{' '.join(each)}" for each in (words, _without_s(words)) if each}
    return Keyed(actor.actor_id, actor.report_id, (own,), frozenset(offers))


def _same(name: str) -> str:
    first = next(iter(plain(name)), "")
    if name_words().familiar.get(first, first) != first:
        return FAMILIAR
    return SPELLING if transliterated(name) else SAME


def person_words(name: str) -> Words:
    """First name, initials of those between, surname (with its particle) and suffix; without titles
    and what stands before it as its owner, "Sarovias Ana Petrova"."""
    lists = name_words()
    words = [word for word in bare(plain(name)) if word not in lists.honorifics]
    while len(words) > 2 and (words[0] in lists.titles or is_country_owned(words[0])):
        words = words[1:]
    suffix = [word for word in words[2:] if word in lists.suffixes]
    words = [word for word in words if word not in suffix]
    if len(words) < 2:
        return folded(tuple(words))
    last = len(words) - 1
    while last > 1 and words[last - 1] in lists.particles:
        last -= 1
    middle = (word[0] for word in words[1:last])
    first = lists.familiar.get(words[0], words[0])
    return (*folded((first,)), *middle, *folded((*words[last:], *suffix)))


def is_surname(words: Words) -> bool:
    """Whether what `person_words` gives is a surname alone."""
    return len(words) < 2 or (len(words) == 2 and words[0] in name_words().particles)


def unknown_key(words: Words) -> str:
    """What an actor of unknown kind seeks; one word alone is nobody's own name."""
    return f"{UNKNOWN if len(words) > 1 else WORD}{' '.join(words)}"


def alike_keys(words: Words) -> tuple[tuple[str, str], ...]:
    """What a name of one word seeks among reports of one story, unless it is a given name that
    many have."""
    if len(words) != 1 or words[0] in _given():
        return ()
    return ((f"{IN_STORY_ALIKE}{words[0]}", ALIKE),)


@cache
def _given() -> frozenset[str]:
    lists = name_words()
    return frozenset(folded((*lists.given, *lists.familiar)))


def story_keys(words: Words, *, damaged: bool) -> tuple[tuple[str, str], ...]:
    """What a surname alone seeks among reports of one story."""
    found = [(f"{IN_STORY}{' '.join(words)}", STORY)]
    if damaged and (whole := _without_s(words)):
        found.append((f"{IN_STORY}{' '.join(whole)}", STORY))
    return tuple(found)


def whole_name_keys(name: str) -> tuple[tuple[str, str], ...]:
    """What seeks among reports of one story who was read as a body, but may be a person."""
    words = person_words(name)
    if is_surname(words) or len(plain(name)) > _NAMES:
        return ()
    return ((f"{IN_STORY}{' '.join(words)}", OTHER_KIND),)


def _surname_only(actor: NamedActor, words: Words, offices: list[Office]) -> Keyed:
    if not words:
        return seeking(actor)
    whole = _without_s(words) if actor.damaged else ()
    names = [words, whole] if whole else [words]
    called = sorted({_called(office, name) for office in offices for name in names})
    return seeking(
        actor,
        *((in_year(key, actor.day), SURNAME) for key in called),
        *story_keys(words, damaged=actor.damaged),
        *(() if offices else alike_keys(words)),
    )


def _held(actor: NamedActor, office: str) -> Keyed:
    """Somebody who is named by an office alone."""
    return Keyed(actor.actor_id, actor.report_id, ((in_year(office, actor.day), OFFICE),))


def _without_s(words: Words) -> Words:
    """A name without an "s" at its end; nothing if it has none."""
    last = words[-1]
    return (*words[:-1], last[:-1]) if len(last) > 3 and last.endswith("s") else ()


def _offers(actor: NamedActor, words: Words, offices: list[Office]) -> set[str]:
    surname = _surname(words)
    shorter = _shorter(words, surname)
    offers = {f"{PERSON}{' '.join(each)}" for each in shorter}
    offers |= {unknown_key(each) for each in (words, *shorter)}
    offers.add(f"{IN_STORY}{' '.join(words)}")
    if surname:
        offers.add(f"{IN_STORY}{' '.join(surname)}")
        called = (_called(office, surname) for office in offices)
        offers |= {key for each in called for key in in_years(each, actor.day)}
    if (sole := _sole(offices)) is not None:
        offers |= set(in_years(sole, actor.day))
    return offers


def _surname(words: Words) -> Words:
    """The surname within what `person_words` gives; none where a suffix tells namesakes apart."""
    if words[-1] in name_words().suffixes:
        return ()
    start = len(words) - 1
    while start > 1 and words[start - 1] in folded(tuple(name_words().particles)):
        start -= 1
    return words[start:]


def _shorter(words: Words, surname: Words) -> list[Words]:
    """The name with fewer of its middle ones, the last left out first: no later one alone."""
    middle = words[1 : len(words) - len(surname)] if surname else ()
    if len(middle) > _MIDDLE:
        return []
    return [(words[0], *middle[:count], *surname) for count in range(len(middle))]


def _called(office: Office, surname: Words) -> str:
    return f"{CALLED}{office.title} {' '.join(surname)}"


def _sole(offices: list[Office]) -> str | None:
    """The office that one person alone holds, if a report gives one such and not two."""
    held = {(each.title, each.country) for each in offices if each.sole and each.country}
    if len(held) != 1:
        return None
    ((title, country),) = held
    return f"{OFFICE_OF}{title} of {country}"
