"""The options by which reports and events of a record are chosen, for all commands that do."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from according.export.kinds import NAMES
from according.store.wanted import Wanted

OutletFilter = Annotated[str, typer.Option("--outlet", help="Only reports of this outlet.")]
ActorFilter = Annotated[str, typer.Option("--actor", help="Only where somebody is named so.")]
PlaceFilter = Annotated[
    str, typer.Option("--place", help="Only at this place, with or without its accents.")
]
FromFilter = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="From this day on: 2024-03-11.")
]
ToFilter = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")]
KindFilter = Annotated[str, typer.Option("--kind", help="Only events of this type: ASSAULT.")]
OriginsFilter = Annotated[
    int,
    typer.Option("--origins", min=0, help="Only events that rest on at least so many origins."),
]
ReportsFilter = Annotated[
    int, typer.Option("--reports", min=0, help="Only events that at least so many reports tell.")
]
DifferingFilter = Annotated[
    bool, typer.Option("--differing", help="Only events whose figures are in conflict.")
]


def wanted(
    outlet: str,
    actor: str,
    place: str,
    first: str | None,
    last: str | None,
    kind: str,
    origins: int,
    reports: int,
    differing: bool,
) -> Wanted:
    """What the options ask for.

    Raises:
        BadParameter: a day or type that is none.
    """
    return Wanted(
        outlet=outlet,
        actor=actor,
        place=place,
        kind=_type(kind),
        first=_day(first, "--from"),
        last=_day(last, "--to"),
        origins=origins,
        reports=reports,
        differing=differing,
    )


def _type(written: str) -> str:
    if written and written.upper() not in NAMES:
        raise typer.BadParameter(
            f"{written!r} is no type of event; there are {', '.join(NAMES)}", param_hint="--kind"
        )
    return written.upper()


def _day(written: str | None, option: str) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(
            f"{written!r} is no day; write it as 2024-03-11", param_hint=option
        ) from error
