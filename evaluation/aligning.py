"""A report's gold events and a reader's accounts, one to one.

Fixed before any reader was measured with it. A gold event stands where its anchors' sentences and
its figures' words stand; an account where its evidence stands. An account's worth for an event is
how many of its pieces of evidence lie in those sentences, and twice how many touch those words;
the pairing of most worth is taken, and what has no pair is missed or spurious.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.gold import GoldFigure, GoldReport
from evaluation.matching import matched

Range = tuple[int, int]

_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")
WORDS = 2
"""What evidence on a figure's words weighs, beside evidence in an anchor's sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gold event stands in a report."""

    event: str
    sentences: tuple[Range, ...]
    words: tuple[Range, ...]


def places(report: GoldReport, figures: Sequence[GoldFigure]) -> list[Place]:
    """Where the report's gold events stand, in the order of its row."""
    ends = [match.end() for match in _END.finditer(report.text)]
    edges = [0, *ends, len(report.text)]
    return [
        Place(
            event,
            tuple(
                sentence
                for phrase in phrases
                for at in _found(report.text, phrase)
                for sentence in _sentences(edges, at)
            ),
            tuple(
                at
                for figure in figures
                if figure.event == event
                for at in _found(report.text, figure.words)
            ),
        )
        for event, phrases in report.anchors.items()
    ]


def _found(text: str, phrase: str) -> list[Range]:
    at, found = text.find(phrase), []
    while at >= 0:
        found.append((at, at + len(phrase)))
        at = text.find(phrase, at + 1)
    return found


def _sentences(edges: Sequence[int], at: Range) -> list[Range]:
    return [
        (start, end) for start, end in itertools.pairwise(edges) if start < at[1] and at[0] < end
    ]


def align(events: Sequence[Place], accounts: Sequence[Sequence[Range]]) -> list[tuple[int, int]]:
    """Pairs of (event, account), in their numbers.

    Args:
        accounts: each account's evidence, in code points of title + newline + text.
    """
    return matched(events, accounts, _worth)


def _worth(event: Place, evidence: Sequence[Range]) -> float:
    inside = sum(
        any(a <= start and end <= b for a, b in event.sentences) for start, end in evidence
    )
    touching = sum(any(start < b and a < end for a, b in event.words) for start, end in evidence)
    return inside + WORDS * touching
