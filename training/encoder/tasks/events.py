"""Teach what is told to happen: types of events and who has part in them, and who and what has
part in attacks by the rules of MUC-4.

Three kinds of text teach it, each in part: reports whose events are marked one by one with their
type and parties; sentences of PLOVER, with one type and two parties, where the word that tells
of the event has to be found; messages of MUC-4, with the fillers of their templates.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from according.reading.encoder.distance import buckets
from according.reading.encoder.outputs import INCIDENTS, PARTIES, SLICES, TYPES
from according.reading.encoder.pieces import Ints, Pieces, cut
from according.reading.parse import sentences
from evaluation.attribution_set import MarkedReport
from evaluation.gtt import INCIDENTS as GTT_INCIDENTS
from evaluation.gtt import ROLES as GTT_ROLES
from evaluation.gtt import Message
from evaluation.plover_sentences import ROOTS, Sentence
from training.encoder.chunks import LONGEST, capitals, stretches
from training.encoder.documents import parser
from training.encoder.model import Encoder, Together, described

USUAL = Path(__file__).parents[2] / "reports" / "types.json"
UNKNOWN = -1
"""The tag of pieces of which nothing is said."""
CAPITALS = 0.5
"""Share of windows of messages in capitals; they are written in lower case."""
PAIRS = 0.5
"""Weight of the losses of pairs."""
SENTENCE = 12.0
"""Weight of a sentence's type, which is one answer for all of its pieces."""
RELEVANT = 2.0
"""Weight of what is told in each sentence of a message, one answer a sort of incident."""
REPORTS, SENTENCES, MESSAGES = 4, 3, 3
"""How often texts of each kind are taken in an epoch: there are few of them."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A text, or a window of one, with what is marked. Spans are in pieces.

    ``tags`` are BIO tags of the head ``tagged``; ``spans`` those it is made of. ``types`` are
    pieces with the number of their type; ``whole`` is the type of the text. ``pairs`` are
    (trigger, span) in numbers of ``types`` and ``spans``. ``incidents`` has, for each span, the
    templates it stands in, as (number, incident); it is None where that is not said, and empty
    where nothing has part in an incident.
    """

    pieces: Pieces
    breaks: tuple[int, ...]
    tagged: str
    tags: Ints
    spans: tuple[Range, ...]
    types: tuple[tuple[int, int], ...] = ()
    pairs: frozenset[tuple[int, int]] = frozenset()
    incidents: tuple[frozenset[tuple[int, int]], ...] | None = None
    whole: int | None = None

    def __len__(self) -> int:
        return len(self.pieces)


