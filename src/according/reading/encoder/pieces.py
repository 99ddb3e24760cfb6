"""A text as the encoder sees it: wordpieces, and what the lower-cased vocabulary leaves out.

The backbone is uncased, so each piece carries its case; and as it sees a few sentences at a
time, each piece carries whether quote marks opened earlier in the text are still open there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from according.reading.encoder.quotes import states

Ints: TypeAlias = NDArray[np.int64]

CASES = 6
"""Case of a piece: none, lower, first letter capital, all capitals, mixed, digits."""
LEADS = 3
"""What stands before a piece: nothing (it is glued on), white space, a line break."""
NEW_LINE = 2
"""The lead of a piece that begins a line."""
QUOTES = 3
"""Outside quote marks, inside, a quote mark."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The wordpieces of a text. All arrays have one entry a piece.

    ``starts`` and ``ends`` are in code points of the text.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    case: Ints
    lead: Ints
    quote: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that lie in code points ``start`` to ``end``, as first and past the last."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)

    def first(self, start: int, end: int) -> int | None:
        """The first piece that lies in code points ``start`` to ``end``. An invisible character
        has none."""
        first, last = self.between(start, end)
        return first if first < last else None

    def moved(self, offset: int) -> Pieces:
        """The pieces of a text that begins at ``offset`` of a longer one."""
        return replace(self, starts=self.starts + offset, ends=self.ends + offset)

    def part(self, first: int, last: int) -> Pieces:
        """Some of the pieces, with offsets as they were."""
        arrays = (getattr(self, name)[first:last] for name in self.__slots__)
        return Pieces(*arrays)


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut ``text`` into pieces, in time linear in its length."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    quoted = states(text)
    return Pieces(
        ids=np.array(encoded.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        case=np.array([_case(text[a:b]) for a, b in offsets], dtype=np.int64),
        lead=_leads(text, starts, ends),
        quote=quoted[starts] if len(starts) else starts,
    )


def _case(piece: str) -> int:
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    if piece.istitle():
        return 2
    if piece.isdigit():
        return 5
    return 4 if any(map(str.isalpha, piece)) else 0


def _leads(text: str, starts: Ints, ends: Ints) -> Ints:
    leads = np.zeros(len(starts), dtype=np.int64)
    before = 0
    for at, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start > before:
            leads[at] = NEW_LINE if "\n" in text[before:start] else 1
        before = max(before, end)
    return leads
