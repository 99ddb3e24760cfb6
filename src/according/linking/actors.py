"""Actors across reports: who in one report is who in another, each join with its reason.

What a key stands for hangs on which keys offer it, and what a form stands for among reports of one
story on these reports alone; never on the order in which reports came. So one more report is joined
by looking up its keys, and changes what the others are only where it offers something new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from according.linking.actor_keys import keyed
from according.linking.aliases import Aliases
from according.linking.contexts import Context
from according.linking.keyed import (
    BODY,
    FORMS,
    IN_STORY_ALIKE,
    LISTING,
    LONE,
    OWNED,
    PERSON,
    POSSESSIVE,
    SHORTER,
    STATE,
    STORIED,
    UNKNOWN,
    UNKNOWN_KIND,
    Keyed,
    NamedActor,
)
from according.linking.shelf import Lookup, Memory, Shelf, Stories
from according.model.canonical import digest

MANY = 20
"""Keys that offer a form, from which on it is nobody's without a further look."""

REACH = 100
"""Actors of one name that are followed from story to story, at most."""

_WHOLE = (LISTING, BODY, STATE, LONE)
"""Keys that are never a shorter form of another's."""


@dataclass(frozen=True, slots=True)
class ActorJoin:
    """Who an actor of a report is across reports: ``key`` joined it, ``reason`` says in plain
    words how; ``rests_on`` is an actor of another report that it hangs on, None where its own
    words are enough. All actors with one ``canonical_id`` are taken for one."""

    actor_id: str
    canonical_id: str
    key: str
    reason: str
    rests_on: str | None = None


def join(
    new: Iterable[NamedActor],
    shelf: Shelf,
    aliases: Aliases,
    contexts: Iterable[Context] = (),
) -> tuple[ActorJoin, ...]:
    """Join the actors of one more report, or of several.

    Args:
        contexts: those of the reports of ``new``; without, no form counts that needs a story.

    Returns:
        The joins of ``new``, and anew those of earlier actors whom ``new`` may have changed.
    """
    added = [keyed(each, aliases) for each in new]
    changed = shelf.put(added, {each.report_id: each for each in contexts})
    places = _Places(shelf)
    touched = {each.actor_id: each for each in (*added, *shelf.seekers(_below(changed, shelf)))}
    for each in added:
        for key in each.offers:
            if key.startswith(STORIED):
                touched |= _by_id(shelf, places.seeking(key, each.report_id))
    followed: set[str] = set()
    for each in list(touched.values()):
        for key in each.sought:
            if key.startswith(IN_STORY_ALIKE):
                followed |= places.reach(key, each.report_id, each.actor_id)
    touched |= _by_id(shelf, followed - touched.keys())
    return tuple(places.place(each) for _, each in sorted(touched.items()))


def join_all(
    actors: Sequence[NamedActor], aliases: Aliases, contexts: Iterable[Context] = ()
) -> tuple[ActorJoin, ...]:
    """Join the actors of a collection; in the order of ``actors``."""
    found = {each.actor_id: each for each in join(actors, Memory(), aliases, contexts)}
    return tuple(found[actor_id] for actor_id in dict.fromkeys(each.actor_id for each in actors))


def place_all(actors: Iterable[Keyed], shelf: Lookup) -> Iterator[ActorJoin]:
    """Who actors are that are on a shelf, as all on it has them."""
    places = _Places(shelf)
    for each in actors:
        yield places.place(each)


def canonical_id(end: str) -> str:
    """The id of all whose key ends in ``end``."""
    return digest("canonical-actor/1", end)


def _by_id(shelf: Shelf, actors: Iterable[str]) -> dict[str, Keyed]:
    return {each.actor_id: each for each in shelf.of(set(actors))}


def _below(keys: Iterable[str], shelf: Shelf) -> set[str]:
    """``keys`` and all that they offer in turn: what may stand for another than before. Forms that
    count in a story are looked at for their reports alone."""
    found: set[str] = set()
    left = [key for key in keys if not key.startswith(STORIED)]
    while left:
        key = left.pop()
        if key not in found:
            found.add(key)
            left.extend(shelf.offered(key))
    return found


