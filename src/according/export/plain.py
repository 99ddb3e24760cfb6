"""Records of the model as plain values, for ``--json`` and for templates."""

from __future__ import annotations

from typing import Any

from according.model import (
    Actor,
    Capture,
    Credit,
    Evidence,
    Mention,
    Reading,
    Refusal,
    Report,
    Span,
)
from according.store import ReportLine, encode

Plain = dict[str, Any]


def plain_evidence(evidence: Evidence) -> Plain:
    """``start`` and ``end`` count code points of the report's text."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def plain_report(report: Report) -> Plain:
    """A report with its text."""
    at = report.published_at
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "published_at": at.isoformat() if at else None,
        "title": report.title,
        "byline": report.byline,
        "url": report.url,
        "language": report.language,
        "credits": [_plain_credit(credit) for credit in report.credits],
        "text": report.text,
    }


def plain_capture(capture: Capture) -> Plain:
    """A capture without its bytes."""
    return {
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "size": capture.size,
        "location": capture.location,
        "member": capture.member,
        "had_at": capture.had_at.isoformat() if capture.had_at else None,
        "url": capture.url,
        "byline": capture.byline,
    }


def plain_refusal(refusal: Refusal) -> Plain:
    """A refused input."""
    return {
        "location": refusal.location,
        "member": refusal.member,
        "reason": refusal.reason.value,
        "detail": refusal.detail,
        "sha256": refusal.sha256,
    }


def plain_line(line: ReportLine) -> Plain:
    """A report as lists show it."""
    return {
        "id": line.id,
        "outlet": line.outlet,
        "published": line.published.isoformat() if line.published else None,
        "title": line.title,
        "language": line.language,
        "characters": line.characters,
        "mentions": line.mentions,
        "captures": line.captures,
        "unread": line.unread,
    }


def plain_reading(reading: Reading) -> Plain:
    """A reading with its report and findings; sentences as [start, end].

    Fields of times, toponyms and quantities that have nothing to say are left out.
    """
    return {
        "report": plain_report(reading.report),
        "reader": reading.reader,
        "unread": reading.unread,
        "limits": list(reading.limits),
        "sentences": [_plain_span(span) for span in reading.sentences],
        "actors": [_plain_actor(reading, actor) for actor in reading.actors],
        "times": [encode(each) for each in reading.times],
        "toponyms": [encode(each) for each in reading.toponyms],
        "quantities": [encode(each) for each in reading.quantities],
        "attributions": [{"id": each.id, **encode(each)} for each in reading.attributions],
        "events": [{"id": each.id, **encode(each)} for each in reading.events],
        "figures": [{"id": each.id, **encode(each)} for each in reading.figures],
        "blames": [encode(each) for each in reading.blames],
        "accounts": [{"id": each.id, **encode(each)} for each in reading.accounts],
        "wordings": [encode(each) for each in reading.wordings],
    }


def _plain_actor(reading: Reading, actor: Actor) -> Plain:
    return {
        "id": actor.id,
        "kind": actor.kind.value,
        "name": plain_evidence(actor.name),
        "reasons": dict(actor.reasons),
        "mentions": [_plain_mention(mention) for mention in reading.mentions_of(actor.id)],
    }


def _plain_mention(mention: Mention) -> Plain:
    return {**plain_evidence(mention.evidence), "form": mention.form.value}


def _plain_credit(credit: Credit) -> Plain:
    return {
        "start": credit.start,
        "end": credit.end,
        "quote": credit.quote,
        "agency": credit.agency,
    }


def _plain_span(span: Span) -> list[int]:
    return [span.start, span.end]
