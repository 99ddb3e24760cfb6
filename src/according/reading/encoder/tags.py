"""The tags of a layer of attribution: BIO over source, cue and content."""

from __future__ import annotations

TAG_KINDS = ("source", "cue", "content")
O = 0  # noqa: E741
B = {kind: 1 + 2 * number for number, kind in enumerate(TAG_KINDS)}
I = {kind: 2 + 2 * number for number, kind in enumerate(TAG_KINDS)}  # noqa: E741
TAGS = 1 + 2 * len(TAG_KINDS)
LAYERS = 2
"""Layer 0 is the outermost attribution of a passage, layer 1 what stands inside its content."""

FORBIDDEN = tuple(
    (before, I[kind])
    for kind in TAG_KINDS
    for before in range(TAGS)
    if before not in (B[kind], I[kind])
)
"""Moves that no sequence makes: into the middle of a span that was not begun."""
