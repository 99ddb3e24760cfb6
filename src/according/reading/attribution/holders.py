"""Whose word a stretch of a report is: the chain of attributions around it."""

from __future__ import annotations

from collections.abc import Iterable

from according.model import OUTLET, Attribution, Holder, Span


def holder_of(span: Span, attributions: Iterable[Attribution]) -> Holder:
    """The chain of attributions in whose contents ``span`` begins, outermost first; the
    outlet's own word where there is none. It ends with the narrowest content."""
    by_id = {each.id: each for each in attributions}
    around = [
        (len(part.span), each.id)
        for each in by_id.values()
        for part in each.content
        if part.start <= span.start < part.end
    ]
    if not around:
        return OUTLET
    chain = [min(around)[1]]
    while (outer := by_id[chain[0]].inside) in by_id and outer not in chain:
        chain.insert(0, str(outer))
    return Holder(tuple(chain))
