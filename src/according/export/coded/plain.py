"""A coded event as plain values: what stands beside a row to show where each cell is from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from according.export.coded import days, kinds, parties, places
from according.export.coded.event import Coded
from according.export.coded.figures import Bound, Count, Given
from according.export.coded.parties import Party
from according.export.coded.places import Where
from according.weighing import Held, Value

Plain = dict[str, Any]


def plain_coded(coded: Coded) -> Plain:
    """A coded event as JSON holds it: each value with who gives it, in which words, by which rule,
    and whether a person decided."""
    return {
        "event": coded.id,
        "number": coded.number,
        "label": coded.label,
        "decided": dict(coded.decided),
        "origins": {"low": coded.low, "best": coded.origins, "high": coded.high},
        "rules": coded.rules.said(),
        "kind": {
            "type": coded.kind.type,
            "mode": coded.kind.mode,
            "rule": kinds.RULE,
            "origins": dict(coded.kind.origins),
            "held": _held(coded.kind.held),
        },
        "when": _when(coded),
        "where": _where(coded.where),
        "actors": [_party(each) for each in coded.actors],
        "recipients": [_party(each) for each in coded.recipients],
        "counts": [_count(each) for each in coded.counts],
        "deaths": {
            "side_a": coded.deaths.side_a,
            "side_b": coded.deaths.side_b,
            "civilians": coded.deaths.civilians,
            "unknown": coded.deaths.unknown,
            "reason": coded.deaths.reason,
            "given": [_given(each) for each in coded.deaths.given],
        },
        "sources": [
            {
                "report": each.report_id,
                "outlet": each.outlet,
                "published": each.published.isoformat() if each.published else None,
                "headline": each.headline,
                "url": each.url,
                "origin": each.origin,
                "agencies": list(each.agencies),
                "holders": list(each.holders),
            }
            for each in coded.sources
        ],
    }


def _when(coded: Coded) -> Plain | None:
    at = coded.when
    if at is None:
        return None
    return {
        "first": at.first.isoformat(),
        "last": at.last.isoformat(),
        "precision": at.precision,
        "reason": at.reason,
        "rule": days.RULE,
        "standing": at.standing.value,
        "held": _held(at.held),
        "others": _others(at.others),
    }


def _where(at: Where | None) -> Plain | None:
    if at is None:
        return None
    return {
        "name": at.place.name,
        "geonames_id": at.place.geonames_id,
        "latitude": at.place.latitude,
        "longitude": at.place.longitude,
        "country": at.place.country,
        "precision": at.precision,
        "reason": at.reason,
        "described": at.described,
        "rule": places.RULE,
        "standing": at.standing.value,
        "held": _held(at.held),
        "others": _others(at.others),
    }


def _others(values: Iterable[Value]) -> list[Plain]:
    return [{"value": each.said, "held": _held(each.held)} for each in values]


def _party(each: Party) -> Plain:
    return {
        "name": each.name,
        "called": {outlet: list(words) for outlet, words in each.called.items()},
        "joined": list(each.joined),
        "sort": each.kind.name if each.kind else None,
        "sort_by": each.kind_words,
        "certainty": [one.value for one in each.certainty],
        "rule": parties.RULE,
        "held": _held(each.held),
    }


def _count(each: Count) -> Plain:
    return {
        "kind": each.kind.value,
        "standing": each.standing.value,
        "low": _bound(each.low),
        "best": _bound(each.best),
        "high": _bound(each.high),
        "given": [_given(one) for one in each.given],
        "parts": [_given(one) for one in each.parts],
    }


def _bound(each: Bound) -> Plain:
    return {
        "value": each.value,
        "open": each.open,
        "rule": each.rule,
        "by": each.by,
        "given": [_given(one) for one in each.given],
    }


def _given(each: Given) -> Plain:
    return {
        **_one(each.held),
        "low": each.low,
        "best": each.best,
        "high": each.high,
        "of_whom": each.of_whom.quote if each.of_whom else None,
        "does_not_stand": each.older,
    }


def _held(every: Iterable[Held]) -> list[Plain]:
    return [_one(each) for each in every]


def _one(each: Held) -> Plain:
    return {
        "holder": each.holder,
        "outlet": each.outlet,
        "published": each.published.isoformat() if each.published else None,
        "origin": each.origin,
        "report": each.report_id,
        "start": each.words.start,
        "end": each.words.end,
        "words": each.words.quote,
    }
