"""Actors of one more report are joined with those in the record, and kept as rows.

The rows are the machine's. What people decided is laid over them when they are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from according.errors import StoreError
from according.linking.actor_keys import keyed
from according.linking.actors import MANY, ActorJoin, join, join_all
from according.linking.aliases import Aliases, Listed, plain_entries, to_entries, with_own
from according.linking.contexts import (
    DAYS,
    Context,
    context,
    plain_context,
    to_context,
)
from according.linking.judged import SAME
from according.linking.judged_actors import JudgedActors, as_judged, judged_actors
from according.linking.keyed import STORIED, Keyed, NamedActor
from according.linking.named import named_actors, plain_named, to_named
from according.linking.shelf import NEAR, Kept
from according.model import Judgement, Reading
from according.store import ActorLine, Joining, Record
from according.store.rows import Values


def link_actors(record: Record, reading: Reading) -> None:
    """Join the actors of a report with those of others, and keep it, in one transaction. A report
    that was joined before is joined anew.

    Raises:
        StoreError: the record cannot be read or written.
    """
    named = named_actors(reading)
    own = context(reading.report)
    aliases = own_aliases(record)
    with record.actors.joining() as joining:
        shelf = _RecordShelf(joining, {each.actor_id: each for each in named})
        joining.place(map(_plain_join, join(named, shelf, aliases, [own])))


def use_aliases(record: Record, own: tuple[Listed, ...] | None) -> int:
    """Keep a list of other names in the record, in the place of the one before, and join all
    actors by it; None for no list of its own.

    Returns:
        How many actors are joined otherwise than before.

    Raises:
        StoreError: the record cannot be read or written.
    """
    lines = record.actors.lines()
    named = _named(record, lines)
    contexts = _contexts(record)
    aliases = with_own(own or ())
    joins = {each.actor_id: each for each in join_all(named, aliases, contexts.values())}
    with record.actors.joining() as joining:
        plain = json.dumps(plain_entries(own), ensure_ascii=False) if own else None
        joining.set_aliases(plain)
        _put(joining, [keyed(each, aliases) for each in named], named, contexts)
        joining.place(map(_plain_join, joins.values()))
    return sum(joins[each.actor_id].canonical_id != each.canonical_id for each in lines)


def own_aliases(record: Record) -> Aliases:
    """The shipped list of other names, and the record's own with it.

    Raises:
        StoreError: the record cannot be read.
    """
    return _listed(record.actors.aliases())


@lru_cache(maxsize=2)
def _listed(kept: str | None) -> Aliases:
    return with_own(to_entries(json.loads(kept)) if kept else ())


def actors_across(
    record: Record, reports: Collection[str] | None = None, aliases: Aliases | None = None
) -> list[ActorLine]:
    """The actors of some reports, or of all, with who they are: as the machine joined them, and
    people decided; by report and id.

    Args:
        aliases: join all of the record by this list instead of the one that it was linked with.

    Raises:
        StoreError: the record cannot be read, or is to be joined by ``aliases`` and another version
            linked it.
    """
    lines = record.actors.lines(reports if aliases is None else None)
    if aliases is None:
        joins = [_to_join(each) for each in lines]
    else:
        named = _named(record, lines)
        joins = list(join_all(named, aliases, _contexts(record).values()))
    judged = judged_of(record.across.standing(("actors",)))
    if aliases is None:
        machine = record.actors.canonical(judged.actors)
    else:
        machine = {each.actor_id: each.canonical_id for each in joins}
    found = [
        replace(
            line,
            canonical_id=each.canonical_id,
            key=each.key,
            reason=each.reason,
            rests_on=each.rests_on,
        )
        for line, each in zip(lines, as_judged(joins, judged, machine), strict=True)
    ]
    wanted = None if reports is None else set(reports)
    return [each for each in found if wanted is None or each.report_id in wanted]


def _named(record: Record, lines: Iterable[ActorLine]) -> list[NamedActor]:
    """The actors of some lines with their names.

    Raises:
        StoreError: another version of the linking kept less of them.
    """
    try:
        return [to_named(each.named) for each in lines]
    except KeyError as error:
        linked_by = record.across.linked_by() or "none that it names"
        raise StoreError(
            f"{record.url} was linked by another version ({linked_by}), which kept no {error} of "
            "actors; link it anew first: according link"
        ) from error


def judged_of(standing: Iterable[Judgement]) -> JudgedActors:
    """What people decided of actors, and nobody took back."""
    return judged_actors(
        ((a, b), each.decision == SAME)
        for each in standing
        if each.about[0] == "actors"
        for a, b in (each.about[1].split(),)
    )


def _contexts(record: Record) -> dict[str, Context]:
    return {each: to_context(each, plain) for each, plain in record.actors.contexts().items()}


def _to_join(line: ActorLine) -> ActorJoin:
    return ActorJoin(line.actor_id, line.canonical_id, line.key, line.reason, line.rests_on)


def _plain_join(join: ActorJoin) -> Values:
    return {name: getattr(join, name) for name in ActorJoin.__slots__}


class _RecordShelf:
    """A `according.linking.shelf.Shelf` in a record."""

    def __init__(self, joining: Joining, named: Mapping[str, NamedActor]) -> None:
        self._joining = joining
        self._named = named

    def context(self, report_id: str) -> Context | None:
        plain = self._joining.context(report_id)
        return to_context(report_id, plain) if plain is not None else None

    def offering(self, key: str) -> Collection[str]:
        return self._joining.owns(key, MANY + 1)

    def witness(self, key: str, own: str) -> str:
        return self._joining.witness(key, own) or ""

    def offered(self, own: str) -> Collection[str]:
        return self._joining.offered(own)

    def seekers(self, keys: Collection[str]) -> list[Keyed]:
        return self.of(self._joining.seekers(keys))

    def around(self, key: str, day: int, *, seeking: bool) -> Iterator[Kept]:
        rows = self._joining.around(key, day, DAYS, seeking=seeking)
        nearest = sorted(rows, key=lambda row: (abs(row.day - day), row.day, row.actor_id))
        for row in nearest[:NEAR]:
            yield Kept(row.actor_id, row.report_id, row.own)

    def of(self, actors: Collection[str]) -> list[Keyed]:
        return [
            Keyed(row.actor_id, row.report_id, tuple((key, why) for key, why in row.path))
            for row in self._joining.paths(actors)
        ]

    def put(self, actors: Iterable[Keyed], contexts: Mapping[str, Context]) -> Collection[str]:
        new = list(actors)
        had = self._joining.offers_of([each.actor_id for each in new])
        offered: dict[tuple[str, str], str] = {}
        for each in new:
            for key in each.offers:
                pair = key, each.own
                offered[pair] = min(each.actor_id, offered.get(pair, each.actor_id))
        pairs = offered.keys() | {(row.key, row.own) for row in had}
        before = {pair: self._joining.witness(*pair) for pair in pairs}
        _put(self._joining, new, self._named.values(), contexts)
        if had:
            after = {pair: self._joining.witness(*pair) for pair in pairs}
        else:
            after = {pair: min(before[pair] or each, each) for pair, each in offered.items()}
        return {pair[0] for pair in pairs if after[pair] != before[pair]}


def _put(
    joining: Joining,
    actors: Collection[Keyed],
    named: Iterable[NamedActor],
    contexts: Mapping[str, Context],
) -> None:
    _, joins, offers, seeks = put_rows(actors, named, contexts)
    joining.put(
        {each: plain_context(found) for each, found in contexts.items()}, joins, offers, seeks
    )


def put_rows(
    actors: Collection[Keyed], named: Iterable[NamedActor], contexts: Mapping[str, Context]
) -> tuple[list[Values], list[Values], list[Values], list[Values]]:
    """Rows of ``report_contexts``, ``actor_joins``, ``actor_offers`` and ``actor_seeks`` of some
    actors that are joined with nobody so far."""
    days = {each.report_id: each.day for each in contexts.values()}
    words = {each.actor_id: plain_named(each) for each in named}
    joins: list[Values] = []
    offers: list[Values] = []
    seeks: list[Values] = []
    for each in actors:
        day = days.get(each.report_id)
        common = {"actor_id": each.actor_id, "report_id": each.report_id}
        joins.append(
            {
                **common,
                "canonical_id": each.actor_id,
                "key": each.own,
                "reason": each.path[-1][1],
                "rests_on": None,
                "named": words[each.actor_id],
                "path": [list(step) for step in each.path],
            }
        )
        for rows, keys in ((offers, sorted(each.offers)), (seeks, each.sought)):
            for key in keys:
                number = day.toordinal() if day and key.startswith(STORIED) else None
                rows.append({**common, "key": key, "own": each.own, "day": number})
    plain = [
        {"report_id": each, "detail": plain_context(found)} for each, found in contexts.items()
    ]
    return plain, joins, offers, seeks
