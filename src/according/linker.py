"""Reports that were read are compared with those before: copies, events.

::

    report --fingerprints--> texts alike --alignment--> links
    reading --sketches--> accounts near --odds--> pairs --neighbourhood, judgements--> events

One more report joins in place. An event's accounts hang on what is in the record, not on the order
in which it came, as long as no account has more than `CANDIDATES` near it and no more than
`NEIGHBOURHOOD` accounts hang together; beyond that, the likeliest are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from according.actor_linker import link_actors
from according.errors import EvidenceError
from according.linking.events import (
    CANDIDATES,
    Links,
    by_reports,
    keys,
    odds,
    regroup,
)
from according.linking.fingerprints import fingerprints
from according.linking.judged import KINDS, Anchor, Judged, anchors, judged
from according.linking.pairs import load_weights
from according.linking.sharing import link_texts
from according.linking.sketches import Sketch, plain_sketch, sketches, to_sketch
from according.linking.worth import is_linked
from according.model import Event, Judgement, OriginLink, Reading
from according.model.canonical import digest
from according.model.time import days_of
from according.store import Changed, Kept, KeptSketch, Overtaken, Record

NAME = "linking-7"
"""The version of the linking: what another has linked is linked anew."""

TEXTS = 6
"""Reports whose texts one is compared with, at most: those that share most fingerprints with it. A
thousand copies are one group by way of the first few."""

NEIGHBOURHOOD = 150
"""Accounts that are grouped at once, at most: the likeliest. The others stay in their events, so a
thousand copies are one event, and each costs no more than the hundredth."""

KNOWN = 300_000
"""Odds of pairs that are kept while reports are linked, at most: each more of many copies is then
compared with its neighbours, and not these with one another again."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Linked:
    """What a run of linking came to. ``failed``: reports that could not be compared, and why; they
    are tried again by the next run."""

    reports: int = 0
    of: int = 0
    links: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def link(record: Record, on_progress: Callable[[Linked], None] | None = None) -> Linked:
    """Link all reports of ``record`` that are not linked yet. It can be stopped at any time: each
    report is kept with all that was found of it, and the next run goes on. Several processes may
    link one record at once.

    Raises:
        StoreError: the record cannot be read or written.
    """
    record.across.begin(NAME)
    todo = record.across.waiting()
    done = Linked(of=len(todo))
    work = _Linking(record)
    for report_id in todo:
        try:
            done.links += work.link(report_id)
            done.reports += 1
        except EvidenceError as error:
            done.failed.append((report_id, str(error)))
        if on_progress is not None:
            on_progress(done)
    return done


class _Linking:
    """One report after the other; what people decided is asked for once, and again when another
    process has changed something."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._seen = -1
        self._decided = Decided(Judged())
        self._known: dict[Pair, float | None] = {}

    def link(self, report_id: str) -> int:
        """Link a report, and return with how many others it shares text."""
        reading = self._record.reading(report_id)
        prints = fingerprints([reading.report.text])[0].view("int64").tolist()
        own = [each for each in sketches(reading) if is_linked(each)]
        link_actors(self._record, reading)
        while True:
            seen = self._look(report_id, own)
            if not self._record.across.waits(report_id):
                return 0
            links = list(_links(self._record, reading, prints))
            pairs = _pairs(self._record, own, links)
            judged = self._decided.judged
            near = _Neighbourhood(self._record, judged, own, pairs, links, self._known)
            found = Kept(report_id, prints, links, list(map(kept, own)), pairs)
            try:
                self._record.across.keep(found, near.changed(seen))
            except Overtaken:
                continue
            self._seen = seen + 1
            return len(links)

    def _look(self, report: str, own: Sequence[Sketch]) -> int:
        """The revision now, with what people have decided."""
        now = self._record.across.revision()
        if len(self._known) > KNOWN:
            self._known.clear()
        if now != self._seen:
            self._known.clear()
            self._decided = decided(self._record)
            self._seen = now
        assumed = self._decided.assumed.get(report, frozenset())
        if not assumed <= {each.account_id for each in own}:
            # Read anew since it was judged: its accounts are others, at the same words.
            self._decided = decided(self._record, own=own)
        return now


def kept(sketch: Sketch) -> KeptSketch:
    """What is kept of an account for those that come after it."""
    first, last = days_of(sketch.earliest, sketch.latest) or (None, None)
    return KeptSketch(sketch.account_id, plain_sketch(sketch), first, last, list(keys(sketch)))


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
    """The odds of each account with those that it is likely of one happening with: of all that
    are of the same place or names and time, or of a report that shares text."""
    others = {each for link in links for each in (link.a, link.b)}
    beside = set(record.across.sketches_of(others))
    by = by_reports(links)
    near = {each.account_id: record.across.by_keys(keys(each), CANDIDATES) for each in own}
    known = _sketches(record, beside.union(*near.values()))
    threshold = load_weights().threshold
    found = {}
    for each in own:
        for other_id in sorted(beside.union(near[each.account_id]) & known.keys()):
            other = known[other_id]
            if other.report_id != each.report_id:
                value = odds(each, other, by)
                if value >= threshold:
                    a, b = sorted((each.account_id, other_id))
                    found[a, b] = value
    return found


def _sketches(record: Record, accounts: Iterable[str]) -> dict[str, Sketch]:
    plain = record.across.sketches(accounts)
    return {each: to_sketch(detail) for each, detail in plain.items()}


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of a record's links. ``assumed`` are accounts that it names of reports
    that are not linked, by these."""

    judged: Judged
    assumed: Mapping[str, frozenset[str]] = field(default_factory=dict)


