"""Where an event and the row that it may be differ, field by field. Nobody is said to be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from according.export.coded import Coded, Count, Party
from according.export.compared.fitting import Fit
from according.export.compared.names import Names, are_civilians, civilians
from according.export.compared.pairing import Pair
from according.export.compared.theirs import Their
from according.export.formats.acled import event_type
from according.export.formats.ged import type_of_violence
from according.model import FigureKind


class How(StrEnum):
    """How two values stand."""

    AGREE = "agree"
    DIFFER = "differ"
    HERE = "told here alone"
    THERE = "told there alone"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of both, in words. ``note`` says by how much, or who gives the value here."""

    field: str
    ours: str
    theirs: str
    how: How
    note: str = ""


def differences(pair: Pair, form: str, names: Names) -> tuple[Difference, ...]:
    """All fields that one of both tells."""
    found = (
        _days(pair.ours, pair.theirs),
        _place(pair),
        *_deaths(pair.ours, pair.theirs, form),
        _actor("actor", pair.ours.actor, pair.theirs.a, names),
        _actor("recipient", pair.ours.recipient, pair.theirs.b, names),
        _kind(pair.ours, pair.theirs, form),
    )
    return tuple(each for each in found if each is not None)


def _days(ours: Coded, theirs: Their) -> Difference:
    there = _span(theirs.first.isoformat(), theirs.last.isoformat())
    if ours.when is None:
        return Difference("date", "", there, How.THERE)
    here = _span(ours.when.first.isoformat(), ours.when.last.isoformat())
    return Difference("date", here, there, How.AGREE if here == there else How.DIFFER)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _place(pair: Pair) -> Difference | None:
    at, row = pair.ours.where, pair.theirs
    there = row.place or ("" if row.latitude is None else f"{row.latitude}, {row.longitude}")
    here = at.place.name if at is not None else ""
    if not here and not there:
        return None
    if not here or not there:
        return Difference("place", here, there, How.HERE if here else How.THERE)
    km = pair.fits.km
    codes = f"precision {at.precision if at and at.precision else '–'} and {row.precision or '–'}"
    note = f"{km:.0f} km apart; {codes}" if km is not None else codes
    agree = pair.fits.place is Fit.SAME
    return Difference("place", here, there, How.AGREE if agree else How.DIFFER, note)


def _deaths(ours: Coded, theirs: Their, form: str) -> Iterator[Difference]:
    killed = ours.count(FigureKind.KILLED)
    for name in ("low", "best", "high") if form == "ged" else ("best",):
        here = getattr(killed, name).value if killed else None
        there = getattr(theirs, name)
        if here is None and there is None:
            continue
        if here is None or there is None:
            how = How.HERE if there is None else How.THERE
        else:
            how = How.AGREE if here == there else How.DIFFER
        yield Difference(f"killed, {name}", _number(here), _number(there), how, _who(killed, name))


def _number(number: int | None) -> str:
    return "" if number is None else f"{number}"


def _who(count: Count | None, name: str) -> str:
    """Who gives a number here, and whether it is an open one."""
    if count is None:
        return ""
    bound = getattr(count, name)
    given = bound.given
    said = dict.fromkeys(f"{each.held.holder} in {each.held.outlet}" for each in given)
    few = list(said)[:3]
    more = f" and {len(said) - len(few)} more" if len(said) > len(few) else ""
    open_ = {"low": "; less may be", "high": "; more may be"}[name] if bound.open else ""
    return f"here by {', '.join(few)}{more}{open_}" if few else ""


def _actor(field: str, ours: Party | None, name: str, names: Names) -> Difference | None:
    here = ours.name or "named by loaded words alone" if ours else ""
    if not here and not name:
        return None
    if ours is None or not name:
        return Difference(field, here, name, How.HERE if here else How.THERE)
    if civilians(ours) and are_civilians(name):
        return Difference(field, here, name, How.AGREE, "civilians, by the words of both")
    same = names.same(ours, name)
    note = "" if same else "no name in common that is known; they may still be one"
    return Difference(field, here, name, How.AGREE if same else How.DIFFER, note)


_VIOLENCE = {"1": "1, state-based", "2": "2, between groups of no state", "3": "3, one-sided"}
"""UCDP's types of violence."""


def _kind(ours: Coded, theirs: Their, form: str) -> Difference | None:
    if form == "ged":
        here = str(type_of_violence(ours.actor, ours.recipient) or "")
    else:
        here = (event_type(ours) or ("", ""))[0]
    there = theirs.kind
    if not here and not there:
        return None
    if not here or not there:
        how = How.HERE if here else How.THERE
    else:
        how = How.AGREE if here.casefold() == there.casefold() else How.DIFFER
    return Difference("kind", _VIOLENCE.get(here, here), _VIOLENCE.get(there, there), how)
