"""A source's items become reports or refusals, one outcome for each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from according.errors import InputRefused, Reason
from according.intake.compose import compose, filled
from according.intake.fetch import Fetcher
from according.intake.item import Item
from according.intake.outcome import Source, Taken
from according.intake.walking import members
from according.model import Capture, Refusal
from according.settings import Settings


def take(
    source: Source,
    settings: Settings,
    fetcher: Fetcher | None = None,
    skip: int = 0,
    on_found: Callable[[int], None] | None = None,
) -> Iterator[Taken | Refusal]:
    """One outcome for every input of ``source``, in their order.

    Args:
        fetcher: used for addresses; one fetcher for a whole run keeps its pauses and robots.
        skip: so many inputs are passed over and not parsed: a run whose process was ended by
            input ``n`` goes on with ``skip=n``.
        on_found: called with the number of each input, from 1, as soon as the source gives it:
            before it is passed over or parsed.

    Raises:
        MemoryError: an input needs more memory than the process may have. Everything else that
            can be wrong with an input is a refusal.
    """
    for number, found in enumerate(members(source, settings, fetcher), 1):
        if on_found is not None:
            on_found(number)
        if number <= skip:
            continue
        yield found if isinstance(found, Refusal) else _outcome(found, settings)


def to_report(item: Item, settings: Settings) -> Taken:
    """Parse one item.

    Raises:
        InputRefused: it cannot be used.
    """
    try:
        draft = filled(item.parse(item, settings), item.url)
        report = compose(draft, settings.given, settings.limits)
    except RecursionError as error:
        raise InputRefused(Reason.FORMAT, "nested too deeply") from error
    capture = Capture(
        hashlib.sha256(item.data).hexdigest(),
        item.media_type,
        item.location,
        item.member,
        item.had_at,
        report.url,
        report.byline,
        len(item.data),
    )
    return Taken(report, capture, item.data)


def _outcome(item: Item, settings: Settings) -> Taken | Refusal:
    try:
        return to_report(item, settings)
    except InputRefused as refused:
        sha256 = hashlib.sha256(item.data).hexdigest()
        return Refusal(item.location, refused.reason, refused.detail, item.member, sha256)
