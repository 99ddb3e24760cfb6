"""What waits of some events: gathered in a few questions, as they may be many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from according.errors import EvidenceError
from according.linking.events import Links, by_reports, odds
from according.linking.grouping import Pair
from according.linking.judged import Judged
from according.linking.pairs import load_weights
from according.linking.sketches import Sketch, to_sketch
from according.model import Judgement, Reading, Role
from according.reviewing.beside import Rest
from according.reviewing.coding import ASSIGNMENT, Coding, codings
from according.reviewing.findings import How, findings, of_accounts
from according.reviewing.hanging import WHOLE, Hanging, hanging
from according.reviewing.reasons import (
    LOW,
    Found,
    conflicts,
    damaged,
    differing,
    doubtful,
    hangs,
    may_conflict,
    uncertain,
)
from according.reviewing.roles import ANYBODY
from according.reviewing.settled import Item, items
from according.reviewing.weighed import lay, stands
from according.store import Placed, Queued, Record, ToldAccount, Waiting
from according.weighing import Told


class Batch:
    """Some events, and all that says what waits of them."""

    def __init__(self, record: Record, marks: Mapping[str, int], decided: Judged) -> None:
        self._record = record
        self._marks = marks
        self._accounts: dict[str, list[ToldAccount]] = {each: [] for each in marks}
        for each in record.gathered.accounts(marks):
            self._accounts[each.event_id].append(each)
        everything = [each for some in self._accounts.values() for each in some]
        self._reports = {each.report_id for each in everything}
        ids = [each.account_id for each in everything]
        plain = record.across.sketches(ids)
        self._sketches = {name: to_sketch(each) for name, each in plain.items()}
        several = [
            each.account_id for some in self._accounts.values() if len(some) > 1 for each in some
        ]
        self._pairs = _by_event(record.across.pairs_of(several), everything)
        self._outlets = record.gathered.outlets(self._reports)
        self._doubtful = self._doubtful_places(everything)
        self._made: dict[str, list[Judgement]] = {}
        for judgement in record.review.judgements_of(self._reports):
            if judgement.about[0] != ASSIGNMENT:
                self._made.setdefault(judgement.about[1].split(" ")[0], []).append(judgement)
        self._codings = codings(record, self._reports)
        self._judged = decided

    def made(self) -> list[Queued]:
        """What waits of each event."""
        return [self._one(event, accounts) for event, accounts in self._accounts.items()]

    def _one(self, event: str, accounts: Sequence[ToldAccount]) -> Queued:
        try:
            return self._queued(event, accounts)
        except EvidenceError as error:
            # A report that was changed by hand: it keeps nobody from the rest of the queue.
            broken = damaged(event, str(error))
            return Queued(event, self._marks[event], (broken.waiting,))

    def _doubtful_places(self, accounts: Sequence[ToldAccount]) -> dict[str, list[Placed]]:
        """By account the places of its happenings with a low score."""
        low: dict[str, list[Placed]] = {}
        for each in self._record.gathered.doubtful_places(self._reports, LOW):
            low.setdefault(each.report_id, []).append(each)
        some = [each for each in accounts if each.report_id in low]
        roles = self._record.gathered.roles(one for each in some for one in each.mention_ids)
        found = {}
        for account in some:
            spans = {
                (role["evidence"]["start"], role["evidence"]["end"])
                for mention in account.mention_ids
                for role in roles.get(mention, ())
                if role["role"] == Role.PLACE.value
            }
            found[account.account_id] = [
                each for each in low[account.report_id] if (each.start, each.end) in spans
            ]
        return found

    def _queued(self, event: str, accounts: Sequence[ToldAccount]) -> Queued:
        mark = self._marks[event]
        if not accounts:
            return Queued(event, mark)
        reports = list(dict.fromkeys(each.report_id for each in accounts))
        reading = _Readings(self._record)
        sketches = self._stand(accounts)
        told = [sketches[each.account_id] for each in accounts if each.account_id in sketches]
        of = [each for each in self._codings if each.event_id == event]
        settled = self._settled(accounts, reports, reading)
        found = [*self._of_machine(event, accounts, told, reports, reading)]
        open_here = [
            each for each in self._codings if each.is_open and set(each.report_ids) & set(reports)
        ]
        if not open_here:
            found += differing(event, len(reports), settled)
        return _queued(event, mark, found, of, settled)

    def _settled(
        self, accounts: Sequence[ToldAccount], reports: Sequence[str], reading: _Readings
    ) -> list[Item]:
        """What people decided of an event."""
        found = []
        wanted = {each.account_id for each in accounts}
        for report in reports:
            if report not in self._made:
                continue
            known = findings(reading(report))
            own = [each for each in reading(report).accounts if each.id in wanted]
            inside = {each.anchor for each in of_accounts(reading(report), own, known)}
            found += [
                each
                for each in items(known, self._made[report])
                if each.anchor in inside or each.how is How.ADDED
            ]
        return found

    def _of_machine(
        self,
        event: str,
        accounts: Sequence[ToldAccount],
        told: Sequence[Sketch],
        reports: Sequence[str],
        reading: _Readings,
    ) -> Iterator[Found]:
        if may_conflict(told) or any(map(self._made.get, reports)):
            yield from self._conflicts(event, accounts, list(map(reading, reports)))
        places = [each for one in accounts for each in self._doubtful.get(one.account_id, ())]
        yield from doubtful(event, places)
        if len(accounts) > 1:
            link = self._hanging(event, accounts)
            if link is not None:
                yield hangs(event, accounts, self._sketches, link, self._outlets)
        yield from uncertain(event, accounts, told)

    def _conflicts(
        self, event: str, accounts: Sequence[ToldAccount], readings: Sequence[Reading]
    ) -> Iterator[Found]:
        wanted = {each.account_id for each in accounts}
        read = [
            Told(each, tuple(one for one in each.accounts if one.id in wanted), number)
            # Who derives from whom changes nothing of what is in conflict.
            for number, each in enumerate(readings, 1)
        ]
        yield from conflicts(event, lay(self._record, ANYBODY, read), readings)

    def _stand(self, accounts: Sequence[ToldAccount]) -> Mapping[str, Sketch]:
        """The sketches of accounts, as they stand where people decided something."""
        judged = {each.report_id for each in accounts if each.report_id in self._made}
        if not judged:
            return self._sketches
        kept = dict(self._sketches)
        found = stands(self._record, ANYBODY, judged)
        for each in accounts:
            if each.report_id in found:
                kept.pop(each.account_id, None)
        for one in found.values():
            kept |= one.sketches
        return kept

    def _hanging(self, event: str, accounts: Sequence[ToldAccount]) -> Hanging | None:
        weights = load_weights()
        links = self._links(accounts)

        def between(a: str, b: str) -> float:
            return max(weights.floor, odds(self._sketches[a], self._sketches[b], links))

        names = [each.account_id for each in accounts if each.account_id in self._sketches]
        near = self._pairs.get(event, {})
        return hanging(names, near, between, self._judged.pairs(names), weights.threshold)

    def _links(self, accounts: Sequence[ToldAccount]) -> Links:
        """What is known of the texts of an event's reports, where pairs are tried one by one."""
        if not 2 < len(accounts) <= WHOLE:
            return {}
        denied = self._judged.denied
        links = self._record.across.links({each.report_id for each in accounts})
        return by_reports(each for each in links if frozenset((each.a, each.b)) not in denied)


