"""Small HTML for notebooks: tables, and a reading at a glance. Pure text; every cell is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from according.model.event import Figure
    from according.model.quantity import Bounded
    from according.model.reading import Reading
    from according.model.voice import Holder

MOST = 12
"""Rows of a table that are shown, at most."""

LONGEST = 120
"""Code points of a cell that are shown, at most."""

_BOX = "font:13px/1.45 system-ui,sans-serif;max-width:56rem"
_TABLE = "border-collapse:collapse;margin:.4rem 0"
_HEAD = "text-align:left;padding:.2rem .7rem .2rem 0;border-bottom:1px solid #8886;opacity:.65"
_CELL = (
    "text-align:left;vertical-align:top;padding:.2rem .7rem .2rem 0;border-bottom:1px solid #8883"
)
_NOTE = "opacity:.65"


def box(*parts: str) -> str:
    """Parts of HTML in a box, in the notebook's own colours."""
    return f'<div style="{_BOX}">{"".join(parts)}</div>'


def line(strong: object, rest: object = "") -> str:
    """A line with words in bold and words behind."""
    return f'<div><b>{_cell(strong)}</b> <span style="{_NOTE}">{_cell(rest)}</span></div>'


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, of: int | None = None) -> str:
    """A table of `MOST` rows at most.

    Args:
        of: how many rows there are, if ``rows`` are not all.
    """
    given = list(rows)
    shown = given[:MOST]
    number = len(given) if of is None else of
    top = "".join(f'<th style="{_HEAD}">{_cell(each)}</th>' for each in head)
    body = "".join(
        f"<tr>{''.join(f'<td style={_quoted(_CELL)}>{_cell(each)}</td>' for each in row)}</tr>"
        for row in shown
    )
    more = f'<div style="{_NOTE}">{len(shown):,} of {number:,}</div>' if number > len(shown) else ""
    return (
        f'<table style="{_TABLE}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{more}'
    )


def reading_html(reading: Reading) -> str:
    """What was read in a report: how much of each, and what happened by whose word."""
    report = reading.report
    day = report.published.isoformat() if report.published else "no day"
    title = report.title or f"{report.text[:80].strip()}…"
    parts = [line(title, f"{report.outlet or 'no outlet'}, {day} · {report.id[:10]}")]
    if reading.unread:
        return box(*parts, f"<div>Not read: {_cell(reading.unread)}.</div>")
    said = {
        each.id: each.source.quote if each.source else "somebody" for each in reading.attributions
    }
    rows = [
        (each.kind, bounds(each), _of(each), _word(each.holder, said)) for each in reading.figures
    ]
    if rows:
        parts.append(table(("figure", "how many", "words", "on whose word"), rows))
    told = [
        (each.trigger.quote, each.type or "", each.certainty, _word(each.holder, said))
        for each in reading.events
    ]
    if told:
        parts.append(table(("event", "type", "certainty", "on whose word"), told))
    parts.append(f'<div style="{_NOTE}">{_cell(_counts(reading))}</div>')
    parts += [
        f'<div style="{_NOTE}">Not all was read: {_cell(each)}.</div>' for each in reading.limits
    ]
    return box(*parts)


def bounds(of: Bounded) -> str:
    """Bounds in a few characters: "16", "14-20", "16+", "at most 3"."""
    low, high = of.low, of.high
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return "" if low is None else f"{low:,}+"
    return f"at most {high:,}" if low is None else f"{low:,}-{high:,}"


def _counts(reading: Reading) -> str:
    counted = (
        (len(reading.actors), "actors"),
        (len(reading.times), "times"),
        (len(reading.toponyms), "toponyms"),
        (len(reading.quantities), "quantities"),
        (len(reading.attributions), "attributions"),
        (len(reading.events), "event mentions"),
        (len(reading.figures), "figures"),
        (len(reading.accounts), "accounts"),
        (len(reading.wordings), "wordings"),
    )
    return ", ".join(f"{number:,} {name}" for number, name in counted)


def _of(figure: Figure) -> str:
    whom = f" · {figure.of_whom.quote}" if figure.of_whom else ""
    return f"{figure.evidence.quote}{whom}"


def _word(holder: Holder, said: dict[str, str]) -> str:
    chain = [said.get(each, "somebody") for each in holder.attribution_ids]
    return " › ".join(chain) or "the outlet"


def _cell(value: object) -> str:
    words = "" if value is None else str(value)
    words = "".join(each if each.isprintable() else " " for each in words[: LONGEST + 1])
    return escape(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")


def _quoted(style: str) -> str:
    return f'"{style}"'
