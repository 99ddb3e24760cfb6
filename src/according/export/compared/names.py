"""Whether somebody of an event is who another file calls by a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from according.export.coded import Party
from according.export.coded.classes import class_of
from according.export.coded.countries import Country, country_in
from according.export.coded.deaths import CIVILIANS
from according.linking.actor_keys import keyed
from according.linking.aliases import Aliases
from according.linking.keyed import LONE, STORIED, NamedActor
from according.model import ActorKind

_KINDS = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)


class Names:
    """Compares names by the keys by which actors are known across reports. It keeps the keys of
    names that it has seen: files have few names and many times the same.

    Args:
        aliases: the list of other names.
    """

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases
        self._seen: dict[str, frozenset[str]] = {}

    def same(self, ours: Party, name: str) -> bool:
        """Whether a party is who the other file calls by a name. Civilians are nobody's name."""
        if civilians(ours) or are_civilians(name):
            return False
        own = {words for some in ours.called.values() for words in some} | {ours.name or ""}
        if any(self._keys(words) & self._keys(name) for words in own if words):
            return True
        state = _state(name)
        is_state = ours.kind is not None and ours.kind.state
        return state is not None and is_state and ours.country == state

    def _keys(self, name: str) -> frozenset[str]:
        if name not in self._seen:
            self._seen[name] = frozenset(self._found(name))
        return self._seen[name]

    def _found(self, name: str) -> Iterable[str]:
        for part in _parts(name):
            for kind in _KINDS:
                keys = keyed(NamedActor("", "", kind, part, (part,)), self._aliases)
                for key in (*keys.sought, *keys.offers):
                    if not key.startswith((LONE, *STORIED)):
                        yield key


def civilians(party: Party) -> bool:
    """Whether a party are civilians by the words for them."""
    return party.kind is not None and party.kind.name in CIVILIANS


def are_civilians(name: str) -> bool:
    """Whether a name of another file stands for civilians."""
    sort = class_of(_bare(name))
    return sort is not None and sort[0].name in CIVILIANS


def _state(name: str) -> Country | None:
    """The state whose government or forces a name is: "Military Forces of Osk (2019-)"."""
    sort = class_of(_bare(name))
    return country_in(name) if sort is not None and sort[0].state else None


_YEARS = re.compile(r"\([^()]*\)")
"""Names have years or a country behind them."""


def _bare(name: str) -> str:
    return " ".join(_YEARS.sub(" ", name).split())


def _parts(name: str) -> Iterable[str]:
    """A name, and where letters stand before it ("RF: Reed Front") each by itself."""
    bare = _bare(name)
    letters, colon, rest = bare.partition(": ")
    return (letters, rest) if colon and letters.isupper() else (bare,)
