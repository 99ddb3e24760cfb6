"""Events across reports in plain words, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from according.export.decisions import decided_said
from according.happening import Aside, Happening
from according.linking.basis import PROVEN, Basis, Ground, Tie
from according.linking.origins import DERIVED, First, first_of
from according.model import Evidence, MentionForm, OriginLink, Report, Role
from according.weighing import Decided, Field, Held, Told, Value


def basis_said(found: Basis) -> str:
    """On what an event rests, as a sentence. That reports are independent is never shown, only that
    nothing was found which ties them: so their number is one that there are at most."""
    told = f"Told by {_many(found.reports, 'report')} of {_many(found.outlets, 'outlet')}"
    if found.reports == 1:
        return f"{told}: one origin."
    if found.high == 1:
        return f"{told}, all of one origin."
    most = f"{told}: at most {found.high:,} independent origins"
    if found.low == found.high:
        return f"{most}, as nothing was found that ties these to one another."
    if found.low < found.origins < found.high:
        # The one by which reports are numbered.
        most = f"{most}, {found.origins:,} as far as can be told"
    return f"{most}, and perhaps only {found.low:,} ({', '.join(_open(found))})."


def _open(found: Basis) -> list[str]:
    """What leaves it open whether origins are one: what ties them that is no text of both."""
    grounds = {tie.ground for tie in found.ties}
    return [each.value for each in Ground if each in grounds and each not in PROVEN]


def origins_said(low: int, high: int) -> str:
    """The same for lists: on how many origins an event rests."""
    if high == 1:
        return "1"
    return f"up to {high:,}" if low == high else f"up to {high:,}, perhaps {low:,}"


def range_said(low: int | None, high: int | None) -> str:
    """A figure from low to high, None where that end is open."""
    if low is None:
        return "not told" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def first_words(told: Told) -> str:
    """The sentence in which a report first tells of an event."""
    first = min((each.trigger.span for each in told.mentions), key=lambda each: each.start)
    report = told.reading.report
    for sentence in told.reading.sentences:
        if sentence.start <= first.start < sentence.end:
            return report.text[sentence.start : sentence.end]
    return report.text[first.start : first.end]


def copies_said(found: Happening) -> Iterator[str]:
    """Which reports derive from one text, and who had it first."""
    reports = found.reports
    for link in found.links:
        yield link_said(link, reports[link.a], reports[link.b])


def link_said(link: OriginLink, a: Report, b: Report) -> str:
    """How two reports' texts stand to each other, and who had the text first, where that shows."""
    first = _first(link, a, b)
    who = ""
    if first is not None:
        who = f"; {_outlet(a if first.report_id == a.id else b)} had it first ({first.why})"
    return f"{_outlet(a)} and {_outlet(b)}: {link.relation.value}{who}"


def _first(link: OriginLink, a: Report, b: Report) -> First | None:
    return first_of(a, b) if link.relation in DERIVED else None


def tie_said(found: Happening, tie: Tie) -> str:
    """Why two reports are or may be of one origin."""
    reports = found.reports
    what = f" ({tie.what})" if tie.ground in (Ground.AGENCY, Ground.FIGURE) else ""
    return f"{_outlet(reports[tie.a])} and {_outlet(reports[tie.b])}: {tie.ground.value}{what}"


