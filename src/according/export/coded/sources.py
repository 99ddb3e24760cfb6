"""The reports of an event, as the list of sources of a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from according.happening import Happening


@dataclass(frozen=True, slots=True)
class Source:
    """A report. ``origin`` is the number of the origin that it is of; ``agencies`` are those that
    it credits; ``holders`` are those on whose word it tells the event's figures and blame."""

    report_id: str
    outlet: str
    published: date | None
    headline: str | None
    url: str | None
    language: str
    origin: int
    agencies: tuple[str, ...]
    holders: tuple[str, ...]


def sources(found: Happening) -> tuple[Source, ...]:
    """The reports that tell of an event, in the order of their origins."""
    holders: dict[str, dict[str, None]] = {}
    for field in found.fields:
        for value in field.values:
            for each in value.held:
                if each.holder != f"{each.outlet} itself":
                    holders.setdefault(each.report_id, {})[each.holder] = None
    made = []
    for told in found.told:
        report = told.reading.report
        agencies = dict.fromkeys(each.agency for each in report.credits)
        made.append(
            Source(
                *(report.id, told.outlet, report.published, report.title, report.url),
                *(report.language, told.origin, tuple(agencies)),
                tuple(holders.get(report.id, ())),
            )
        )
    return tuple(made)