def _by_event(
    pairs: Mapping[Pair, float], accounts: Iterable[ToldAccount]
) -> dict[str, dict[Pair, float]]:
    of = {each.account_id: each.event_id for each in accounts}
    found: dict[str, dict[Pair, float]] = {}
    for (a, b), value in pairs.items():
        if a in of and of[a] == of.get(b):
            found.setdefault(of[a], {})[a, b] = value
    return found


class _Readings:
    """The readings of an event's reports, each loaded once, if at all."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._had: dict[str, Reading] = {}

    def __call__(self, report_id: str) -> Reading:
        if report_id not in self._had:
            self._had[report_id] = self._record.reading(report_id)
        return self._had[report_id]


def _queued(
    event: str,
    mark: int,
    found: Iterable[Found],
    of: Sequence[Coding],
    settled: Iterable[Item],
) -> Queued:
    """Without what is settled: where nobody is assigned, by anybody's decision on all that it
    rests on; else by that of all who are."""
    by: dict[Rest, set[str]] = {}
    for item in settled:
        names = {each.by for each in item.decisions}
        by.setdefault((item.anchor, item.field), set()).update(names)
    coders = {each.coder for each in of}
    kept: list[Waiting] = []
    seen: list[tuple[str, str]] = []
    for each in found:
        had = [by.get(one, set()) | by.get((one[0], None), set()) for one in each.rests]
        everywhere = set.intersection(*had) if had else set()
        if had and (all(had) if not coders else coders <= everywhere):
            continue
        kept.append(each.waiting)
        seen += [(each.waiting.id, name) for name in sorted(everywhere)]
    done = {name: all(each.is_done for each in of if each.coder == name) for name in coders}
    return Queued(event, mark, tuple(kept), tuple(sorted(done.items())), tuple(seen))
