"""Attributions of an answer: the words from the model; nesting, quotation and actor from us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from according.model import Attribution, SourceKind, Span
from according.reading.attribution.finding import Found
from according.reading.attribution.reading import in_order, nested
from according.reading.chat.answer import Plain
from according.reading.chat.quoting import NotTaken, Quoter, Why
from according.reading.chat.tally import Tally, as_object, one_of
from according.reading.encoder.quotes import states
from according.reading.reader import Ground

_PARTS = 20
"""Stretches of one content, at most."""


def read_attributions(
    ground: Ground, answers: Sequence[tuple[Quoter, Plain]], tally: Tally
) -> tuple[Attribution, ...]:
    """The attributions of some answers, each of its own part of the text."""
    made: list[Attribution] = []
    quoted = states(ground.report.text)
    for quoter, answer in answers:
        found: list[Found] = []
        kinds: list[SourceKind] = []
        for item in tally.items("attribution", answer, "attributions"):
            taken = tally.take("attribution", _found, item, quoter, found)
            if taken is not None:
                found.append(taken[0])
                kinds.append(taken[1])
        made += nested(ground.report, found, kinds, quoted, ground.mentions)
    return _without_rings(in_order(made))


def _found(item: object, quoter: Quoter, before: Sequence[Found]) -> tuple[Found, SourceKind]:
    plain = as_object(item)
    contents = _contents(plain.get("content"), quoter)
    near = quoter.around(contents)
    cue = quoter.find(plain.get("cue"), near)
    if any(cue.overlaps(each) for each in contents):
        raise NotTaken(Why.OVERLAP, plain.get("cue"))
    source, kind = None, SourceKind.NONE
    if plain.get("source") is not None:
        source = quoter.find(plain["source"], near)
        kind = one_of(SourceKind, plain.get("kind"), plain["source"])
        if kind is SourceKind.NONE:
            raise NotTaken(Why.NO_SUCH, plain["source"])
    made = Found(
        (source.start, source.end) if source is not None else None,
        (cue.start, cue.end),
        tuple((each.start, each.end) for each in contents),
        layer=0,
    )
    if any(each.cue == made.cue and each.contents == made.contents for each in before):
        raise NotTaken(Why.AGAIN, plain.get("cue"))
    return made, kind


def _contents(words: object, quoter: Quoter) -> list[Span]:
    given = words if isinstance(words, list) else [words]
    if not given or len(given) > _PARTS:
        raise NotTaken(Why.NO_WORDS if not given else Why.TOO_MANY)
    found = sorted(quoter.find(each) for each in given)
    if any(left.overlaps(right) for left, right in pairwise(found)):
        raise NotTaken(Why.OVERLAP, given[0])
    return found


def _without_rings(made: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions none of which stands in itself by way of others: contents that cross one
    another could say so."""
    by_id = {each.id: each for each in made}
    for each in made:
        passed = {each.id}
        outer = by_id[each.id].inside
        while outer is not None and outer not in passed:
            passed.add(outer)
            outer = by_id[outer].inside
        if outer == each.id:
            by_id[each.id] = replace(by_id[each.id], inside=None)
    return tuple(by_id.values())
