"""Treebank tokens as running text again."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_LEFT = frozenset(".,;:?!%)]”")
_OPENING = frozenset("“([$")


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where each token stands in it, in code points."""
    text, at, open_mark = "", [], False
    for token in tokens:
        shown = _SHOWN.get(token, token)
        opens = shown == '"' and not open_mark
        if shown == '"':
            open_mark = not open_mark
        if text and not _glued(text, shown, opens, open_mark):
            text += " "
        at.append((len(text), len(text) + len(shown)))
        text += shown
    return text, at


def _glued(text: str, shown: str, opens: bool, open_mark: bool) -> bool:
    """Whether a token stands close to what is before it."""
    if shown in _LEFT or shown == "n't" or (shown == '"' and not opens):
        return True
    contraction = shown[0] in "'’" and len(shown) > 1
    return contraction or text[-1] in _OPENING or (text[-1] == '"' and open_mark and not opens)
