"""The rows of a release: events, sources, judgements, ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from according.errors import StoreError
from according.export.accord import plain_happening
from according.export.decisions import judgement_said
from according.export.releases.stable import Known, State, Telling
from according.export.reviewed import plain_judgement
from according.happening import Happening
from according.linking.judged import anchors
from according.model import Capture, Judgement, Reading, Report
from according.model.record import standing
from according.store import Record, encode

Plain = dict[str, Any]


def line(row: Plain) -> str:
    """A row as a line of a file: keys in order, so that the same is the same."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def event_row(found: Happening, told: Sequence[Telling]) -> Plain:
    """An event as a release has it: as ``according event --json`` has it, with where its accounts
    stand."""
    plain = plain_happening(found)
    return {
        **plain,
        "record_id": plain.pop("id"),
        "tellings": [asdict(each) for each in told],
    }


def tellings(record: Record, event: str) -> list[Telling]:
    """The accounts of an event as the machine read them, and the words that tell of it in each."""
    accounts = record.gathered.accounts([event])
    words = record.gathered.triggers({each for one in accounts for each in one.mention_ids})
    return sorted(
        (
            Telling(
                each.report_id,
                each.account_id,
                tuple(sorted(words[one] for one in each.mention_ids if one in words)),
            )
            for each in accounts
        ),
        key=lambda each: (each.report_id, each.account_id),
    )


def reading_sha256(reading: Reading) -> str:
    """A SHA-256 over all that was read in a report."""
    findings = (
        *(reading.mentions, reading.actors, reading.times, reading.toponyms, reading.quantities),
        *(reading.attributions, reading.events, reading.figures, reading.blames),
        *(reading.accounts, reading.wordings),
    )
    plain = [reading.reader, reading.unread, reading.limits, *map(encode, findings)]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_row(reading: Reading, captures: Iterable[Capture]) -> Plain:
    """A report with the captures that it came from. Where they lay on somebody's machine is not
    said."""
    report: Report = reading.report
    return {
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "characters": len(report.text),
        "agencies": sorted({each.agency for each in report.credits}),
        "reader": reading.reader,
        "reading_sha256": reading_sha256(reading),
        "unread": reading.unread,
        "captures": [
            {
                "sha256": each.sha256,
                "media_type": each.media_type,
                "bytes": each.size,
                "url": each.url,
                "had_at": each.had_at.isoformat() if each.had_at else None,
            }
            for each in captures
        ],
    }


def judgement_rows(record: Record, made: Sequence[Judgement]) -> Iterator[Plain]:
    """Judgements in words, with whether they stand, and the reports whose words they are about."""
    stands = {each.id for each in standing(made)}
    actors = {
        actor for each in made if each.about[0] == "actors" for actor in each.about[1].split(" ")
    }
    where = record.actors.reports_of(actors)
    for each in made:
        yield {
            **plain_judgement(each),
            "said": judgement_said(each),
            "stands": each.id in stands,
            "reports": sorted(_about(each, where)),
        }


def _about(judgement: Judgement, of_actor: Mapping[str, str]) -> set[str]:
    kind, about = judgement.about
    match kind:
        case "event":
            return {report for side in anchors(judgement) for _, report, _ in side}
        case "reports":
            return set(about.split(" "))
        case "actors":
            return {of_actor[each] for each in about.split(" ") if each in of_actor}
        case "assignment":
            return set()
    return {about.split(" ")[0]}


def id_row(known: Known, leads: Sequence[str]) -> Plain:
    """An id that was given, and the events that it means now."""
    return {**asdict(known), "leads_to": list(leads)}


def to_known(row: Plain) -> Known:
    """The id of a row.

    Raises:
        StoreError: it is none.
    """
    try:
        return Known(
            *(row["id"], row["record_id"], row["since"], row["last"], State(row["state"])),
            tuple(map(to_telling, row["tellings"])),
            tuple(row["into"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"a row of ids is damaged: {error!r}") from error


def to_telling(row: Plain) -> Telling:
    """The telling of a row."""
    words = tuple((start, end) for start, end in row["words"])
    return Telling(row["report_id"], row["account_id"], words)
