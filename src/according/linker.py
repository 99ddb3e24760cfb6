"""Reports that were read are compared with those before: copies, events, judgements.

::

    report --fingerprints--> texts alike --alignment--> links
    reading --sketches--> accounts near --odds--> pairs --neighbourhood, judgements--> events

One more report joins in place. An event's accounts hang on what is in the record, not on the order
in which it came, as long as no account has more than `CANDIDATES` near it and no neighbourhood more
than `NEIGHBOURHOOD` accounts; beyond that, the likeliest are looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from according.errors import NotFound
from according.linking.events import (
    CANDIDATES,
    FLOOR,
    Judged,
    Links,
    by_reports,
    is_linked,
    keys,
    near_keys,
    odds,
    regroup,
)
from according.linking.fingerprints import fingerprints
from according.linking.origins import link_texts
from according.linking.sketches import Sketch, plain_sketch, sketches, to_sketch
from according.linking.words import forms_of
from according.model import Event, Judgement, OriginLink, Reading
from according.model.canonical import digest
from according.store import Kept, Record

NAME = "linking-2"
"""The version of the linking: what another has linked is linked anew."""

TEXTS = 6
"""Reports whose texts one is compared with, at most: those that share most fingerprints with it. A
thousand copies are one group by way of the first few."""

NEIGHBOURHOOD = 150
"""Accounts that are grouped at once, at most: the likeliest. The others stay in their events, so a
thousand copies are one event, and each costs no more than the hundredth."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Linked:
    """What a run of linking came to."""

    reports: int = 0
    of: int = 0
    links: int = 0


def link(record: Record, on_progress: Callable[[Linked], None] | None = None) -> Linked:
    """Link all reports of ``record`` that are not linked yet. It can be stopped at any time: each
    report is kept with all that was found of it, and the next run goes on.

    Raises:
        StoreError: the record cannot be read or written.
    """
    record.across.begin(NAME)
    todo = record.across.waiting()
    done = Linked(of=len(todo))
    for report_id in todo:
        done.links += _link(record, report_id)
        done.reports += 1
        if on_progress is not None:
            on_progress(done)
    return done


def _link(record: Record, report_id: str) -> int:
    reading = record.reading(report_id)
    prints = [int(each) for each in fingerprints(forms_of(reading.report.text)).view("int64")]
    links = list(_links(record, reading, prints))
    own = [each for each in sketches(reading) if is_linked(each)]
    pairs = _pairs(record, own, links)
    kept = Kept(
        report_id,
        prints,
        links,
        [(each.account_id, plain_sketch(each), list(keys(each))) for each in own],
        pairs,
    )
    near = _Neighbourhood(record, {each.account_id: each for each in own}, pairs, links)
    events, reports = near.events()
    record.across.keep(kept, events, reports)
    return len(links)


def _links(record: Record, reading: Reading, prints: Sequence[int]) -> Iterable[OriginLink]:
    # Loaded late: commands that only look into a record need not wait for the reader's parts.
    from according.reading.encoder.quotes import quoted_spans as quotes

    report = reading.report
    for other_id in record.across.sharing(prints, TEXTS + 1):
        if other_id != report.id:
            other = record.report(other_id)
            a, b = sorted((report, other), key=lambda each: each.id)
            found = link_texts(a, b, quotes(a.text), quotes(b.text))
            if found is not None:
                yield found


def _pairs(record: Record, own: Sequence[Sketch], links: Sequence[OriginLink]) -> dict[Pair, float]:
    """The odds of each account with those near it: of the same place or names and time, or of a
    report that shares text."""
    others = {each for link in links for each in (link.a, link.b)}
    beside = set(record.across.sketches_of(others))
    by = by_reports(links)
    near = {each.account_id: record.across.by_keys(near_keys(each), CANDIDATES) for each in own}
    known = _sketches(record, beside.union(*near.values()))
    found = {}
    for each in own:
        for other_id in sorted(beside.union(near[each.account_id]) & known.keys()):
            other = known[other_id]
            if other.report_id != each.report_id:
                value = odds(each, other, by)
                if value >= FLOOR:
                    a, b = sorted((each.account_id, other_id))
                    found[a, b] = value
    return found


def _sketches(record: Record, accounts: Iterable[str]) -> dict[str, Sketch]:
    plain = record.across.sketches(accounts)
    return {each: to_sketch(detail) for each, detail in plain.items()}


class _Neighbourhood:
    """Accounts that can be of one event with some, by way of others too."""

    def __init__(
        self,
        record: Record,
        told: dict[str, Sketch],
        pairs: Mapping[Pair, float] | None = None,
        links: Iterable[OriginLink] = (),
    ) -> None:
        self._across = record.across
        self._judged = judged(record.across.standing())
        self._pairs = dict(pairs or {})
        names = set(told)
        self._told = told
        frontier = names | {each for pair in self._pairs for each in pair}
        while frontier:
            names |= frontier
            self._pairs |= self._across.pairs_of(frontier)
            reached = {each for pair in self._pairs for each in pair}
            reached |= {each for pair in self._judged.joined if set(pair) & names for each in pair}
            frontier = self._likeliest(reached - names, NEIGHBOURHOOD - len(names))
        self._told |= _sketches(record, names - told.keys())
        reports = {each.report_id for each in self._told.values()}
        kept = {(each.a, each.b): each for each in self._across.links(reports)}
        kept |= {(each.a, each.b): each for each in links}
        self._links: Links = by_reports(kept.values())

    def _likeliest(self, names: set[str], most: int) -> set[str]:
        """Of some accounts those that are likeliest of one event with another."""
        best: dict[str, float] = {}
        for pair, value in self._pairs.items():
            for each in pair:
                best[each] = max(value, best.get(each, value))
        ranked = sorted(names, key=lambda each: (-best.get(each, 0.0), each))
        return set(ranked[: max(0, most)])

    def events(self) -> tuple[dict[str, Event], dict[str, str]]:
        """The event of each account of the neighbourhood, and its report."""
        groups = regroup(list(self._told.values()), self._pairs, self._links, self._judged)
        before = self._across.events_of(self._told)
        events: dict[str, Event] = {}
        taken: set[str] = set()
        for members in sorted(groups, key=lambda each: (-len(each), min(each))):
            identity = _kept_id(members, before, taken)
            taken.add(identity)
            event = Event(identity, tuple(sorted(members)))
            events |= dict.fromkeys(members, event)
        return events, {name: each.report_id for name, each in self._told.items()}


