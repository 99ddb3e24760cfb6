"""What people decided laid over what the machine read of a report, so that it can be weighed.

What comes of it is made anew each time and never stored: the machine's reading stays as it is, and
so do the rows of what people decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from according.model import (
    Account,
    Attribution,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Place,
    Quotation,
    Role,
    SourceKind,
    TimeExpression,
    Toponym,
    Usage,
    Wording,
)
from according.model.time import days_apart, days_of
from according.model.voice import OUTLET as ITSELF
from according.reviewing import shipped
from according.reviewing.findings import OUTLET, Finding, Kind, Plain
from according.reviewing.settled import Item, said
from according.weighing import Decided, Told
from according.weighing.told import role_id

T = TypeVar("T")

Rulings = Mapping[str | None, Item]
"""What people decided of a finding, by its fields; None is the whole. Only what counts."""

Interval = tuple[datetime | None, datetime | None]


def decisions_of(item: Item) -> list[Decided]:
    """The decisions of a field that count: an adjudicator's, or those of all coders who agree."""
    first = item.decided
    if first is None:
        return []
    counting = [first] if first.adjudicates else item.decisions
    kind, field = item.anchor.kind, item.field
    return [
        Decided(
            judgement=each.judgement.id,
            verdict=each.verdict.value,
            by=each.by,
            at=each.judgement.at,
            why=each.judgement.why,
            finding=str(item.anchor),
            start=item.anchor.start,
            end=item.anchor.end,
            field=field,
            machine=None if item.machine is None else said(kind, field, item.machine),
            value=None if each.value is None else said(kind, field, each.value),
        )
        for each in counting
    ]


def rejected(rulings: Rulings, *fields: str) -> bool:
    """Whether people say that there is nothing of the kind, or that a field has no value."""
    some = [rulings[each] for each in (None, *fields) if each in rulings]
    return any(each.rejected for each in some)