class _Places:
    """Who is who on a shelf that does not change meanwhile."""

    def __init__(self, shelf: Lookup) -> None:
        self._shelf = shelf
        self._stories = Stories(shelf)
        self._known: dict[str, Mapping[str, str | None]] = {}
        self._reached: dict[tuple[str, str], frozenset[str]] = {}

    def place(self, actor: Keyed) -> ActorJoin:
        """Who ``actor`` is."""
        for key, reason in actor.path:
            found = self._found(actor, key)
            if found is not None:
                end, rests_on = found
                if end != key and not key.startswith((*FORMS, *STORIED)):
                    reason = _moved(key, reason)
                return ActorJoin(actor.actor_id, canonical_id(end), key, reason, rests_on)
        key, reason = actor.path[-1]
        return ActorJoin(actor.actor_id, canonical_id(key), key, reason)

    def seeking(self, key: str, report_id: str) -> set[str]:
        """The actors that seek ``key`` in a report's story."""
        return {each.actor_id for each in self._stories.beside(key, report_id, seeking=True)}

    def reach(self, key: str, report_id: str, actor_id: str) -> frozenset[str]:
        """The actors that seek ``key`` in a report's story, in the stories of these, and so on."""
        if (key, actor_id) not in self._reached:
            found = {actor_id}
            left = {report_id}
            seen: set[str] = set()
            while left and len(found) < REACH:
                report = min(left)
                seen.add(report)
                beside = self._stories.beside(key, report, seeking=True)
                found |= {each.actor_id for each in beside}
                left = (left | {each.report_id for each in beside}) - seen
            whole = frozenset(found)
            self._reached |= dict.fromkeys(((key, each) for each in found), whole)
        return self._reached[key, actor_id]

    def _found(self, actor: Keyed, key: str) -> tuple[str, str | None] | None:
        """Whom ``key`` means, and by whose word, if it is one; None else."""
        if not key.startswith(STORIED):
            ends = self._ends(key)
            return next(iter(ends.items())) if len(ends) == 1 else None
        beside = self._stories.beside(key, actor.report_id, seeking=False)
        if any(each.report_id == actor.report_id for each in beside):
            # The report itself has somebody of that name, and its reader did not join the two.
            return None
        ends = {}
        for each in sorted(beside, key=lambda one: one.actor_id):
            ends.setdefault(self._end_or_own(each.own), each.actor_id)
        if len(ends) == 1:
            return next(iter(ends.items()))
        return self._alike(actor, key) if not ends and key.startswith(IN_STORY_ALIKE) else None

    def _alike(self, actor: Keyed, key: str) -> tuple[str, str | None] | None:
        """Those of one name whom nothing else names, from story to story."""
        reached = self.reach(key, actor.report_id, actor.actor_id)
        others = [
            each.actor_id
            for each in self._shelf.of(reached - {actor.actor_id})
            if self._is_left(each, key)
        ]
        if not others:
            return None
        return f"{key} {min(actor.actor_id, *others)}", min(others)

    def _is_left(self, actor: Keyed, key: str) -> bool:
        """Whether nothing that an actor seeks before ``key`` names it, nor who offers ``key``."""
        before = actor.sought[: actor.sought.index(key)]
        if any(self._found(actor, each) is not None for each in before):
            return False
        return not self._stories.beside(key, actor.report_id, seeking=False)

    def _ends(self, key: str) -> Mapping[str, str | None]:
        """Whom a key may stand for, each by whose word: who offers it, and who offers theirs; two
        of many are enough.

        It ends: what offers a name has more words than it has, or is of another sort.
        """
        if key not in self._known:
            self._known[key] = self._ends_anew(key)
        return self._known[key]

    def _ends_anew(self, key: str) -> Mapping[str, str | None]:
        offering = sorted(self._shelf.offering(key)) if not key.startswith(_WHOLE) else []
        if not offering:
            return {} if key.startswith(FORMS) else {key: None}
        if len(offering) > MANY:
            return dict.fromkeys(offering[:2])
        ends: dict[str, str | None] = {}
        for own in offering:
            end = self._end_or_own(own)
            if end not in ends:
                ends[end] = self._shelf.witness(key, own)
        return ends

    def _end_or_own(self, key: str) -> str:
        """One end: that of a key which several may stand for is the key itself."""
        ends = self._ends(key)
        return next(iter(ends)) if len(ends) == 1 else key


def _moved(key: str, reason: str) -> str:
    """Why what has ``key`` is one with what has a fuller."""
    if key.startswith(PERSON):
        return SHORTER
    if key.startswith(OWNED):
        return POSSESSIVE
    return UNKNOWN_KIND if key.startswith(UNKNOWN) else reason
