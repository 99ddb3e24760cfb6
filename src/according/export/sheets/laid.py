"""The rows of a sheet, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from according.export.formats.choosing import Chosen
from according.export.sheets import across, findings
from according.export.sheets.batches import Batch, Cells, batches
from according.export.sheets.people import People

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


def rows(name: str, chosen: Chosen, people: People) -> Iterator[Cells]:
    """The rows of a sheet, in the order of its columns; tells the progress.

    Args:
        name: of the sheet. `groups.lay_out` was called before.
    """
    if name in _BY_REPORT:
        for number, batch in enumerate(batches(chosen)):
            yield from _BY_REPORT[name](batch, people)
            done = min((number + 1) * len(batch.reports), chosen.reports)
            chosen.progress(f"{name}, reports", done, chosen.reports)
        return
    for number, row in enumerate(_ACROSS[name](chosen, people), 1):
        if number % 1000 == 0:
            chosen.progress(f"{name}, rows", number, number)
        yield row
