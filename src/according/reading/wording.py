"""Loaded labels and phrases: in whose voice, about whom. Never a score of anyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from according.data import load_json
from according.errors import DataError
from according.model import OUTLET, Attribution, Evidence, Mention, Report, Wording
from according.reading.attribution import Holders
from according.reading.encoder import Encoded, Floats
from according.reading.encoder.quotes import INSIDE, states
from according.reading.parse import Passage

LIKELY = -2.09
"""Log odds of one in nine. F1 is best at half of itself (Lipton et al. 2014), and piece by piece
it is some .22 in the articles of training, each left out in turn: they are marked unevenly."""

FILE = "wording.json"

LONGEST_SCARE = 4
"""Words between quote marks that name nobody, at most."""


@cache
def load_labels() -> frozenset[str]:
    """The labels of ``data/wording.json``, lower case. The encoder has seen few of them.

    Raises:
        DataError: the file is missing or damaged.
    """
    plain = load_json(FILE)
    try:
        return frozenset(map(str.lower, plain["labels"]))
    except (AttributeError, KeyError, TypeError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def read_wordings(
    report: Report,
    passages: Sequence[Passage],
    encoded: Sequence[Encoded],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> tuple[Wording, ...]:
    """The loaded words of ``report``, in order."""
    quoted, holders = states(report.text), Holders(attributions)
    made = []
    for passage, each in zip(passages, encoded, strict=True):
        for phrase in loaded(passage, scores(each), each):
            span = passage.span(phrase)
            in_quotes = bool(quoted[span.start] == INSIDE)
            voice = holders.of(span) if in_quotes else OUTLET
            made.append(
                Wording(
                    Evidence.at(report, span.start, span.end),
                    voice,
                    _target(passage, phrase, mentions),
                    scare_quotes=in_quotes and voice == OUTLET and len(phrase) <= LONGEST_SCARE,
                )
            )
    return tuple(made)


def scores(encoded: Encoded) -> Floats:
    """Log odds of each piece, that annotators of whole articles would mark it."""
    column: Floats = encoded.head("loaded")[:, 0]
    return column


def loaded(passage: Passage, odds: Floats, encoded: Encoded) -> Iterator[Phrase]:
    """Runs of words that are likely to be marked, or are labels, outside of names."""
    likely = encoded.pieces.starts[odds > LIKELY]
    first = None
    for token in passage.doc:
        start = passage.start + token.idx
        at = int(np.searchsorted(likely, start))
        marked = at < len(likely) and likely[at] < start + len(token) and not token.is_space
        marked = marked or (token.lower_ in load_labels() and not token.tag_.startswith("NNP"))
        if marked and first is None:
            first = token.i
        if not marked and first is not None:
            yield passage.doc[first : token.i]
            first = None
    if first is not None:
        yield passage.doc[first : len(passage.doc)]


FAR = 3
"""Steps in the parse between loaded words and the name that they are about, at most."""


def _target(passage: Passage, phrase: Phrase, mentions: Sequence[Mention]) -> str | None:
    """The actor that the words are about: the nearest in the parse of the same sentence."""
    near = passage.span(phrase.sent)
    found = [
        (_steps(phrase.root, _head(passage, mention)), mention.evidence.start, mention.actor_id)
        for mention in mentions
        if near.covers(mention.evidence.span)
    ]
    steps, _, actor = min(found, default=(FAR + 1, 0, None))
    return actor if steps <= FAR else None


def _head(passage: Passage, mention: Mention) -> Token:
    start, end = mention.evidence.start - passage.start, mention.evidence.end - passage.start
    phrase = passage.doc.char_span(start, end, alignment_mode="expand")
    return passage.doc[0] if phrase is None else phrase.root


def _steps(left: Token, right: Token) -> int:
    """Steps between two tokens over their nearest common head; too far if there is none."""
    up = {token.i: steps for steps, token in enumerate((left, *left.ancestors))}
    down = enumerate((right, *right.ancestors))
    return min((steps + up[token.i] for steps, token in down if token.i in up), default=FAR + 1)
