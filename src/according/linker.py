"""Reports that were read are compared with those before: copies, events.

::

    report --fingerprints--> texts alike --alignment--> links
    reading --sketches--> accounts near --odds--> pairs --neighbourhood, judgements--> events

One more report joins in place. An event's accounts hang on what is in the record, not on the order
in which it came, as long as no account has more than `CANDIDATES` near it and no more than
`NEIGHBOURHOOD` accounts hang together; beyond that, the likeliest are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from according.actor_linker import link_actors
from according.errors import EvidenceError
from according.linking.events import CANDIDATES, by_reports, keys, odds
from according.linking.fingerprints import fingerprints
from according.linking.judged import KINDS, Anchor, Judged, anchors, judged
from according.linking.pairs import load_weights
from according.linking.sharing import link_texts
from according.linking.sketches import Sketch, plain_sketch, sketches
from according.linking.worth import is_linked
from according.model import Judgement, OriginLink, Reading
from according.model.time import days_of
from according.neighbourhood import Neighbourhood, Pair, sketches_by_id
from according.store import Kept, KeptSketch, Overtaken, Record

NAME = "linking-7"
"""The version of the linking: what another has linked is linked anew."""

TEXTS = 6
"""Reports whose texts one is compared with, at most: those that share most fingerprints with it. A
thousand copies are one group by way of the first few."""

KNOWN = 300_000
"""Odds of pairs that are kept while reports are linked, at most: each more of many copies is then
compared with its neighbours, and not these with one another again."""


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
            near = Neighbourhood(self._record, judged, own, pairs, links, self._known)
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
    known = sketches_by_id(record, beside.union(*near.values()))
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
    found, assumed = _present(record, rows, own)
    said = judged(rows, found.__getitem__)
    return Decided(said, {report: frozenset(each) for report, each in assumed.items()})


def sides(record: Record, judgement: Judgement) -> tuple[frozenset[str], frozenset[str]]:
    """The accounts that a judgement of events puts together or apart, as they are now."""
    found, _ = _present(record, [judgement])
    these, others = (
        frozenset(name for each in side if (name := found[each])) for side in anchors(judgement)
    )
    return these, others


def _present(
    record: Record, rows: Iterable[Judgement], own: Sequence[Sketch] = ()
) -> tuple[dict[Anchor, str | None], dict[str, set[str]]]:
    """The accounts that some judgements mean now, and which of them are assumed, by report."""
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
            told = sketches_by_id(record, [each for each, of in linked.items() if of == report])
            told |= {each.account_id: each for each in own if each.report_id == report}
            found[anchor] = next((name for name, one in told.items() if _holds(one, at)), None)
    return found, assumed


def _holds(sketch: Sketch, at: int) -> bool:
    return any(each.start <= at < each.end for each in sketch.evidence)
