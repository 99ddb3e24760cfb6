"""Which attribution stands inside which: one whose cue lies in the other's content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from according.reading.attribution.finding import Found


def parents(found: Sequence[Found]) -> Iterator[tuple[int, int | None]]:
    """The numbers of what is kept, each with that of the attribution it stands in, if any.

    What the inner layer marks stands inside of something, or is a second reading of what the
    outer layer has already: without an outer content around it, it is left out.
    """
    for number, each in enumerate(found):
        around = [at for at, other in enumerate(found) if at != number and _holds(other, each)]
        inner = min(around, key=lambda at: _length(found[at]), default=None)
        if each.layer == 0 or inner is not None:
            yield number, inner


def _holds(outer: Found, inner: Found) -> bool:
    """Whether the outer's content has the inner's cue, and the inner's has not the outer's."""
    return _within(inner.cue, outer) and not _within(outer.cue, inner) and inner.cue != outer.cue


def _within(cue: tuple[int, int], other: Found) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in other.contents)


def _length(found: Found) -> int:
    return sum(end - start for start, end in found.contents)
