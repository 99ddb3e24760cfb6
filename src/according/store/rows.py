"""Rows from records of the model, and back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Row

from according.errors import EvidenceError, Reason
from according.model import (
    Account,
    Actor,
    ActorKind,
    Attribution,
    Blame,
    Capture,
    Credit,
    EventMention,
    Evidence,
    Figure,
    Holder,
    Mention,
    MentionForm,
    Quantity,
    Reading,
    Refusal,
    Report,
    Span,
    TimeExpression,
    Toponym,
    Wording,
)
from according.store.codec import decode, encode
from according.store.packing import pack, unpack

Values = dict[str, Any]
Finding: TypeAlias = (
    TimeExpression
    | Toponym
    | Quantity
    | Attribution
    | EventMention
    | Figure
    | Blame
    | Account
    | Wording
)


def report_row(report: Report) -> Values:
    """A row of ``reports``."""
    at = report.published_at
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        # As text, because a database's time loses the offset that the outlet gave.
        "published_at": at.isoformat() if at else None,
        "title": report.title,
        "byline": report.byline,
        "url": report.url,
        "language": report.language,
        "text": report.text,
    }


def credit_rows(report: Report) -> list[Values]:
    """Rows of ``credits``."""
    return [
        {
            "report_id": report.id,
            "start": credit.start,
            "end": credit.end,
            "quote": credit.quote,
            "agency": credit.agency,
        }
        for credit in report.credits
    ]


def blob_row(capture: Capture, data: bytes) -> Values:
    """A row of ``blobs``, the bytes deflated."""
    return {"sha256": capture.sha256, "size": len(data), "deflated": zlib.compress(data, 6)}


def capture_row(capture: Capture, report_id: str) -> Values:
    """A row of ``captures``."""
    return {
        "id": capture.id,
        "report_id": report_id,
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "location": capture.location,
        "member": capture.member,
        "had_at": _to_utc(capture.had_at),
        "url": capture.url,
        "byline": capture.byline,
    }


def refusal_row(refusal: Refusal) -> Values:
    """A row of ``refusals``."""
    return {
        "id": refusal.id,
        "location": refusal.location,
        "member": refusal.member,
        "sha256": refusal.sha256,
        "reason": refusal.reason.value,
        "detail": refusal.detail,
    }


def reading_row(reading: Reading) -> Values:
    """A row of ``readings``."""
    return {
        "report_id": reading.report.id,
        "reader": reading.reader,
        "unread": reading.unread,
        "limits": "\n".join(reading.limits),
        "sentences": pack(reading.sentences),
        "tokens": pack(reading.tokens),
    }


def actor_rows(reading: Reading) -> list[Values]:
    """Rows of ``actors``."""
    return [
        {
            "report_id": reading.report.id,
            "number": number,
            "id": actor.id,
            "kind": actor.kind.value,
            "start": actor.name.start,
            "end": actor.name.end,
            "quote": actor.name.quote,
        }
        for number, actor in enumerate(reading.actors)
    ]


def reason_rows(reading: Reading) -> list[Values]:
    """Rows of ``actor_reasons``."""
    return [
        {"report_id": reading.report.id, "actor": number, "quote": quote, "reason": reason}
        for number, actor in enumerate(reading.actors)
        for quote, reason in actor.reasons
    ]


def mention_rows(reading: Reading) -> list[Values]:
    """Rows of ``mentions``."""
    numbers = {actor.id: number for number, actor in enumerate(reading.actors)}
    return [
        {
            "report_id": reading.report.id,
            "start": mention.evidence.start,
            "end": mention.evidence.end,
            "actor": numbers[mention.actor_id],
            "form": mention.form.value,
            "quote": mention.evidence.quote,
        }
        for mention in reading.mentions
    ]


def time_rows(reading: Reading) -> list[Values]:
    """Rows of ``times``."""
    return [
        {
            **_finding(reading.report, number, time, time.evidence),
            "type": time.type.value,
            "value": time.value,
            "earliest": time.earliest,
            "latest": time.latest,
        }
        for number, time in enumerate(reading.times)
    ]


def toponym_rows(reading: Reading) -> list[Values]:
    """Rows of ``toponyms``."""
    return [
        {
            **_finding(reading.report, number, toponym, toponym.evidence),
            "geonames_id": toponym.place.geonames_id if toponym.place else None,
            "latitude": toponym.place.latitude if toponym.place else None,
            "longitude": toponym.place.longitude if toponym.place else None,
            "precision": toponym.place.precision if toponym.place else None,
            "score": toponym.score,
        }
        for number, toponym in enumerate(reading.toponyms)
    ]


def quantity_rows(reading: Reading) -> list[Values]:
    """Rows of ``quantities``."""
    return [
        {
            **_finding(reading.report, number, quantity, quantity.evidence),
            "low": quantity.low,
            "best": quantity.best,
            "high": quantity.high,
            "counted": quantity.counted.quote if quantity.counted else None,
            "unit": quantity.unit,
        }
        for number, quantity in enumerate(reading.quantities)
    ]


def attribution_rows(reading: Reading) -> list[Values]:
    """Rows of ``attributions``."""
    return [
        {
            **_finding(reading.report, number, attribution, attribution.content[0]),
            "id": attribution.id,
            "inside": attribution.inside,
            "source": attribution.source.quote if attribution.source else None,
            "source_kind": attribution.source_kind.value,
            "source_actor": attribution.source_actor_id,
            "cue": attribution.cue.quote,
            "quotation": attribution.quotation.value,
        }
        for number, attribution in enumerate(reading.attributions)
    ]


def event_rows(reading: Reading) -> list[Values]:
    """Rows of ``events``."""
    return [
        {
            **_finding(reading.report, number, event, event.trigger),
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "certainty": event.certainty.value,
            "holder": _innermost(event.holder),
        }
        for number, event in enumerate(reading.events)
    ]


def figure_rows(reading: Reading) -> list[Values]:
    """Rows of ``figures``."""
    return [
        {
            **_finding(reading.report, number, figure, figure.evidence),
            "id": figure.id,
            "kind": figure.kind.value,
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            "of_whom": figure.of_whom.quote if figure.of_whom else None,
            "part_of": figure.part_of,
            "holder": _innermost(figure.holder),
        }
        for number, figure in enumerate(reading.figures)
    ]


def blame_rows(reading: Reading) -> list[Values]:
    """Rows of ``blames``."""
    return [
        {
            **_finding(reading.report, number, blame, blame.evidence),
            "event": blame.event_mention_id,
            "actor": blame.actor_id,
            "certainty": blame.certainty.value,
            "holder": _innermost(blame.holder),
        }
        for number, blame in enumerate(reading.blames)
    ]


def account_rows(reading: Reading) -> list[Values]:
    """Rows of ``accounts``."""
    triggers = {each.id: each.trigger for each in reading.events}
    return [
        {
            **_finding(reading.report, number, account, triggers[account.event_mention_ids[0]]),
            "id": account.id,
            "earliest": account.earliest,
            "latest": account.latest,
            "course": account.course,
        }
        for number, account in enumerate(reading.accounts)
    ]


def wording_rows(reading: Reading) -> list[Values]:
    """Rows of ``wordings``."""
    return [
        {
            **_finding(reading.report, number, wording, wording.evidence),
            "target": wording.target_actor_id,
            "voice": _innermost(wording.voice),
        }
        for number, wording in enumerate(reading.wordings)
    ]


def _innermost(holder: Holder) -> str | None:
    return holder.attribution_ids[-1] if holder.attribution_ids else None


def _finding(report: Report, number: int, finding: Finding, evidence: Evidence) -> Values:
    return {
        "report_id": report.id,
        "number": number,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "detail": encode(finding),
    }


def to_report(row: Row[Any], credits: Iterable[Row[Any]]) -> Report:
    """The report of a row and its credits' rows; what its id is over is checked again."""
    report = Report(
        text=row.text,
        outlet=row.outlet,
        published=row.published,
        title=row.title,
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        byline=row.byline,
        credits=tuple(Credit(each.start, each.end, each.quote, each.agency) for each in credits),
        url=row.url,
        language=row.language,
    )
    if report.id != row.id:
        raise EvidenceError(f"report {row.id[:12]} differs from what its id was made of")
    return report