class Laying:
    """A report's reading on its way to what stands of it. ``accounts`` are what the machine's
    became, by its ids; ``more`` are further times of accounts, by the same ids."""

    def __init__(
        self, told: Told, known: Iterable[Finding], rulings: Mapping[str, Rulings]
    ) -> None:
        """
        Args:
            known: the findings of the report's reading.
            rulings: by `str` of their anchors.
        """
        self.reading = reading = told.reading
        self._told = told
        self._rulings = {_key(each): rulings.get(str(each.anchor), {}) for each in known}
        self._renamed: dict[str, str | None] = {}
        self._decided: dict[str, list[Decided]] = {}
        self._attributions = [self._attribution(each) for each in reading.attributions]
        self.toponyms = _kept(map(self._toponym, reading.toponyms))
        self.times = _kept(map(self._time, reading.times))
        self.figures = _kept(map(self._figure, reading.figures))
        self.events = {each.id: each for each in _kept(map(self._mention, reading.events))}
        self._blames = _kept(map(self._blame, reading.blames))
        self._wordings = [self._wording(each) for each in reading.wordings]
        made = ((each.id, self._account(each)) for each in reading.accounts)
        self.accounts = {name: account for name, account in made if account is not None}
        self.more: list[tuple[str, Account]] = []

    def told(self) -> Told:
        """The report as it tells of the event."""
        own = {each.id for each in self._told.accounts}
        accounts = [each for name, each in self.accounts.items() if name in own]
        accounts += [each for name, each in self.more if name in own]
        reading = replace(
            self.reading,
            attributions=tuple(self._attributions),
            toponyms=tuple(self.toponyms),
            times=tuple(self.times),
            events=tuple(self.events.values()),
            figures=tuple(replace(each, part_of=self._total(each)) for each in self.figures),
            blames=tuple(self._blames),
            wordings=tuple(self._wordings),
            accounts=tuple(self.accounts.values()),
        )
        decided = {name: tuple(dict.fromkeys(made)) for name, made in self._decided.items()}
        return replace(self._told, reading=reading, accounts=tuple(accounts), decided=decided)

    def decide(self, finding: str, rulings: Rulings) -> None:
        """Say that a finding is as it is by some decisions."""
        made = [each for item in rulings.values() for each in decisions_of(item)]
        if made:
            self._decided.setdefault(finding, []).extend(made)

    def holder(self, value: Plain, of: Evidence) -> Holder:
        """Whose word ``of`` is: the outlet's, or that of somebody in the report's own words, for
        whom a stand-in is made where the machine reads no source there."""
        if value is None or value == OUTLET:
            return ITSELF
        source = self.words(value)
        for each in self._attributions:
            if each.source == source:
                return Holder((each.id,))
        named = [each.actor_id for each in self.reading.mentions if each.evidence == source]
        made = Attribution(
            cue=source,
            content=(of,),
            source=source,
            source_kind=SourceKind.NAMED,
            quotation=Quotation.INDIRECT,
            source_actor_id=named[0] if named else None,
        )
        self._attributions.append(made)
        return Holder((made.id,))

    def words(self, value: Plain) -> Evidence:
        """Words of a plain value."""
        return Evidence.at(self.reading.report, value["start"], value["end"])

    # ---- one of each kind

    def _became(self, before: str, after: str | None, rulings: Rulings) -> None:
        self._renamed[before] = after
        self.decide(after or before, rulings)

    def _held(self, finding: str, holder: Holder) -> None:
        """Say that whose word a finding is rests on what people decided of its source."""
        for each in holder.attribution_ids:
            self.decide(finding, self._rulings.get(each, {}))

    def _now(self, ids: Iterable[str]) -> tuple[str, ...]:
        """What some ids became, without those that are dropped."""
        found = (self._renamed.get(each, each) for each in ids)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def _total(self, figure: Figure) -> str | None:
        part_of = figure.part_of
        return part_of and (self._renamed.get(part_of) or part_of)

    def _attribution(self, each: Attribution) -> Attribution:
        rulings = self._rulings.get(each.id, {})
        if rejected(rulings):
            # What is said in it is the outlet's own word then.
            return replace(each, source=None, source_kind=SourceKind.NONE, source_actor_id=None)
        if "source kind" in rulings and each.source and not rulings["source kind"].rejected:
            kind = SourceKind(rulings["source kind"].value)
            each = replace(each, source_kind=kind) if kind is not SourceKind.NONE else each
        if "source" not in rulings:
            return each
        value = rulings["source"].value
        source = self.words(value) if value else None
        kind = each.source_kind if each.source_kind is not SourceKind.NONE else SourceKind.NAMED
        named = [one.actor_id for one in self.reading.mentions if one.evidence == source]
        return replace(
            each,
            source=source,
            source_kind=kind if source else SourceKind.NONE,
            source_actor_id=named[0] if named else None,
        )

    def _wording(self, each: Wording) -> Wording:
        rulings = self._rulings.get(each.id, {})
        if "voice" not in rulings:
            return each
        return replace(each, voice=self.holder(rulings["voice"].value, each.evidence))

    def _toponym(self, each: Toponym) -> Toponym | None:
        rulings = self._rulings.get(each.id, {})
        self.decide(each.id, rulings)
        if rejected(rulings):
            return None
        place = place_of(rulings, each.place)
        usage = Usage.LITERAL if place is not each.place and place else each.usage
        return replace(each, place=place, usage=usage) if rulings else each

    def _time(self, each: TimeExpression) -> TimeExpression | None:
        rulings = self._rulings.get(each.id, {})
        self.decide(each.id, rulings)
        if rejected(rulings):
            return None
        if "interval" not in rulings:
            return each
        earliest, latest = interval(rulings["interval"].value)
        return replace(each, earliest=earliest, latest=latest, ends=())

    def _figure(self, each: Figure) -> Figure | None:
        rulings = self._rulings.get(each.id, {})
        if rejected(rulings, "count", "kind"):
            self._became(each.id, None, rulings)
            return None
        made = each
        if "count" in rulings:
            made = replace(made, **rulings["count"].value)
        if "kind" in rulings:
            made = replace(made, kind=FigureKind(rulings["kind"].value))
        if "holder" in rulings:
            made = replace(made, holder=self.holder(rulings["holder"].value, each.evidence))
        self._became(each.id, made.id, rulings)
        self._held(made.id, made.holder)
        return made

    def _mention(self, each: EventMention) -> EventMention | None:
        rulings = self._rulings.get(each.id, {})
        if rejected(rulings):
            self._became(each.id, None, rulings)
            return None
        made = each
        if "type" in rulings:
            made = replace(made, type=rulings["type"].value)
        if "mode" in rulings:
            made = replace(made, mode=rulings["mode"].value)
        if "certainty" in rulings and not rulings["certainty"].rejected:
            made = replace(made, certainty=Certainty(rulings["certainty"].value))
        if "holder" in rulings:
            made = replace(made, holder=self.holder(rulings["holder"].value, each.trigger))
        made = replace(made, figure_ids=self._now(each.figure_ids))
        made = self._with_roles(each, made)
        self._became(each.id, made.id, rulings)
        self._held(made.id, made.holder)
        return made

    def _with_roles(self, before: EventMention, made: EventMention) -> EventMention:
        roles = []
        of_mention = self._rulings.get(before.id, {})
        holder: Rulings = {each: of for each, of in of_mention.items() if each == "holder"}
        for each in before.roles:
            name = role_id(before, each)
            rulings = self._rulings.get(name, {})
            if rejected(rulings, "role"):
                self.decide(name, rulings)
                continue
            role = replace(each, role=Role(rulings["role"].value)) if "role" in rulings else each
            self.decide(role_id(made, role), rulings)
            # Who has part in it is told on the word of whoever tells of it.
            self.decide(role_id(made, role), holder)
            self._held(role_id(made, role), made.holder)
            roles.append(role)
        return replace(made, roles=tuple(roles))

    def _blame(self, each: Blame) -> Blame | None:
        rulings = self._rulings.get(each.id, {})
        mention = self._renamed.get(each.event_mention_id, each.event_mention_id)
        if mention is None or rejected(rulings, "certainty"):
            self._became(each.id, None, rulings)
            return None
        made = replace(each, event_mention_id=mention)
        if "certainty" in rulings:
            made = replace(made, certainty=BlameCertainty(rulings["certainty"].value))
        if "holder" in rulings:
            made = replace(made, holder=self.holder(rulings["holder"].value, each.evidence))
        self._became(each.id, made.id, rulings)
        self._held(made.id, made.holder)
        return made

    def _account(self, each: Account) -> Account | None:
        mentions = self._now(each.event_mention_ids)
        if not mentions:
            return None
        earliest, latest = self._when(each, mentions)
        return replace(
            each,
            event_mention_ids=mentions,
            figure_ids=self._now(each.figure_ids),
            blame_ids=self._now(each.blame_ids),
            earliest=earliest,
            latest=latest,
        )

    def _when(self, account: Account, mentions: Iterable[str]) -> Interval:
        """The time of an account: what people decided of words that the machine put it at, or that
        it could not resolve; without any, what it was."""
        before = {each.evidence.span: each for each in self.reading.times}
        after = {each.evidence.span: each for each in self.times}
        days = days_of(account.earliest, account.latest)
        for mention in mentions:
            for role in self.events[mention].roles:
                span = role.evidence.span
                was, now = before.get(span), after.get(span)
                if role.role is not Role.TIME or was is None or was is now:
                    continue
                own = days_of(was.earliest, was.latest)
                if days is None or (own is not None and days_apart(own, days) == 0):
                    return (now.earliest, now.latest) if now else (None, None)
        return account.earliest, account.latest


