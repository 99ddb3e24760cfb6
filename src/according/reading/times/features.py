"""What the two small models see of a match: its rule and words, its neighbours, its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from according.reading.times.rules import Match
from according.reading.times.tense import LOOKING_AHEAD, Tense, Tenses
from according.reading.times.when import When
from according.reading.times.words import Word

_SOON = ((7, "week"), (31, "month"), (92, "quarter"))
_AROUND = 5
"""How many words before it may tell what a bare day or month is: "is scheduled to close"."""
_LONGEST = 4
"""Words of an expression that are a feature as a whole; longer ones are each their own."""


def acceptance(match: Match, words: Sequence[Word], tenses: Tenses) -> list[str]:
    """Features of whether the words are a time expression."""
    rule = f"{match.rule.kind}/{match.rule.name}"
    said = " ".join(shape(word.low) for word in words[match.start : match.end][:_LONGEST])
    before, after = _low(words, match.start - 1), _low(words, match.end)
    first = tenses.token(words[match.start].start)
    last = tenses.token(words[match.end - 1].start)
    features = [
        f"rule {rule}",
        f"said {said}",
        f"said {said} after {before}",
        f"said {said} before {after}",
        f"rule {rule} after {before}",
        f"rule {rule} before {after}",
        f"after {before}",
        f"before {after}",
        f"kind {match.rule.kind}",
        f"{match.end - match.start} words {rule}",
    ]
    if first is not None and last is not None:
        tense = tenses.at(words[match.start].start)
        features += [f"tense {tense} {rule}", f"tense {tense} said {said}"]
        features += _of_token(rule, said, last)
        features += _of_tokens(match.rule.kind, rule, said, first, last)
    return features


def _of_token(rule: str, said: str, last: Token) -> list[str]:
    entity = last.ent_type_ or "no"
    return [
        f"tag {last.tag_} {rule}",
        f"dep {last.dep_} {rule}",
        f"tag {last.tag_} dep {last.dep_} said {said}",
        f"entity {entity} {rule}",
        f"entity {entity} said {said}",
        f"head {last.head.tag_} {rule}",
    ]


def _of_tokens(kind: str, rule: str, said: str, first: Token, last: Token) -> list[str]:
    """How the pipeline's entities and sentences lie to the words from ``first`` to ``last``."""
    tokens = first.doc[first.i : last.i + 1] if first.doc is last.doc else [first]
    entities = sorted({token.ent_type_ for token in tokens})
    fit = f"{first.ent_type_ or 'no'} whole {_whole(first, last, len(entities))}"
    opens = "opens" if first.is_sent_start else "within"
    return [
        f"entity {fit}",
        f"entity {fit} {rule}",
        f"entities {' '.join(entities)} {kind}",
        f"{opens} {rule}",
        f"{opens} said {said}",
    ]


def _whole(first: Token, last: Token, kinds: int) -> bool:
    """Whether the words are an entity of the pipeline from end to end."""
    end = last.i + 1
    goes_on = end < len(last.doc) and last.doc[end].ent_iob_ == "I"
    return kinds == 1 and first.ent_iob_ == "B" and not goes_on


def direction(
    match: Match,
    words: Sequence[Word],
    tenses: tuple[Tense, Tense],
    nearby: tuple[When, When],
    anchor: date,
) -> list[str]:
    """Features of whether a bare "Friday" or "March" is the next rather than the last.

    Args:
        tenses: of the clause, and of the nearest verb.
    """
    tense, near = tenses
    before, after = nearby
    back, ahead = (anchor - before.last).days, (after.day - anchor).days
    unit = str(after.unit)
    finer = "weekday" if after.weekday else unit
    share = 5 * back // max(back + ahead, 1)
    closer = "ahead" if ahead < back else "back"
    looks = "ahead" if LOOKING_AHEAD & {tense, near} else "not ahead"
    prior, following = _low(words, match.start - 1), _low(words, match.end)
    earlier = _low(words, match.start - 2)
    return [
        f"unit {unit}",
        f"{unit} {tense}",
        f"{unit} share {share}",
        f"{unit} share {share} {tense}",
        f"{tense}",
        f"near {near}",
        f"{unit} {tense} near {near}",
        f"{unit} share {share} near {near}",
        f"after {prior}",
        f"{tense} after {prior}",
        f"before {following}",
        f"after {earlier} {prior}",
        f"{unit} after {prior}",
        f"{unit} before {following}",
        f"{finer} {tense} near {near}",
        f"{finer} {tense} soon {_soon(ahead)}",
        f"{finer} {tense} soon {_soon(ahead)} after {prior}",
        f"{finer} before {following}",
        f"{tense} before {following}",
        f"{finer} closer {closer}",
        f"closer {closer} looks {looks}",
        f"{finer} closer {closer} looks {looks}",
        *(f"around {word.low}" for word in words[max(match.start - _AROUND, 0) : match.start]),
    ]


def _soon(ahead: int) -> str:
    return next((name for days, name in _SOON if ahead <= days), "year")


def _low(words: Sequence[Word], at: int) -> str:
    return shape(words[at].low) if 0 <= at < len(words) else ""


def shape(low: str) -> str:
    """A word as features have it: digits by their number."""
    return "9" * min(len(low), 5) if low.isdigit() else low
