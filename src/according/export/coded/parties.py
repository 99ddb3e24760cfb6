"""Who did it and to whom, as far as it is told: names, why they are one, and what sort they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from according.export.accord import namings
from according.export.coded.classes import Class, class_of
from according.export.coded.countries import Country, country_in
from according.export.coded.holding import decided_by, origins_of
from according.happening import Happening
from according.model import BlameCertainty, Evidence, FigureKind, MentionForm, Role
from according.weighing import Held, Told, held_by
from according.weighing.told import role_id

RULE = (
    "first whom most independent origins name, then who is said to have done it as a fact before "
    "who is accused or suspected, then who is named first"
)

_SURENESS = (
    BlameCertainty.ASSERTED,
    BlameCertainty.CLAIMED,
    BlameCertainty.ACCUSED,
    BlameCertainty.POSSIBLE,
    BlameCertainty.DENIED,
)


_SORT = "sort: "


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who has part in an event.

    ``key`` is the same for all words that are taken to mean them. ``name`` is what most origins
    call them, without loaded words; None where only loaded words name them. ``called`` has all
    words for them by outlet, ``joined`` why these are taken for one. ``kind`` is the sort of party
    that the words in ``kind_words`` tell, ``country`` the country that their name tells.
    ``certainty`` is how it is said that they did it, none for those whom it was done to.
    """

    key: str
    name: str | None
    called: Mapping[str, Sequence[str]] = field(hash=False)
    joined: tuple[str, ...]
    kind: Class | None
    kind_words: str | None
    country: Country | None
    certainty: tuple[BlameCertainty, ...]
    held: tuple[Held, ...]

    @property
    def by(self) -> str:
        """``person`` or ``machine``."""
        return decided_by(self.held)

    @property
    def is_sort(self) -> bool:
        """Whether only the sort of people is told ("gunmen", "women"), and nobody is named."""
        return self.key.startswith(_SORT)

    @property
    def denied(self) -> bool:
        """Whether nobody says that they did it, and somebody that they did not."""
        return bool(self.certainty) and set(self.certainty) == {BlameCertainty.DENIED}


@dataclass(frozen=True, slots=True)
class _Named:
    """One report's words for somebody. ``who`` is the actor's id there."""

    told: Told
    key: str
    who: str | None
    words: Evidence
    held: Held
    certainty: BlameCertainty | None = None


def actors(found: Happening, type_: str | None) -> tuple[Party, ...]:
    """Who did it, by `RULE`: those who are blamed; where nobody is, who has the actor's part in
    what is of the event's type. Those of whom it is only denied come last."""
    named = list(_blamed(found)) or list(_fillers(found, Role.ACTOR, type_))
    return _parties(found, named)


def recipients(found: Happening, type_: str | None) -> tuple[Party, ...]:
    """To whom it was done, by `RULE`; and sorts of people that its killed and wounded are counted
    by ("women", "soldiers")."""
    return _parties(found, [*_fillers(found, Role.RECIPIENT, type_), *_counted(found)])


def _blamed(found: Happening) -> Iterator[_Named]:
    for told in found.told:
        for each in told.blames:
            by = held_by(told, each.evidence, told.holder(each.holder), each.id)
            yield _named(told, each.actor_id, each.evidence, by, each.certainty)


def _fillers(found: Happening, part: Role, type_: str | None) -> Iterator[_Named]:
    for told in found.told:
        pronouns = {
            each.evidence.span for each in told.reading.mentions if each.form is MentionForm.PRONOUN
        }
        for mention in (each for each in told.mentions if type_ in (None, each.type)):
            for role in (each for each in mention.roles if each.role is part):
                # Of others the figures tell: "14", "dozens"; and things are nobody.
                known = role.actor_id is not None or class_of(role.evidence.quote) is not None
                if known and not (role.actor_id is None and role.evidence.span in pronouns):
                    rests = role_id(mention, role)
                    by = held_by(told, role.evidence, told.holder(mention.holder), rests)
                    yield _named(told, role.actor_id, role.evidence, by)


