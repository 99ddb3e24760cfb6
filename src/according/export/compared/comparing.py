"""`compare`: a record's events beside the rows of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from according.export.coded import Coded
from according.export.compared.differing import Difference, differences
from according.export.compared.names import Names
from according.export.compared.pairing import Doubt, Pair, pairs
from according.export.compared.theirs import File, Their
from according.export.formats.acled import event_type
from according.linking.aliases import Aliases
from according.model import FigureKind


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it. ``beyond`` counts by the reason events without a row that the form would
    have none for either way; they are not in ``only_here``."""

    file: File
    pairs: tuple[tuple[Pair, tuple[Difference, ...]], ...]
    only_here: tuple[Coded, ...]
    only_there: tuple[Their, ...]
    beyond: Mapping[str, int]

    def of(self, doubt: Doubt) -> list[tuple[Pair, tuple[Difference, ...]]]:
        """The pairs of one sort."""
        return [each for each in self.pairs if each[0].doubt is doubt]


def compare(ours: Iterable[Coded], file: File, aliases: Aliases) -> Compared:
    """Compare events with the rows of a file.

    Args:
        ours: events, coded; those that no report tells of are left out.
        aliases: the list of other names of actors.
    """
    names = Names(aliases)
    events = [each for each in ours if each.sources]
    found = pairs(events, file.rows, file.form, names)
    paired = {each.ours.id for each in found}
    rows = {each.theirs.line for each in found}
    left = [each for each in events if each.id not in paired]
    why = {each.id: beyond(each, file.form) for each in left}
    return Compared(
        file,
        tuple((each, differences(each, file.form, names)) for each in found),
        tuple(each for each in left if why[each.id] is None),
        tuple(each for each in file.rows if each.line not in rows),
        Counter(reason for reason in why.values() if reason is not None),
    )


def beyond(coded: Coded, form: str) -> str | None:
    """Why a form has no rows for such events; None where it has."""
    if form == "ged":
        killed = coded.count(FigureKind.KILLED)
        if killed is None or not killed.high.value:
            return "no number of killed is told, and UCDP GED has events with deaths alone"
        return None
    if coded.kind.type is None:
        return "no report tells of what type it is"
    return "ACLED codes none of that type" if event_type(coded) is None else None
