"""The rows of sheets, whichever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from according.export.formats.choosing import Chosen
from according.export.sheets import across, findings
from according.export.sheets.batches import Batch, Cells, batches
from according.export.sheets.people import People

AT_ONCE = 2000
"""Rows that are handed on at once, at most."""

_BY_REPORT: dict[str, Callable[[Batch, People], Iterator[Cells]]] = {
    "accounts": findings.accounts,
    "mentions": findings.mentions,
    "figures": findings.figures,
    "blames": findings.blames,
    "places": findings.places,
    "times": findings.times,
    "attributions": findings.attributions,
    "wordings": findings.wordings,
}

_ACROSS: dict[str, Callable[[Chosen, People], Iterator[Cells]]] = {
    "events": across.events,
    "origins": across.origins,
    "actors": across.actors,
    "reports": across.reports,
    "refusals": across.refusals,
    "decisions": across.decisions,
}


def rows(
    names: Sequence[str],
    chosen: Chosen,
    people: People,
    first: int = 1,
    last: int | None = None,
) -> Iterator[tuple[str, Sequence[Cells]]]:
    """The rows of sheets, each in the order of its columns, some of one sheet at a time; tells the
    progress. Sheets of what was read in reports go along with one another, batch by batch, so that
    what several need of a report is had once; within a sheet the order is always the same.

    Args:
        names: of the sheets. `groups.lay_out` was called before.
        first, last: of the numbers of the reports of whose findings they are, both included; of
            what is across reports all rows come.
    """
    by_report = of_reports(names)
    done = 0
    last = chosen.reports if last is None else last
    for batch in batches(chosen, first, last) if by_report else ():
        for name in by_report:
            for some in _parts(_BY_REPORT[name](batch, people)):
                yield name, some
        done += len(batch.reports)
        chosen.progress("reports", done, last - first + 1)
    for name in names:
        if name in _ACROSS:
            done = 0
            for some in _parts(_ACROSS[name](chosen, people)):
                yield name, some
                done += len(some)
                chosen.progress(f"{name}, rows", done, done)


def of_reports(names: Sequence[str]) -> list[str]:
    """Those of some sheets that have what was read in reports."""
    return [each for each in names if each in _BY_REPORT]


def _parts(found: Iterator[Cells]) -> Iterator[Sequence[Cells]]:
    while some := list(islice(found, AT_ONCE)):
        yield some
