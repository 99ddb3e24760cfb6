"""What joining actors asks of a store, and a store in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from according.linking.contexts import DAYS, Context, one_story
from according.linking.keyed import STORIED, Keyed

NEAR = 200
"""Actors of reports of about one day that a form is compared among, at most: the nearest days."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An actor of a report that offers or seeks some key, with its own."""

    actor_id: str
    report_id: str
    own: str


class Lookup(Protocol):
    """What it takes to say who an actor is that is on a shelf."""

    def context(self, report_id: str) -> Context | None:
        """The context of a report."""

    def offering(self, key: str) -> Collection[str]:
        """The own keys of those that offer ``key``."""

    def witness(self, key: str, own: str) -> str:
        """The actor with the least id that offers ``key`` and has ``own``."""

    def around(self, key: str, day: int, *, seeking: bool) -> Iterable[Kept]:
        """The actors of reports about ``day`` that seek ``key``, or that offer it; `NEAR` at most,
        those of the nearest days first."""

    def of(self, actors: Collection[str]) -> Iterable[Keyed]:
        """Some actors, with their paths and offers."""


class Shelf(Lookup, Protocol):
    """What joining needs of a store."""

    def offered(self, own: str) -> Collection[str]:
        """The keys that those with ``own`` offer."""

    def seekers(self, keys: Collection[str]) -> Iterable[Keyed]:
        """The actors that have one of ``keys`` in their path."""

    def put(self, actors: Iterable[Keyed], contexts: Mapping[str, Context]) -> Collection[str]:
        """Keep actors and what they offer; gives the keys that by this are offered by another
        own key than before, or no longer, or have another `witness`."""


@dataclass(slots=True)
class Memory:
    """A `Shelf` in memory."""

    actors: dict[str, Keyed] = field(default_factory=dict)
    _contexts: dict[str, Context] = field(default_factory=dict)
    _by_offer: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    _by_own: dict[str, set[str]] = field(default_factory=dict)
    _by_path: dict[str, set[str]] = field(default_factory=dict)
    _dated: dict[tuple[str, bool, int], set[str]] = field(default_factory=dict)

    def context(self, report_id: str) -> Context | None:
        """The context of a report."""
        return self._contexts.get(report_id)

    def offering(self, key: str) -> Collection[str]:
        """The own keys of those that offer ``key``."""
        return self._by_offer.get(key, ())

    def witness(self, key: str, own: str) -> str:
        """The actor with the least id that offers ``key`` and has ``own``."""
        return min(self._by_offer[key][own])

    def offered(self, own: str) -> Collection[str]:
        """The keys that those with ``own`` offer."""
        return {key for each in self._by_own.get(own, ()) for key in self.actors[each].offers}

    def seekers(self, keys: Collection[str]) -> Iterator[Keyed]:
        """The actors that have one of ``keys`` in their path."""
        return iter(self.of({each for key in keys for each in self._by_path.get(key, ())}))

    def around(self, key: str, day: int, *, seeking: bool) -> Iterator[Kept]:
        """The actors of reports about ``day`` that seek ``key``, or that offer it."""
        left = NEAR
        for distance in range(DAYS + 1):
            for other in sorted({day - distance, day + distance}):
                for actor_id in sorted(self._dated.get((key, seeking, other), ()))[:left]:
                    each = self.actors[actor_id]
                    left -= 1
                    yield Kept(actor_id, each.report_id, each.own)

    def of(self, actors: Collection[str]) -> list[Keyed]:
        """Some actors, with their paths and offers."""
        return [self.actors[each] for each in sorted(actors)]

    def put(self, actors: Iterable[Keyed], contexts: Mapping[str, Context]) -> Collection[str]:
        """Keep actors and what they offer; gives what by this is offered otherwise."""
        self._contexts.update(contexts)
        changed: set[str] = set()
        for actor in actors:
            if (old := self.actors.pop(actor.actor_id, None)) is not None:
                changed.update(self._forget(old))
            changed.update(self._keep(actor))
        return changed

    def _keep(self, actor: Keyed) -> Iterator[str]:
        self.actors[actor.actor_id] = actor
        self._by_own.setdefault(actor.own, set()).add(actor.actor_id)
        for key in actor.sought:
            self._by_path.setdefault(key, set()).add(actor.actor_id)
        for dated in self._dates(actor):
            self._dated.setdefault(dated, set()).add(actor.actor_id)
        for key in actor.offers:
            bearers = self._by_offer.setdefault(key, {}).setdefault(actor.own, set())
            if not bearers or actor.actor_id < min(bearers):
                yield key
            bearers.add(actor.actor_id)

    def _forget(self, actor: Keyed) -> Iterator[str]:
        self._by_own[actor.own].discard(actor.actor_id)
        for key in actor.sought:
            self._by_path[key].discard(actor.actor_id)
        for dated in self._dates(actor):
            self._dated[dated].discard(actor.actor_id)
        for key in actor.offers:
            bearers = self._by_offer[key][actor.own]
            if actor.actor_id == min(bearers):
                yield key
            bearers.discard(actor.actor_id)
            if not bearers:
                del self._by_offer[key][actor.own]

    def _dates(self, actor: Keyed) -> Iterator[tuple[str, bool, int]]:
        context = self._contexts.get(actor.report_id)
        if context is not None and context.day is not None:
            day = context.day.toordinal()
            for seeking, keys in ((True, actor.sought), (False, actor.offers)):
                yield from ((key, seeking, day) for key in keys if key.startswith(STORIED))


class Stories:
    """Which reports of a shelf are of one story, each pair asked once."""

    def __init__(self, shelf: Lookup) -> None:
        self._shelf = shelf
        self._known: dict[tuple[str, str], bool] = {}
        self._contexts: dict[str, Context | None] = {}

    def beside(self, key: str, report_id: str, *, seeking: bool) -> list[Kept]:
        """Those that seek or offer ``key`` in a report or in others of its story."""
        context = self._context(report_id)
        if context is None or context.day is None:
            return []
        near = self._shelf.around(key, context.day.toordinal(), seeking=seeking)
        return [each for each in near if self._are_one(report_id, each.report_id)]

    def _are_one(self, a: str, b: str) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            one, other = self._context(a), self._context(b)
            found = one is not None and other is not None and (a == b or one_story(one, other))
            self._known[pair] = found
        return self._known[pair]

    def _context(self, report_id: str) -> Context | None:
        if report_id not in self._contexts:
            self._contexts[report_id] = self._shelf.context(report_id)
        return self._contexts[report_id]