def _kept(found: Iterable[T | None]) -> list[T]:
    return [each for each in found if each is not None]


def _key(finding: Finding) -> str:
    """The id of a finding; of what fills a role, as `role_id` has it."""
    if finding.anchor.kind is not Kind.ROLE:
        return finding.id
    return f"{finding.id} {finding.fields['role']} {finding.anchor.start} {finding.anchor.end}"


def interval(value: Plain) -> Interval:
    """The two ends of a plain value; None is open."""
    if value is None:
        return None, None
    ends = [value[name] for name in ("earliest", "latest")]
    earliest, latest = (datetime.fromisoformat(each) if each else None for each in ends)
    return earliest, latest


def place_of(rulings: Rulings, machine: Place | None) -> Place | None:
    """The place that people say, with its precision if they say that."""
    place = machine
    if "place" in rulings:
        value = rulings["place"].value
        place = None if value is None else _place(value, machine)
    if place is None or "precision" not in rulings:
        return place
    precision = rulings["precision"].value
    return replace(place, precision=precision, precision_reason="a person's decision")


def _place(value: Plain, machine: Place | None) -> Place:
    number, name = value["geonames_id"], value["name"]
    latitude, longitude = value["latitude"], value["longitude"]
    if machine and (machine.geonames_id, machine.name) == (number, name):
        return machine
    found = shipped.place(number) if number else None
    return found or replace(shipped.given(name, latitude, longitude), geonames_id=number)
