"""What a comparison came to as plain values, and as lines of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from according.export.coded import Coded
from according.export.compared.comparing import Compared
from according.export.compared.differing import Difference
from according.export.compared.pairing import Doubt, Pair
from according.export.compared.theirs import Their
from according.export.formats.coders import cell
from according.model import FigureKind

Plain = dict[str, Any]

CSV = (
    *("what", "event", "row", "line", "points", "as well", "field", "here", "there", "how"),
    "note",
)


def plain_compared(found: Compared) -> Plain:
    """As JSON holds it."""
    return {
        "form": found.file.form,
        "counts": {
            "rows": len(found.file.rows),
            "bad_rows": len(found.file.bad),
            "matches": len(found.of(Doubt.MATCH)),
            "possible_matches": len(found.of(Doubt.POSSIBLE)),
            "only_here": len(found.only_here),
            "only_there": len(found.only_there),
            "beyond_the_form": dict(found.beyond),
        },
        "pairs": [_pair(pair, differing) for pair, differing in found.pairs],
        "only_here": [_ours(each) for each in found.only_here],
        "only_there": [_theirs(each) for each in found.only_there],
        "bad_rows": [
            {"line": each.line, "column": each.column, "why": each.why} for each in found.file.bad
        ],
    }


def _pair(pair: Pair, differing: tuple[Difference, ...]) -> Plain:
    return {
        "event": pair.ours.id,
        "row": pair.theirs.id,
        "line": pair.theirs.line,
        "doubt": pair.doubt.value,
        "points": pair.fits.points,
        "fits": {name: each.value for name, each in pair.fits.fields.items()},
        "as_well": list(pair.as_well),
        "fields": [
            {
                "field": each.field,
                "here": each.ours,
                "there": each.theirs,
                "how": each.how.value,
                "note": each.note,
            }
            for each in differing
        ],
    }


def _ours(each: Coded) -> Plain:
    return {"event": each.id, "said": ours_said(each), "reports": len(each.sources)}


def _theirs(each: Their) -> Plain:
    return {"row": each.id, "line": each.line, "said": theirs_said(each)}


def ours_said(each: Coded) -> str:
    """An event in a line."""
    killed = each.count(FigureKind.KILLED)
    parts = (
        each.when.first.isoformat() if each.when else "no day",
        each.where.place.name if each.where else "no place",
        each.label.split(", ")[0],
        f"killed {killed.best.value}" if killed and killed.best.value is not None else "",
    )
    return ", ".join(part for part in parts if part)


def theirs_said(each: Their) -> str:
    """A row in a line."""
    sides = " and ".join(side for side in (each.a, each.b) if side)
    killed = f"killed {each.best}" if each.best is not None else ""
    parts = (each.first.isoformat(), each.place or "no place", sides, killed)
    return ", ".join(part for part in parts if part)


def csv_lines(found: Compared) -> Iterator[tuple[str, ...]]:
    """A line for each field of each pair, then what is here alone, there alone, and bad."""
    yield CSV
    for pair, differing in found.pairs:
        head = (
            *(pair.doubt.value, pair.ours.id, pair.theirs.id, str(pair.theirs.line)),
            *(str(pair.fits.points), "; ".join(pair.as_well)),
        )
        for each in differing:
            what = (each.field, each.ours, each.theirs, each.how.value, each.note)
            yield tuple(map(cell, (*head, *what)))
    for ours in found.only_here:
        yield ("only here", ours.id, "", "", "", "", "", cell(ours_said(ours)), "", "", "")
    for row in found.only_there:
        line = ("only there", "", row.id, str(row.line), "", "", "", "", theirs_said(row), "", "")
        yield tuple(map(cell, line))
    for bad in found.file.bad:
        line = ("bad row", "", "", str(bad.line), "", "", bad.column, "", "", "", bad.why)
        yield tuple(map(cell, line))
