"""The figures and the blame that an account comes to: what is told twice is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from according.model import Blame, BlameCertainty, Figure
from according.reading.events.tellings import Telling


def merged(told: Sequence[Telling]) -> list[Figure]:
    """The account's figures in order. Of figures of a kind with the same number one is kept: in
    the text rather than the headline, on somebody's word rather than on none, the first. What
    the headline alone tells of a kind is left out where the text tells of that kind; "three
    soldiers and three farmers" are two."""
    kept: dict[Hashable, tuple[tuple[bool, bool], Figure]] = {}
    in_text = {figure.kind for each in told if not each.in_title for figure in each.figures}
    for each in told:
        beside: Counter[Hashable] = Counter()
        for figure in each.figures:
            alike = (figure.kind, _number(figure))
            beside[alike] += 1
            if each.in_title and figure.kind in in_text:
                continue
            key = (*alike, beside[alike])
            rank = (not each.in_title, bool(figure.holder.attribution_ids))
            if key not in kept or rank > kept[key][0]:
                kept[key] = (rank, figure)
    return sorted((figure for _, figure in kept.values()), key=lambda each: each.evidence.span)


def _number(figure: Figure) -> int | None:
    """What is the same in "16" and "at least 16"."""
    bounds = (figure.best, figure.low, figure.high)
    return next((each for each in bounds if each is not None), None)


def at_fault(told: Sequence[Telling], blamed: Mapping[str, Sequence[Blame]]) -> list[Blame]:
    """The account's blame in order, once for each actor that is said to have done it, and once
    for each that is said not to have: by the actor's own claim before all else, in the text
    before the headline, and where the outlet asserts it, on its own word before others'.

    Args:
        blamed: by the event mention.
    """
    kept: dict[Hashable, tuple[tuple[bool, bool, bool], Blame]] = {}
    for telling in told:
        for each in blamed.get(telling.event.id, ()):
            key = (_who(each), each.certainty is BlameCertainty.DENIED)
            claimed = each.certainty is BlameCertainty.CLAIMED
            rank = (claimed, not telling.in_title, not each.holder.attribution_ids)
            if key not in kept or rank > kept[key][0]:
                kept[key] = (rank, each)
    return sorted((blame for _, blame in kept.values()), key=lambda each: each.evidence.span)


def _who(blame: Blame) -> str:
    return blame.actor_id or blame.evidence.quote.lower().removeprefix("the ")
