"""Copies with changed figures: two texts of which one was made of the other, and that give a number
otherwise. Texts are compared once and what came of it is kept beside the record."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.background import BackgroundTask

from according.linking.changed import changed_numbers
from according.linking.judged import not_copies
from according.linking.origins import First, first_of
from according.model import Report
from according.web.paging import pager
from according.web.state import State, state_of

router = APIRouter()

SIZE = 30
AT_ONCE = 8
"""Pairs whose texts are compared before it is looked how long it took: some twenty milliseconds
each, of long reports."""
PATIENCE = 0.4
"""Seconds that a page waits for pairs to be compared; the others are compared once it is sent."""
_LATER = 20.0
"""Seconds that others are compared then."""

_LOOKING = Lock()


@dataclass(frozen=True, slots=True)
class Changed:
    """Two reports of one text, the words of both for each number that differs, and who had it
    first; ``denied``: a person said that neither was made of the other."""

    a: Report
    b: Report
    figures: tuple[tuple[str, str], ...]
    first: First | None
    denied: bool


@router.get("/origins/changed")
def changed(request: Request) -> HTMLResponse:
    """Pairs of reports of one text that give figures otherwise, those with most first."""
    state = state_of(request)
    left = catch_up(state)
    pages = pager(request, SIZE)
    found = state.browsing.changed(size=SIZE, at=pages.at)
    denied = not_copies(state.record.across.standing(("reports",)))
    shown = state.page(
        request,
        "changed.html",
        pairs=[_pair(state, a, b, denied) for a, b, _ in found.rows],
        pages=pages.of(found.total),
        left=left,
    )
    if left:
        shown.background = BackgroundTask(_compare_on, state)
    return shown


def catch_up(state: State, patience: float = PATIENCE) -> int:
    """Compare the figures of pairs that were not compared yet; how many are left.

    Args:
        patience: seconds after which no more are begun.
    """
    end = time.monotonic() + patience
    while pairs := state.looking.uncompared(AT_ONCE):
        texts = {name: state.record.report(name).text for pair in pairs for name in pair}
        found = {(a, b): len(changed_numbers(texts[a], texts[b])) for a, b in pairs}
        state.looking.put_changes(found)
        if time.monotonic() > end:
            return state.looking.count_uncompared()
    return 0


def _compare_on(state: State) -> None:
    if not _LOOKING.acquire(blocking=False):
        return
    try:
        catch_up(state, _LATER)
    finally:
        _LOOKING.release()


def _pair(state: State, a: str, b: str, denied: frozenset[frozenset[str]]) -> Changed:
    one, other = state.record.report(a), state.record.report(b)
    first = first_of(one, other)
    if first is not None and first.report_id == other.id:
        one, other = other, one
    return Changed(
        one, other, changed_words(one.text, other.text), first, frozenset((a, b)) in denied
    )


def changed_words(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """The words of both texts for each number that differs."""
    return tuple(
        (one[a.start : a.end], other[b.start : b.end]) for a, b in changed_numbers(one, other)
    )