def decided(record: Record, more: Sequence[Judgement] = (), own: Sequence[Sketch] = ()) -> Decided:
    """What stands.

    Args:
        more: what somebody is about to decide or to take back.
        own: the accounts of a report that is about to be linked.
    """
    gone = {each.undoes for each in more}
    rows = [each for each in (*record.across.standing(KINDS), *more) if each.id not in gone]
    named = [anchor for each in rows for side in anchors(each) for anchor in side]
    linked = record.across.accounts_of({report for _, report, _ in named})
    linked |= {each.account_id: each.report_id for each in own}
    reports = set(linked.values())
    assumed: dict[str, set[str]] = {}
    found: dict[Anchor, str | None] = {}
    for anchor in named:
        account, report, at = anchor
        found[anchor] = account
        if report not in reports:
            assumed.setdefault(report, set()).add(account)
        elif account not in linked:
            told = _sketches(record, [each for each, of in linked.items() if of == report])
            told |= {each.account_id: each for each in own if each.report_id == report}
            found[anchor] = next((name for name, one in told.items() if _holds(one, at)), None)
    judged_ = judged(rows, found.__getitem__)
    return Decided(judged_, {report: frozenset(each) for report, each in assumed.items()})


def _holds(sketch: Sketch, at: int) -> bool:
    return any(each.start <= at < each.end for each in sketch.evidence)


def regrouped(record: Record, reports: Iterable[str], judged: Judged, seen: int) -> Changed:
    """What the events of some reports come to when something else was decided."""
    plain = record.across.sketches_of(reports)
    own = [to_sketch(each) for each in plain.values()]
    return _Neighbourhood(record, judged, own).changed(seen)


class _Neighbourhood:
    """Accounts that can be of one event with some, by way of others too."""

    def __init__(
        self,
        record: Record,
        judged: Judged,
        own: Iterable[Sketch],
        pairs: Mapping[Pair, float] | None = None,
        links: Iterable[OriginLink] = (),
        known: dict[Pair, float | None] | None = None,
    ) -> None:
        self._across = record.across
        self._known = known
        self._judged = judged
        self._apart: dict[str, set[str]] = {}
        for a, b in judged.apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        self._pairs = dict(pairs or {})
        self._told = {each.account_id: each for each in own}
        names = set(self._told)
        frontier = names | {each for pair in self._pairs for each in pair}
        while frontier:
            names |= frontier
            self._pairs |= self._across.pairs_of(frontier)
            reached = {each for pair in self._pairs for each in pair}
            reached |= {each for pair in judged.joined if set(pair) & names for each in pair}
            frontier = self._likeliest(reached - names, NEIGHBOURHOOD - len(names))
        self._told |= _sketches(record, names - self._told.keys())
        reports = {each.report_id for each in self._told.values()}
        kept = {(each.a, each.b): each for each in self._across.links_among(reports)}
        kept |= {(each.a, each.b): each for each in links}
        asked = (each for each in kept.values() if frozenset((each.a, each.b)) not in judged.denied)
        self._links: Links = by_reports(asked)

    def _likeliest(self, names: set[str], most: int) -> set[str]:
        """Of some accounts those that are likeliest of one event with another."""
        best: dict[str, float] = {}
        for pair, value in self._pairs.items():
            for each in pair:
                best[each] = max(value, best.get(each, value))
        ranked = sorted(names, key=lambda each: (-best.get(each, 0.0), each))
        return set(ranked[: max(0, most)])

    def changed(self, seen: int) -> Changed:
        """The event of each account of the neighbourhood."""
        groups = regroup(
            self._told.values(), self._pairs, self._links, self._judged, known=self._known
        )
        before = self._across.events_of(self._told)
        outside = self._outside(set(before.values()))
        report_of = {name: each.report_id for name, each in self._told.items()}
        events: dict[str, Event] = {}
        taken: set[str] = set()
        for members in sorted(groups, key=lambda each: (-len(each), min(each))):
            kept_out = self._kept_out(members)
            closed = taken | {each for each, others in outside.items() if others & kept_out}
            identity = kept_id(members, before, closed, self._is_elsewhere)
            taken.add(identity)
            event = Event(identity, tuple(sorted(members)))
            events |= dict.fromkeys(members, event)
        return Changed(events, report_of, seen)

    def _is_elsewhere(self, event: str) -> bool:
        """Whether an event has accounts beyond the neighbourhood."""
        return bool(self._across.members([event]).keys() - self._told.keys())

    def _kept_out(self, members: Iterable[str]) -> set[str]:
        """Reports and accounts of which none is of one event with some accounts: their own
        reports, and what people told apart from them."""
        found = {self._told[each].report_id for each in members}
        return found.union(*(self._apart.get(each, ()) for each in members))

    def _outside(self, events: Iterable[str]) -> dict[str, set[str]]:
        """Of events that reach beyond the neighbourhood the accounts out there, and their
        reports."""
        found: dict[str, set[str]] = {}
        for account, (event, report) in self._across.members(events).items():
            if account not in self._told:
                found.setdefault(event, set()).update((account, report))
        return found


def kept_id(
    members: frozenset[str],
    before: Mapping[str, str],
    closed: set[str],
    is_elsewhere: Callable[[str], bool] = lambda _: False,
) -> str:
    """The id of the event that most of the accounts were of, or a new one.

    Args:
        before: the event of each account that was of one.
        closed: events that these accounts cannot be of.
        is_elsewhere: whether an event has accounts beyond those that are grouped.
    """
    had = Counter(before[each] for each in sorted(members) if each in before)
    for identity, _ in had.most_common():
        if identity not in closed:
            return identity
    # The first account's own id may have gone with others of its old event, here or elsewhere.
    fresh = (digest("event/1", min(members), number) for number in count())
    return next(each for each in fresh if each not in closed and not is_elsewhere(each))
