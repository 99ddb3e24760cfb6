"""What people decided of actors, laid over what the machine joined.

The machine's joins stay as they are: a decision is put on them when they are looked at, so it holds
however often reports are linked, and is gone when it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from according.linking.actors import ActorJoin, canonical_id
from according.linking.keyed import lone

APART = "kept apart by a person's decision"
SAME = "the same by a person's decision"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class JudgedActors:
    """Pairs of actor ids: of ``apart`` the second leaves whom the machine joined it with and is
    nobody else's, of ``same`` all that are joined with either are one."""

    apart: frozenset[Pair] = frozenset()
    same: frozenset[Pair] = frozenset()

    @property
    def leaving(self) -> frozenset[str]:
        """The actors that leave."""
        return frozenset(leaves for _, leaves in self.apart)

    @property
    def actors(self) -> frozenset[str]:
        """All of whom something is decided."""
        return frozenset(each for pair in (*self.apart, *self.same) for each in pair)


def judged_actors(said: Iterable[tuple[Pair, bool]]) -> JudgedActors:
    """Decisions in the order in which they were made, (pair, whether they are the same): the last
    word on a pair counts, whichever of the two is named first."""
    last: dict[frozenset[str], tuple[Pair, bool]] = {}
    for pair, same in said:
        last[frozenset(pair)] = pair, same
    return JudgedActors(
        frozenset(pair for pair, same in last.values() if not same),
        frozenset(pair for pair, same in last.values() if same),
    )


def as_judged(
    joins: Sequence[ActorJoin], judged: JudgedActors, machine: Mapping[str, str]
) -> list[ActorJoin]:
    """``joins`` after what people decided, in their order.

    Args:
        machine: the canonical id that the machine gave each of ``judged.actors``. One that it does
            not have is no more in the record; what was decided of it waits until it is.
    """
    leaving = judged.leaving
    said = {
        each: canonical_id(lone(each)) if each in leaving else machine[each]
        for each in judged.actors
        if each in machine
    }
    pairs = [(a, b) for a, b in sorted(judged.same) if a in said and b in said]
    one = _merged([(said[a], said[b]) for a, b in pairs])
    named = {each for pair in pairs for each in pair}
    found = []
    for join in joins:
        canonical = said.get(join.actor_id, join.canonical_id)
        whole = one.get(canonical, canonical)
        if join.actor_id in named:
            join = replace(join, canonical_id=whole, reason=SAME, rests_on=None)
        elif join.actor_id in leaving:
            join = replace(join, canonical_id=whole, reason=APART, rests_on=None)
        elif whole != join.canonical_id:
            join = replace(join, canonical_id=whole)
        found.append(join)
    return found


def _merged(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each id of some pairs the least of those that it is one with."""
    of: dict[str, str] = {}
    for a, b in pairs:
        least, other = sorted((of.get(a, a), of.get(b, b)))
        of |= {a: least, b: least}
        of = {each: least if whole == other else whole for each, whole in of.items()}
    return of
