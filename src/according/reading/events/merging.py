"""The figures and the blame that an account comes to: what is told twice is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from according.model import Blame, BlameCertainty, Figure
from according.reading.events.agents import load_words
from according.reading.events.tellings import Telling

_ANY = frozenset(("a", "an", "the", "of", "and", "or", "in", "other", "some"))


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
    """The account's blame in order: for each actor that is said to have done it, and each that
    is said not to have, the outlet's own word and others' once each; by the actor's own claim
    before all else, and what the headline says only where the text does not.

    Args:
        blamed: by the event mention.
    """
    found = [(telling, each) for telling in told for each in blamed.get(telling.event.id, ())]
    in_text = {_what(each) for telling, each in found if not telling.in_title}
    kept: dict[Hashable, tuple[bool, Blame]] = {}
    for telling, each in found:
        if telling.in_title and _what(each) in in_text:
            continue
        key = (_what(each), not each.holder.attribution_ids)
        claimed = each.certainty is BlameCertainty.CLAIMED
        if key not in kept or claimed > kept[key][0]:
            kept[key] = (claimed, each)
    return sorted((blame for _, blame in kept.values()), key=lambda each: each.evidence.span)


def _what(blame: Blame) -> Hashable:
    return _who(blame), blame.certainty is BlameCertainty.DENIED


def _who(blame: Blame) -> str:
    """The actor or, of those who are only described, the word that tells them from others:
    "terrorists", "terrorist groups" and "a terrorist attack" are of one."""
    if blame.actor_id:
        return blame.actor_id
    words = [each for each in re.findall(r"\w+", blame.evidence.quote.lower()) if each not in _ANY]
    told = [each for each in words if each.removesuffix("s") not in load_words().generic]
    last: str = (told or words or [blame.evidence.quote])[-1]
    return last.removesuffix("s")