def _outlet(report: Report) -> str:
    day = f" {report.published}" if report.published else ""
    return f"{report.outlet or 'no outlet'}{day}"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who had part in an event: the words of each outlet for them, and why these are
    taken to mean the same. ``first`` is the id of the actor in the first report that names them."""

    first: str
    names: Mapping[str, Sequence[str]]
    reasons: tuple[str, ...]


def namings(found: Happening) -> list[Named]:
    """Who names whom how, those first whom most outlets name. Loaded words say whose they are."""
    names: dict[str, dict[str, dict[str, None]]] = {}
    first: dict[str, str] = {}
    reasons: dict[str, dict[str, None]] = {}
    for each in found.told:
        parts = {
            role.actor_id for role in each.fillers(Role.ACTOR, Role.RECIPIENT) if role.actor_id
        } | {blame.actor_id for blame in each.blames if blame.actor_id}
        for actor in sorted(parts):
            who = each.same.get(actor, actor)
            words = names.setdefault(who, {}).setdefault(each.outlet, {})
            words |= dict.fromkeys(_words_for(each, actor))
            first.setdefault(who, actor)
            if actor in found.joins:
                reasons.setdefault(who, {}).setdefault(found.joins[actor].reason)
    rows = [
        Named(first[who], {outlet: list(words) for outlet, words in by.items() if words}, why)
        for who, by in names.items()
        for why in (tuple(reasons.get(who, ())) if len(by) > 1 else (),)
    ]
    kept = [each for each in rows if each.names]
    return sorted(kept, key=lambda each: (-len(each.names), each.first))


def _words_for(told: Told, actor: str) -> Iterator[str]:
    for mention in told.reading.mentions_of(actor):
        if mention.form is not MentionForm.PRONOUN:
            yield mention.evidence.quote
    for wording in told.reading.wordings:
        if wording.target_actor_id == actor:
            yield f"{wording.evidence.quote} (in the words of {told.holder(wording.voice)})"


def plain_happening(found: Happening, *, short: bool = False) -> dict[str, Any]:
    """An event as JSON holds it; ``short`` without who gives each value."""
    basis = found.basis
    plain: dict[str, Any] = {
        "id": found.line.id,
        "label": found.label,
        "reports": list(found.line.reports),
        "accounts": list(found.line.account_ids),
        "outlets": basis.outlets,
        "origins": {
            "low": basis.low,
            "best": basis.origins,
            "high": basis.high,
            "groups": [list(each) for each in basis.groups],
        },
        "fields": [_plain_field(each, short) for each in found.fields],
        "by_people": is_decided(found),
    }
    if not short:
        reports = found.reports
        plain["ties"] = [
            {"a": each.a, "b": each.b, "ground": each.ground.value, "what": each.what}
            for each in basis.ties
        ]
        plain["links"] = [plain_link(each, reports) for each in found.links]
        plain["changed_figures"] = [
            {"a": _plain_words(one), "b": _plain_words(other)} for one, other in found.changed
        ]
        plain["names"] = [
            {"actor": each.first, "names": each.names, "reasons": list(each.reasons)}
            for each in namings(found)
        ]
        plain["set_aside"] = list(map(_plain_aside, found.aside))
        plain["withdrawn"] = [each.id for each in found.withdrawn]
        plain["checks"] = [
            {"kind": each.kind, "said": each.said, "words": list(map(_plain_words, each.words))}
            for each in found.checks
        ]
    return plain


def is_decided(found: Happening) -> bool:
    """Whether any value of an event is as it is by people's decision, or does not count by it."""
    values = (each for field in found.fields for each in field.values)
    held = any(one.by_people for value in values for one in value.held)
    return held or bool(found.aside or found.withdrawn)


def held_decided(value: Value) -> str:
    """Who decided that a value is so, in words; empty where nobody did."""
    made = dict.fromkeys(decided_said(one) for each in value.held for one in each.decided)
    return ", ".join(made)


def aside_said(aside: Aside) -> str:
    """A value of the machine's that does not count, and why, in words."""
    why = "; ".join(dict.fromkeys(map(_turned, aside.decided))) or "people decided otherwise"
    return f"{aside.field} {aside.said} in {aside.held.outlet}: {why}"


def _turned(decided: Decided) -> str:
    now = "" if decided.value is None or decided.field is None else f" to {decided.value}"
    why = f" (“{decided.why}”)" if decided.why else ""
    verdict = "rejected" if decided.value is None else "corrected"
    return f"{verdict}{now} by {decided.by}{why}"


def _plain_field(field: Field, short: bool) -> dict[str, Any]:
    return {
        "field": field.name,
        "standing": field.standing.value,
        "low": field.low,
        "high": field.high,
        "values": [
            {
                "value": value.said,
                "origins": list(value.origins),
                **({} if short else {"held": list(map(_plain_held, value.held))}),
            }
            for value in field.values
        ],
    }


def _plain_held(held: Held) -> dict[str, Any]:
    return {
        "outlet": held.outlet,
        "published": held.published.isoformat() if held.published else None,
        "origin": held.origin,
        "holder": held.holder,
        "words": _plain_words(held.words),
        "by": "people" if held.by_people else "machine",
        "decided": list(map(_plain_decided, held.decided)),
    }


def _plain_aside(aside: Aside) -> dict[str, Any]:
    """A value of the machine's that people decided otherwise of."""
    held = {**_plain_held(aside.held), "decided": list(map(_plain_decided, aside.decided))}
    return {"field": aside.field, "value": aside.said, "held": held}


def _plain_decided(decided: Decided) -> dict[str, Any]:
    return {
        "judgement": decided.judgement,
        "verdict": decided.verdict,
        "by": decided.by,
        "at": decided.at.isoformat(),
        "why": decided.why,
        "finding": decided.finding,
        "field": decided.field,
        "machine": decided.machine,
        "value": decided.value,
    }


def _plain_words(words: Evidence) -> dict[str, Any]:
    return {
        "report": words.report_id,
        "start": words.start,
        "end": words.end,
        "quote": words.quote,
    }


def plain_link(link: OriginLink, reports: Mapping[str, Report]) -> dict[str, Any]:
    """A link between two reports' texts as JSON holds it."""
    first = _first(link, reports[link.a], reports[link.b])
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation.value,
        "score": link.score,
        "first": {"report": first.report_id, "why": first.why} if first else None,
        "in_a": list(map(_plain_words, link.in_a)),
        "in_b": list(map(_plain_words, link.in_b)),
    }