def _counted(found: Happening) -> Iterator[_Named]:
    harmed = (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.CASUALTIES)
    for told in found.told:
        for each in told.figures:
            if each.kind in harmed and each.of_whom is not None and class_of(each.of_whom.quote):
                by = held_by(told, each.of_whom, told.holder(each.holder), each.id)
                yield _named(told, None, each.of_whom, by)


def _named(
    told: Told,
    actor: str | None,
    words: Evidence,
    by: Held,
    certainty: BlameCertainty | None = None,
) -> _Named:
    if actor is not None:
        key = told.same.get(actor, actor)
    else:
        sort = class_of(words.quote)
        # "policemen" of one report and "the police" of another are one sort, by nobody's name.
        key = f"{_SORT}{sort[0].name}" if sort else words.quote.casefold()
    return _Named(told, key, actor, words, by, certainty)


def _parties(found: Happening, named: Sequence[_Named]) -> tuple[Party, ...]:
    by_key: dict[str, list[_Named]] = {}
    for each in named:
        by_key.setdefault(each.key, []).append(each)
    called = _called(found)
    made = [_party(key, some, *called.get(key, ({}, ()))) for key, some in by_key.items()]
    order = {each.key: at for at, each in enumerate(made)}
    return tuple(
        sorted(
            made,
            key=lambda each: (
                each.denied,
                -len(origins_of(each.held)),
                min(map(_SURENESS.index, each.certainty), default=0),
                order[each.key],
            ),
        )
    )


def _called(found: Happening) -> dict[str, tuple[Mapping[str, Sequence[str]], tuple[str, ...]]]:
    """By key the words of each outlet for somebody, and why these are one."""
    same: dict[str, str] = {}
    for told in found.told:
        same |= told.same
    return {same.get(each.first, each.first): (each.names, each.reasons) for each in namings(found)}


def _party(
    key: str,
    named: Sequence[_Named],
    called: Mapping[str, Sequence[str]],
    joined: tuple[str, ...],
) -> Party:
    names: dict[str, set[int]] = {}
    for each in named:
        for own in _neutral(each):
            names.setdefault(own, set()).add(each.held.origin)
    name = min(names, key=lambda one: (-len(names[one]), -len(one), one), default=None)
    words = called or _own_words(named)
    sort = _sort([name] if name else [], (each.words.quote for each in named))
    return Party(
        key,
        name,
        words,
        joined,
        sort[0] if sort else None,
        sort[1] if sort else None,
        country_in(name) if name else None,
        tuple(dict.fromkeys(each.certainty for each in named if each.certainty is not None)),
        tuple(dict.fromkeys(each.held for each in named)),
    )


def _own_words(named: Iterable[_Named]) -> dict[str, list[str]]:
    words: dict[str, dict[str, None]] = {}
    for each in named:
        words.setdefault(each.held.outlet, {})[each.words.quote] = None
    return {outlet: list(some) for outlet, some in words.items()}


def _sort(*texts: Iterable[str]) -> tuple[Class, str] | None:
    for some in texts:
        for text in some:
            found = class_of(text)
            if found is not None:
                return found
    return None


def _neutral(each: _Named) -> Iterator[str]:
    """A report's name for somebody without the loaded words that stand in it; nothing where it has
    no others."""
    names = {one.id: one.name.quote for one in each.told.reading.actors}
    name = names.get(each.who or "", each.words.quote)
    for wording in each.told.reading.wordings:
        name = re.sub(rf"(?<!\w){re.escape(wording.evidence.quote)}(?!\w)", " ", name, flags=re.I)
    name = " ".join(name.split())
    if re.sub(r"\b(?:the|a|an|its|his|her|their|of)\b|\W", "", name, flags=re.I):
        yield name