def of_report(report: MarkedReport, tokenizer: Tokenizer) -> Told:
    """A report of which all events are marked, and what is done by saying something."""
    pieces = cut(report.text, tokenizer)
    found: dict[tuple[str, Range], int] = {}
    types, pairs = [], set()
    for event in report.events:
        kind = event.type or usual().get("events", report.text[slice(*event.trigger)])
        if kind is not None:
            for party in event.parties:
                pairs.add((len(types), found.setdefault(party, len(found))))
            types.append((pieces.between(*event.trigger)[0], TYPES.index(kind)))
    acts = [
        (pieces.between(*each.cue)[0], TYPES.index(each.act or _act(report.text, each.cue)))
        for each in report.attributions
    ]
    spans = [pieces.between(*span) for _, span in found]
    kinds = [PARTIES.index(party) for party, _ in found]
    marked = any(event.parties for event in report.events)
    tags = _tags(len(pieces), spans, kinds, () if marked else [(0, len(pieces))])
    # What is said comes last, so that the numbers of the events' own stay as they are.
    told = (*types, *acts)
    return Told(
        pieces, _breaks(report.text, pieces), "parties", tags, tuple(spans), told, frozenset(pairs)
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """The types that words most often have, for reports whose events have none: for words that
    have one sense in them alone."""

    types: Mapping[str, Mapping[str, str]]

    def get(self, of: str, word: str) -> str | None:
        return self.types[of].get(word.lower())


@cache
def usual() -> Usual:
    return Usual(json.loads(USUAL.read_text("utf-8")))


def _act(text: str, cue: Range) -> str:
    """What is done by saying it, by the first word of the cue that tells."""
    words = text[slice(*cue)].split()
    return next(filter(None, (usual().get("acts", word) for word in words)), "OTHER")


def of_sentence(sentence: Sentence, tokenizer: Tokenizer) -> Told:
    """A sentence of PLOVER; what is longer than a window is cut off."""
    pieces = cut(sentence.text, tokenizer).part(0, LONGEST)
    marked = [(0, sentence.actor), (1, sentence.recipient)]
    given = [(kind, pieces.between(*span)) for kind, span in marked if span is not None]
    tags = _tags(len(pieces), [span for _, span in given], [kind for kind, _ in given])
    whole = ROOTS.index(sentence.root)
    return Told(pieces, (0,), "parties", tags, tuple(span for _, span in given), whole=whole)


def of_message(message: Message, tokenizer: Tokenizer) -> Told:
    """A message of MUC-4. Words that fill a role are not always marked where they come again:
    of those places nothing is said."""
    pieces = cut(message.text, tokenizer)
    found: dict[tuple[int, Range], set[tuple[int, int]]] = {}
    again: set[Range] = set()
    for number, template in enumerate(message.templates):
        incidents = {(number, GTT_INCIDENTS.index(each)) for each in template.types}
        for role, entities in template.roles.items():
            for words, at in (mention for entity in entities for mention in entity):
                span = pieces.between(at, at + len(words))
                found.setdefault((GTT_ROLES.index(role), span), set()).update(incidents)
                again.update(_places(message.text, words, pieces))
    spans, roles = [span for _, span in found], [role for role, _ in found]
    tags = _tags(len(pieces), spans, roles, again)
    return Told(
        pieces,
        _breaks(message.text, pieces),
        "incident_roles",
        tags,
        tuple(spans),
        incidents=tuple(frozenset(each) for each in found.values()),
    )


def _places(text: str, words: str, pieces: Pieces) -> Iterator[Range]:
    at = text.find(words)
    while at >= 0:
        yield pieces.between(at, at + len(words))
        at = text.find(words, at + 1)


def _tags(
    length: int, spans: Sequence[Range], kinds: Sequence[int], unknown: Iterable[Range] = ()
) -> Ints:
    tags = np.zeros(length, dtype=np.int64)
    for a, b in unknown:
        tags[a:b] = UNKNOWN
    for (a, b), kind in sorted(zip(spans, kinds, strict=True), key=lambda each: each[0]):
        tags[a:b] = 2 + 2 * kind
        tags[a : a + 1] = 1 + 2 * kind
    return tags


def _breaks(text: str, pieces: Pieces) -> tuple[int, ...]:
    found = sentences(parser().parse(text))
    starts = {pieces.between(span.start, span.end)[0] for span in found} | {0}
    return tuple(sorted(at for at in starts if at < len(pieces)))


class Events:
    """The task on some texts."""

    name = "events"

    def __init__(
        self,
        reports: Iterable[MarkedReport],
        sentences: Iterable[Sentence],
        messages: Iterable[Message],
        tokenizer: Tokenizer,
    ) -> None:
        self._reports = [of_report(each, tokenizer) for each in reports]
        self._sentences = [of_sentence(each, tokenizer) for each in sentences]
        self._messages = [of_message(each, tokenizer) for each in messages]

    def windows(self, random: Random) -> list[Told]:
        found = self._sentences * SENTENCES
        found += [each for told in self._reports * REPORTS for each in _windows(told, random)]
        for told in self._messages * MESSAGES:
            for each in _windows(told, random):
                loud = random.random() < CAPITALS
                found.append(replace(each, pieces=capitals(each.pieces)) if loud else each)
        return found

    def loss(self, model: Encoder, output: Tensor, batch: Sequence[Told], mask: Tensor) -> Tensor:
        """Mean over the pieces of the batch."""
        losses = [_loss(model, row, each) for row, each in zip(output, batch, strict=True)]
        return torch.stack(losses).sum() / mask.sum() * 10


def _windows(told: Told, random: Random) -> Iterator[Told]:
    for first, last in stretches(told.breaks, len(told), random):
        inside = [at for at, (a, b) in enumerate(told.spans) if first <= a < b <= last]
        types = [at for at, (piece, _) in enumerate(told.types) if first <= piece < last]
        new_span = {at: number for number, at in enumerate(inside)}
        new_type = {at: number for number, at in enumerate(types)}
        starts = tuple(at - first for at in told.breaks if first <= at < last)
        yield replace(
            told,
            pieces=told.pieces.part(first, last),
            breaks=starts if starts[:1] == (0,) else (0, *starts),
            tags=told.tags[first:last],
            spans=tuple((told.spans[at][0] - first, told.spans[at][1] - first) for at in inside),
            types=tuple((told.types[at][0] - first, told.types[at][1]) for at in types),
            pairs=frozenset(
                (new_type[a], new_span[b]) for a, b in told.pairs if a in new_type and b in new_span
            ),
            incidents=told.incidents and tuple(told.incidents[at] for at in inside),
        )


def _loss(model: Encoder, row: Tensor, told: Told) -> Tensor:
    length = len(told)
    scores = row[:length, SLICES[told.tagged]].float()
    tags = torch.from_numpy(told.tags)
    loss = functional.cross_entropy(scores, tags, ignore_index=UNKNOWN, reduction="sum")
    types = row[:length, SLICES["type"]].float()
    if told.whole is not None:
        loss = loss + SENTENCE * _whole(model.to_party, row[:length], told)
    if told.types:
        at, wanted = (torch.tensor(side) for side in zip(*told.types, strict=True))
        loss = loss + functional.cross_entropy(types[at], wanted, reduction="sum")
        if told.spans:
            loss = loss + PAIRS * _parties(model.to_party, row, told)
    if told.incidents is not None:
        loss = loss + RELEVANT * _relevant(row[:length], told)
    if told.incidents:
        loss = loss + _incidents(row, told) + PAIRS * _same(model.same_incident, row, told)
    return loss


def _whole(together: Together, row: Tensor, told: Told) -> Tensor:
    """The loss of a sentence's type: of any piece that tells of an event of it in which all the
    marked have part."""
    return functional.cross_entropy(said_whole(together, row, told), torch.tensor(told.whole))


def said_whole(together: Together, row: Tensor, told: Told) -> Tensor:
    """The log odds of the types of a sentence. ``row`` is (pieces, COLUMNS)."""
    types = functional.log_softmax(row[:, SLICES["type"]].float(), dim=-1)[:, : len(ROOTS)]
    if told.spans:
        pieces = [(at, at + 1) for at in range(len(row))]
        linked = functional.logsigmoid(_scores(together, row, pieces, told.spans)).sum(dim=1)
        types = types + linked[:, None]
    return torch.logsumexp(types, dim=0)


def _incidents(row: Tensor, told: Told) -> Tensor:
    said = row[[a for a, _ in told.spans]][:, SLICES["incidents"]].float()
    return functional.binary_cross_entropy_with_logits(said, _sorts(told), reduction="sum")


def _sorts(told: Told) -> Tensor:
    """(spans, INCIDENTS), 1 where the span has part in an incident of the sort."""
    wanted = torch.zeros(len(told.spans), len(INCIDENTS))
    for at, templates in enumerate(told.incidents or ()):
        wanted[at, [incident for _, incident in templates]] = 1
    return wanted


def _relevant(row: Tensor, told: Told) -> Tensor:
    """The loss of what each sentence tells: the mean over its pieces."""
    edges = [*told.breaks, len(told)]
    sorts, wanted = _sorts(told), torch.zeros(len(edges) - 1, len(INCIDENTS))
    for at, (a, _) in enumerate(told.spans):
        sentence = bisect_right(told.breaks, a) - 1
        wanted[sentence] = torch.maximum(wanted[sentence], sorts[at])
    columns = row[:, SLICES["incidents"]].float()
    said = torch.stack([columns[a:b].mean(0) for a, b in pairwise(edges)])
    return functional.binary_cross_entropy_with_logits(said, wanted, reduction="sum")


def _parties(together: Together, row: Tensor, told: Told) -> Tensor:
    triggers = [(piece, piece + 1) for piece, _ in told.types]
    wanted = torch.zeros(len(triggers), len(told.spans))
    for a, b in told.pairs:
        wanted[a, b] = 1
    return _pairs(together, row, triggers, told.spans, wanted).sum()


def _same(together: Together, row: Tensor, told: Told) -> Tensor:
    numbers = [{number for number, _ in templates} for templates in told.incidents]
    wanted = torch.tensor([[float(bool(a & b)) for b in numbers] for a in numbers])
    losses = _pairs(together, row, told.spans, told.spans, wanted)
    return losses.triu(1).sum() / max(1, len(numbers) - 1)


def _pairs(
    together: Together, row: Tensor, left: Sequence[Range], right: Sequence[Range], wanted: Tensor
) -> Tensor:
    scores = _scores(together, row, left, right)
    return functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")


def _scores(
    together: Together, row: Tensor, left: Sequence[Range], right: Sequence[Range]
) -> Tensor:
    vectors = described(row, [*left, *right], "happening")
    distance = torch.from_numpy(buckets(np.array(left), np.array(right)))
    return together(vectors[: len(left)], vectors[len(left) :], distance)
