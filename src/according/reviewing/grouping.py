"""What is one happening, and what is a copy, decided by those who may."""

from __future__ import annotations

from according import judging
from according.model import Judgement
from according.reviewing.roles import Action, Viewer
from according.store import Record


def join(record: Record, viewer: Viewer, a: str, b: str, why: str | None = None) -> Judgement:
    """Two events are one happening.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such events, or they are one already.
    """
    viewer.need(Action.GROUP)
    return judging.join(record, a, b, viewer.name, why)


def split(
    record: Record, viewer: Viewer, event: str, report: str, why: str | None = None
) -> Judgement:
    """What a report tells is another happening than the event that it is in.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such event or report, or there is nothing to split.
    """
    viewer.need(Action.GROUP)
    return judging.split(record, event, report, viewer.name, why)


def not_a_copy(record: Record, viewer: Viewer, a: str, b: str, why: str | None = None) -> Judgement:
    """Neither of two reports was made of the other, nor both of a third.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such reports.
    """
    viewer.need(Action.GROUP)
    return judging.not_a_copy(record, a, b, viewer.name, why)


def not_the_same(
    record: Record, viewer: Viewer, a: str, b: str, why: str | None = None
) -> Judgement:
    """The second of two actors is not the first, nor anybody of other reports.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such actors.
    """
    viewer.need(Action.GROUP)
    return judging.not_the_same(record, a, b, viewer.name, why)


def same(record: Record, viewer: Viewer, a: str, b: str, why: str | None = None) -> Judgement:
    """Two actors are one, and with them all who are joined with either.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such actors.
    """
    viewer.need(Action.GROUP)
    return judging.same(record, a, b, viewer.name, why)