def to_capture(row: Row[Any]) -> Capture:
    """The capture of a row of ``captures`` joined with its blob's size."""
    return Capture(
        sha256=row.sha256,
        media_type=row.media_type,
        location=row.location,
        member=row.member,
        had_at=row.had_at.replace(tzinfo=UTC) if row.had_at else None,
        url=row.url,
        byline=row.byline,
        size=row.size or 0,
    )


def to_refusal(row: Row[Any]) -> Refusal:
    """The refusal of a row."""
    return Refusal(row.location, Reason(row.reason), row.detail, row.member, row.sha256)


def to_reading(
    report: Report,
    row: Row[Any],
    mentions: Iterable[Row[Any]],
    actors: Iterable[Row[Any]],
    reasons: Iterable[Row[Any]],
    times: Iterable[Row[Any]] = (),
    toponyms: Iterable[Row[Any]] = (),
    quantities: Iterable[Row[Any]] = (),
    attributions: Iterable[Row[Any]] = (),
    events: Iterable[Row[Any]] = (),
    figures: Iterable[Row[Any]] = (),
    blames: Iterable[Row[Any]] = (),
    accounts: Iterable[Row[Any]] = (),
    wordings: Iterable[Row[Any]] = (),
) -> Reading:
    """The reading as it was stored; every span is checked against the text again.

    Rows come in the order of their numbers, which count from 0, and mentions in the text's.
    """
    why: dict[int, list[tuple[str, str]]] = {}
    for each in reasons:
        why.setdefault(each.actor, []).append((each.quote, each.reason))
    found = tuple(_to_actor(report, each, why.get(each.number, [])) for each in actors)
    return Reading(
        report=report,
        reader=row.reader,
        sentences=unpack(row.sentences),
        tokens=unpack(row.tokens),
        mentions=tuple(_to_mention(report, each, found[each.actor]) for each in mentions),
        actors=found,
        times=tuple(decode(TimeExpression, each.detail, report) for each in times),
        toponyms=tuple(decode(Toponym, each.detail, report) for each in toponyms),
        quantities=tuple(decode(Quantity, each.detail, report) for each in quantities),
        attributions=tuple(decode(Attribution, each.detail, report) for each in attributions),
        events=tuple(decode(EventMention, each.detail, report) for each in events),
        figures=tuple(decode(Figure, each.detail, report) for each in figures),
        blames=tuple(decode(Blame, each.detail, report) for each in blames),
        accounts=tuple(decode(Account, each.detail, report) for each in accounts),
        wordings=tuple(decode(Wording, each.detail, report) for each in wordings),
        unread=row.unread,
        limits=tuple(row.limits.splitlines()),
    )


def _to_mention(report: Report, row: Row[Any], actor: Actor) -> Mention:
    evidence = Evidence(report, Span(row.start, row.end), row.quote)
    return Mention(evidence, actor.kind, MentionForm(row.form), actor.id)


def _to_actor(report: Report, row: Row[Any], reasons: list[tuple[str, str]]) -> Actor:
    name = Evidence(report, Span(row.start, row.end), row.quote)
    return Actor(row.id, ActorKind(row.kind), name, tuple(sorted(reasons)))


def _to_utc(at: datetime | None) -> datetime | None:
    """A database keeps no offset: stored in UTC without one, given back with it."""
    return at.astimezone(UTC).replace(tzinfo=None) if at else None
