"""Which decisions about links go with some reports: those that are about nothing else.

Decisions about findings are kept with the reports that they are about; those about events, copies
and actors name theirs in their own ways.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from according.export.formats.choosing import Chosen
from according.linking.judged import KINDS, anchors
from according.model import Judgement
from according.store import Record


def decided(chosen: Chosen) -> list[str]:
    """The ids of the decisions about links all of whose reports were chosen."""
    made = chosen.record.across.judgements(KINDS)
    reports = set(chosen.report_ids()) if made else set()
    of_actors = _reports_of_actors(chosen.record, made)
    return [each.id for each in made if _is_inside(each, reports, of_actors)]


def _is_inside(each: Judgement, reports: Collection[str], of_actors: dict[str, str]) -> bool:
    named = list(_named(each, of_actors))
    return bool(named) and all(one in reports for one in named)


def _named(each: Judgement, of_actors: dict[str, str]) -> Iterator[str | None]:
    kind, about = each.about
    if kind == "reports":
        yield from about.split()
    elif kind == "actors":
        yield from map(of_actors.get, about.split())
    else:
        # What takes a decision back has no sides: it goes with what it takes back.
        for side in anchors(each):
            yield from (report for _, report, _ in side)


def _reports_of_actors(record: Record, made: list[Judgement]) -> dict[str, str]:
    named = {one for each in made if each.about[0] == "actors" for one in each.about[1].split()}
    return record.actors.reports_of(named)
