"""The queue: what matters first, for those who review.

What waits is a table. Linking and judging mark the events that they change; those alone are looked
at again, a few when the queue is asked for, or all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from according import judging
from according.errors import JudgementError, NotFound
from according.linker import decided
from according.linking.judged import Judged, anchors
from according.model import Judgement
from according.reviewing.reasons import SIDES, Why
from according.reviewing.roles import Action, Viewer
from according.reviewing.waiting import Batch
from according.store import Record, Waiting

BATCH = 100
"""Events that are looked at between two writes."""

AT_ONCE = 30
"""Changed events that are looked at while somebody waits for the queue: some 25 ms each."""

Cursor = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue. ``next`` is the cursor of the page after it, None at the end;
    ``changed`` are events that were not looked at again yet."""

    waiting: tuple[Waiting, ...]
    next: Cursor | None
    changed: int


def page(
    record: Record,
    viewer: Viewer,
    limit: int = 50,
    after: Cursor | None = None,
    event: str | None = None,
    *,
    own: bool = False,
    why: Why | None = None,
) -> Page:
    """What waits, what matters first, in an order that stays.

    Args:
        after: the cursor of the page before.
        event: only of the event with this whole id.
        own: only what waits for the viewer: what is assigned to them and not done, and what is
            assigned to nobody; without what they have decided on.
        why: only what waits for this reason.

    Raises:
        NotAllowed: the viewer may not read the record.
    """
    viewer.need(Action.READ)
    refresh(record, AT_ONCE)
    coder = viewer.name if own else None
    reason = why.value if why is not None else None
    found = record.review.page(limit + 1, after, coder, event, reason)
    shown = tuple(found[:limit])
    following = shown[-1].cursor if len(found) > limit else None
    return Page(shown, following, record.review.stale_count())


def refresh(
    record: Record,
    limit: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Look again at events that changed. It can be stopped at any time.

    Args:
        limit: at most so many; all if not given.
        on_progress: told how many are done, of how many.

    Returns:
        How many were looked at.
    """
    of = record.review.stale_count()
    of = of if limit is None else min(of, limit)
    done = 0
    judged = decided(record).judged if of else Judged()
    while done < of:
        stale = record.review.stale(min(BATCH, of - done))
        if not stale:
            break
        record.review.put_queue(Batch(record, dict(stale), judged).made())
        done += len(stale)
        if on_progress is not None:
            on_progress(done, max(of, done))
    return done


def confirm(record: Record, viewer: Viewer, item: str, why: str | None = None) -> Judgement:
    """Decide that an event that hangs on one link is one happening all the same.

    Args:
        item: the id of what waits, as the queue shows it; its first characters are enough.

    Raises:
        NotAllowed: the viewer may not.
        NotFound: no such thing waits, or the event has changed since.
        JudgementError: it waits for another reason.
    """
    viewer.need(Action.GROUP)
    waiting = record.review.waiting(item)
    if waiting is None:
        raise NotFound(f"nothing in the queue is called {item!r}; see: according review queue")
    if waiting.reason != Why.HANGING.value:
        raise JudgementError(f"{item!r} waits because of: {waiting.said}")
    these, others = (
        [(account, report, at) for account, report, at in waiting.detail[side]] for side in SIDES
    )
    inside = record.across.members([waiting.event_id])
    if any(account not in inside for account, _, _ in (*these, *others)):
        # Somebody may have split it since: that is not to be overridden unseen.
        raise NotFound(f"the event of {item!r} has changed; see: according review queue")
    made = judging.hold_together(record, waiting.event_id, these, others, viewer.name, why)
    # What is grouped stays as it is; but it waits no more.
    record.review.touch({report for side in anchors(made) for _, report, _ in side})
    return made
