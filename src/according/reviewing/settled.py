"""What stands of a finding: what the machine read, what people decided, and how these go together.

The two are never mixed: an `Item` has both, and says which of them counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from according.model import Judgement
from according.model.record import standing
from according.reviewing.findings import Anchor, Finding, How, Kind, Plain, find
from according.reviewing.values import field_of


class Verdict(StrEnum):
    """What somebody decides; the words of `Judgement.decision`."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    """Words say something that the machine did not read."""
    NOTE = "note"
    """Words for others; decides nothing."""


class State(StrEnum):
    """How far a field is decided."""

    OPEN = "open"
    ONE = "one coder"
    AGREE = "coders agree"
    DIFFER = "coders differ"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a field, read. ``value`` is what the field is by it, None where it is
    rejected or has no value; ``machine`` what the machine read when it was made."""

    judgement: Judgement
    anchor: Anchor
    verdict: Verdict
    value: Plain
    machine: Plain
    quote: str
    adjudicates: bool

    @property
    def by(self) -> str:
        """Who decided."""
        return self.judgement.by

    @property
    def choice(self) -> str:
        """What two decisions have in common that come to the same: a place is the same by its id,
        whatever it is called, and a source by its words, wherever they stand."""
        if self.verdict is Verdict.REJECT:
            return "rejected"
        field = self.judgement.field
        if field is None or self.value is None:
            return json.dumps(self.value)
        measures = field_of(self.anchor.kind, field).measures.values()
        return json.dumps([read(self.value) for _, read in measures])


@dataclass(frozen=True, slots=True)
class Item:
    """A field of a finding, or the finding as a whole (``field`` is None).

    ``machine`` is what the machine reads today. ``decisions`` are those that stand: the last of
    each coder, and of adjudicators; ``notes`` all that stand. ``how`` says how the words that were
    judged are found today; where they are gone, ``machine`` is None and nothing is lost of the
    decisions. ``dropped``: the finding as a whole is rejected, so its fields have no values.
    """

    anchor: Anchor
    field: str | None
    quote: str
    machine: Plain
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Decision, ...] = ()
    how: How = How.SAME
    dropped: bool = False

    @property
    def state(self) -> State:
        """How far it is decided."""
        if any(each.adjudicates for each in self.decisions):
            return State.ADJUDICATED
        if len(self.decisions) < 2:
            return State.ONE if self.decisions else State.OPEN
        choices = {each.choice for each in self.decisions}
        return State.AGREE if len(choices) == 1 else State.DIFFER

    @property
    def decided(self) -> Decision | None:
        """The decision that counts: an adjudicator's before coders'; None where there is none, or
        coders differ."""
        for each in self.decisions:
            if each.adjudicates:
                return each
        return self.decisions[0] if self.state in (State.ONE, State.AGREE) else None

    @property
    def by_people(self) -> bool:
        """Whether people's decision counts, and not the machine's reading."""
        return self.dropped or self.decided is not None

    @property
    def rejected(self) -> bool:
        """Whether people say that this is not so."""
        return self.decided is not None and self.decided.verdict is Verdict.REJECT

    @property
    def value(self) -> Plain:
        """What counts: what people decided, else what the machine reads. None: no value."""
        if self.dropped:
            return None
        return self.decided.value if self.decided else self.machine

    @property
    def reread(self) -> bool:
        """Whether the machine reads something else today than when a decision was made."""
        return any(each.machine != self.machine for each in self.decisions)


def said(kind: Kind, field: str | None, value: Plain) -> str:
    """A value in plain words."""
    if field is None:
        return "as it stands"
    return "none" if value is None else field_of(kind, field).said(value)


def decision_of(judgement: Judgement) -> Decision | None:
    """A judgement of a field as a decision; None if it is of something else."""
    if judgement.about[0] not in {each.value for each in Kind} or judgement.value is None:
        return None
    plain = json.loads(judgement.value)
    return Decision(
        judgement,
        Anchor.of(judgement.about),
        Verdict(judgement.decision),
        plain.get("value"),
        plain.get("machine"),
        plain["quote"],
        plain.get("as") == "adjudicator",
    )


def plain_decision(quote: str, machine: Plain, value: Plain, *, adjudicates: bool) -> str:
    """What `decision_of` reads: the value of a `Judgement`."""
    plain = {"quote": quote, "machine": machine, "value": value}
    return json.dumps(plain | ({"as": "adjudicator"} if adjudicates else {}), sort_keys=True)


def items(
    findings: Sequence[Finding], judgements: Iterable[Judgement], until: datetime | None = None
) -> list[Item]:
    """All that can be decided of some findings with what was decided, in the order of the text;
    then what is gone.

    Args:
        judgements: all of the reports of these findings; also what was taken back.
        until: what was decided or taken back later does not count.
    """
    counted = sorted(
        (each for each in judgements if until is None or each.at <= until),
        key=lambda each: (each.at, each.id),
    )
    grouped: dict[tuple[Anchor, str | None], list[Decision]] = {}
    shown: dict[tuple[Anchor, str | None], tuple[Finding | None, How]] = {}
    for each in standing(counted):
        decision = decision_of(each)
        if decision is None:
            continue
        finding, how = find(decision.anchor, findings)
        key = (finding.anchor if finding else decision.anchor, each.field)
        grouped.setdefault(key, []).append(decision)
        # The exact words count before others that come to the same finding.
        if how is How.SAME or key not in shown:
            shown[key] = (finding, how)
    found = []
    for finding in findings:
        for field in (None, *finding.fields):
            key = (finding.anchor, field)
            _, how = shown.get(key, (finding, How.SAME))
            machine = finding.fields[field] if field is not None else True
            made = grouped.pop(key, [])
            found.append(Item(*key, finding.quote, machine, _last(made), _notes(made), how))
    for key, made in sorted(grouped.items(), key=lambda each: (each[0][0], each[0][1] or "")):
        added = any(each.verdict is Verdict.ADD for each in made)
        how = How.ADDED if added else How.GONE
        found.append(Item(*key, made[-1].quote, None, _last(made), _notes(made), how))
    dropped = {each.anchor for each in found if each.field is None and each.rejected}
    return [
        replace(each, dropped=each.field is not None and each.anchor in dropped)
        if each.anchor in dropped
        else each
        for each in found
    ]


def _last(made: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last of each coder by their names, and the last of the adjudicators first."""
    latest: dict[str, Decision] = {}
    for each in made:
        if each.verdict is not Verdict.NOTE:
            latest["" if each.adjudicates else each.by] = each
    return tuple(latest[name] for name in sorted(latest))


def _notes(made: Sequence[Decision]) -> tuple[Decision, ...]:
    return tuple(each for each in made if each.verdict is Verdict.NOTE)