def _kept_id(members: frozenset[str], before: Mapping[str, str], taken: set[str]) -> str:
    """The id of the event that most of the accounts were of, or a new one."""
    had = Counter(before[each] for each in sorted(members) if each in before)
    for identity, _ in had.most_common():
        if identity not in taken:
            return identity
    # The first account's own id may have gone with others of its old event.
    fresh = (digest("event/1", min(members), number) for number in count())
    return next(each for each in fresh if each not in taken)


# ---- judgements


JOIN, SPLIT, NOT_A_COPY, APART, UNDO = "join", "split", "not a copy", "not the same", "undo"


def judged(standing: Iterable[Judgement]) -> Judged:
    """What people decided of accounts: the last word on a pair counts."""
    said: dict[Pair, str] = {}
    for each in standing:
        if each.about[0] == "event" and each.value is not None:
            value = json.loads(each.value)
            for a in value["these"]:
                for b in value["others"]:
                    one, other = sorted((a, b))
                    said[one, other] = each.decision
    return Judged(
        frozenset(pair for pair, word in said.items() if word == JOIN),
        frozenset(pair for pair, word in said.items() if word == SPLIT),
    )


def not_copies(standing: Iterable[Judgement]) -> frozenset[frozenset[str]]:
    """Pairs of reports that people said are no copies of each other."""
    return frozenset(
        frozenset(each.about[1].split()) for each in standing if each.decision == NOT_A_COPY
    )


def kept_apart(standing: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """Pairs of actors that people said are not the same: (stays, leaves)."""
    pairs = (each.about[1].split() for each in standing if each.decision == APART)
    return frozenset((stays, leaves) for stays, leaves in pairs)


def not_the_same(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that the second of two actors, of two reports, is not the first, nor anybody else of
    other reports.

    Raises:
        NotFound, Ambiguous: no such actors.
    """
    pair = " ".join((record.find_actor(a), record.find_actor(b)))
    return _decide(record, ("actors", pair), APART, by, why)


def join(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that two events are one happening.

    Raises:
        NotFound, Ambiguous: no such events.
    """
    one, other = record.across.event(a), record.across.event(b)
    value = {"these": one.account_ids, "others": other.account_ids}
    return _decide(record, ("event", one.id), JOIN, by, why, value)


def split(record: Record, event: str, report: str, by: str, why: str | None = None) -> Judgement:
    """Decide that what a report tells is another happening than the event that it is in.

    Raises:
        NotFound, Ambiguous: no such event or report, or the event is not told by it.
    """
    whole = record.across.event(event)
    report_id = record.find(report)
    inside = record.across.sketches_of([report_id])
    these = sorted(set(whole.account_ids) & inside.keys())
    others = sorted(set(whole.account_ids) - inside.keys())
    if not these:
        raise NotFound(f"report {report!r} tells nothing of event {event!r}")
    if not others:
        raise NotFound(
            f"event {event!r} is told by report {report!r} alone; there is nothing to split"
        )
    value = {"these": these, "others": others}
    return _decide(record, ("event", whole.id), SPLIT, by, why, value)


def not_a_copy(record: Record, a: str, b: str, by: str, why: str | None = None) -> Judgement:
    """Decide that neither of two reports was made of the other, nor both of a third.

    Raises:
        NotFound, Ambiguous: no such reports.
    """
    pair = " ".join(sorted((record.find(a), record.find(b))))
    return _decide(record, ("reports", pair), NOT_A_COPY, by, why)


def undo(record: Record, judgement: str, by: str, why: str | None = None) -> Judgement:
    """Take a judgement back.

    Raises:
        NotFound: there is none, or it is taken back already.
    """
    found = [each for each in record.across.standing() if each.id.startswith(judgement.lower())]
    if len(found) != 1:
        raise NotFound(f"no single judgement {judgement!r} that stands; see: according judge list")
    return _decide(record, found[0].about, UNDO, by, why, undoes=found[0])


def _decide(
    record: Record,
    about: tuple[str, str],
    decision: str,
    by: str,
    why: str | None,
    value: Mapping[str, Sequence[str]] | None = None,
    undoes: Judgement | None = None,
) -> Judgement:
    at = datetime.now(UTC)
    plain = json.dumps(value) if value else None
    identity = digest("judgement/1", *about, decision, plain, by, at.isoformat())
    made = Judgement(
        identity, about, decision, by, at, None, plain, why, undoes.id if undoes else None
    )
    record.across.judge(made)
    touched = json.loads((undoes.value if undoes else plain) or "{}")
    accounts = [*touched.get("these", ()), *touched.get("others", ())]
    if accounts:
        near = _Neighbourhood(record, _sketches(record, accounts))
        record.across.put_events(*near.events())
    return made
