"""Actors across reports: who in one report is who in another, each join with its reason.

What a key stands for hangs on which keys offer it, never on the order in which reports came; so
one more report is joined by looking up its keys, and changes what the others are only where it
offers something new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from according.linking.actor_keys import (
    APART,
    SHORTER,
    UNKNOWN_KIND,
    Keyed,
    NamedActor,
    alone,
    keyed,
)
from according.linking.aliases import Aliases
from according.model.canonical import digest

MANY = 20
"""Keys that offer a form, from which on it is nobody's without a further look."""

Apart = frozenset[tuple[str, str]]
"""Pairs of actor ids, (stays, leaves): the second of each is joined to nobody."""


@dataclass(frozen=True, slots=True)
class ActorJoin:
    """Who an actor of a report is across reports: ``key`` joined it, ``reason`` says in plain
    words how."""

    actor_id: str
    canonical_id: str
    key: str
    reason: str


class Shelf(Protocol):
    """What joining needs of a store: three look-ups and one addition."""

    def offering(self, key: str) -> Collection[str]:
        """The keys that offer ``key``."""

    def offered(self, key: str) -> Collection[str]:
        """The keys that ``key`` offers."""

    def seekers(self, keys: Collection[str]) -> Iterable[Keyed]:
        """The actors that have one of ``keys`` in their path."""

    def put(self, actor: Keyed) -> Iterable[str]:
        """Keep ``actor`` and what it offers; gives what its own key had not offered before."""


@dataclass(slots=True)
class Memory:
    """A `Shelf` in memory."""

    by_offer: dict[str, set[str]] = field(default_factory=dict)
    by_own: dict[str, set[str]] = field(default_factory=dict)
    actors: dict[str, Keyed] = field(default_factory=dict)
    paths: dict[str, set[str]] = field(default_factory=dict)

    def offering(self, key: str) -> Collection[str]:
        """The keys that offer ``key``."""
        return self.by_offer.get(key, ())

    def offered(self, key: str) -> Collection[str]:
        """The keys that ``key`` offers."""
        return self.by_own.get(key, ())

    def seekers(self, keys: Collection[str]) -> Iterator[Keyed]:
        """The actors that have one of ``keys`` in their path."""
        found = {actor for key in keys for actor in self.paths.get(key, ())}
        return (self.actors[actor] for actor in sorted(found))

    def put(self, actor: Keyed) -> Iterable[str]:
        """Keep ``actor`` and what it offers; gives what its own key had not offered before."""
        if (old := self.actors.get(actor.actor_id)) is not None:
            for key, _ in old.path:
                self.paths[key].discard(actor.actor_id)
        self.actors[actor.actor_id] = actor
        for key, _ in actor.path:
            self.paths.setdefault(key, set()).add(actor.actor_id)
        before = self.by_own.setdefault(actor.own, set())
        fresh = actor.offers - before
        before |= fresh
        for key in fresh:
            self.by_offer.setdefault(key, set()).add(actor.own)
        return fresh


def join(
    new: Iterable[NamedActor], shelf: Shelf, aliases: Aliases, apart: Apart = frozenset()
) -> tuple[ActorJoin, ...]:
    """Join the actors of one more report, or of several.

    Returns:
        The joins of ``new``, and anew those of earlier actors whom ``new`` may have changed.
    """
    leaving = {leaves for _, leaves in apart}
    added: dict[str, Keyed] = {}
    fresh: set[str] = set()
    for actor in new:
        each = _apart(actor) if actor.actor_id in leaving else keyed(actor, aliases)
        added[actor.actor_id] = each
        fresh.update(shelf.put(each))
    touched = {each.actor_id: each for each in shelf.seekers(_below(fresh, shelf))}
    return tuple(_placed(each, shelf) for each in (touched | added).values())


def join_all(
    actors: Sequence[NamedActor], aliases: Aliases, apart: Apart = frozenset()
) -> tuple[ActorJoin, ...]:
    """Join the actors of a collection; in the order of ``actors``."""
    found = {each.actor_id: each for each in join(actors, Memory(), aliases, apart)}
    return tuple(found[actor_id] for actor_id in dict.fromkeys(each.actor_id for each in actors))


def _apart(actor: NamedActor) -> Keyed:
    return Keyed(actor.actor_id, (alone(actor.actor_id, APART),))


def _below(keys: Iterable[str], shelf: Shelf) -> set[str]:
    """``keys`` and all that they offer in turn: what may stand for another than before."""
    found: set[str] = set()
    left = list(keys)
    while left:
        key = left.pop()
        if key not in found:
            found.add(key)
            left.extend(shelf.offered(key))
    return found


def _placed(actor: Keyed, shelf: Shelf) -> ActorJoin:
    for key, reason in actor.path:
        ends = _ends(key, shelf)
        if len(ends) == 1:
            (end,) = ends
            return _joined(actor, end, key, reason if end == key else _moved(key, reason))
    key, reason = actor.path[-1]
    return _joined(actor, key, key, reason)


def _moved(key: str, reason: str) -> str:
    """Why what has ``key`` is one with what has a fuller."""
    if key.startswith("person:"):
        return SHORTER
    return UNKNOWN_KIND if key.startswith("unknown:") else reason


def _joined(actor: Keyed, end: str, key: str, reason: str) -> ActorJoin:
    return ActorJoin(actor.actor_id, digest("canonical-actor/1", end), key, reason)


_HAS_OWNER = ("listed:", "body:", "government:", "alone:")
"""Keys that are never a shorter form of another's."""


def _ends(key: str, shelf: Shelf) -> frozenset[str]:
    """Whom a key may stand for: who offers it, and who offers theirs; two of many are enough.

    It ends: what offers a name has more words than it has, or is of another sort.
    """
    offering = shelf.offering(key) if not key.startswith(_HAS_OWNER) else ()
    if len(offering) > MANY:
        return frozenset(list(offering)[:2])
    found = frozenset(end for each in offering for end in _ends_or_own(each, shelf))
    return found or frozenset(() if key.startswith(_FORMS) else (key,))


_FORMS = ("short:", "called:", "word:")
"""Keys that are nobody's own."""


def _ends_or_own(key: str, shelf: Shelf) -> frozenset[str]:
    """One end: that of a key which several may stand for is the key itself."""
    ends = _ends(key, shelf)
    return ends if len(ends) == 1 else frozenset((key,))
