"""How patterns are written: the language is told at the head of ``data/times_rules.tsv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from according.errors import DataError
from according.reading.times.patterns import (
    ANY,
    AnyWord,
    Choice,
    Kind,
    Literal,
    Maybe,
    Node,
    Outside,
    Series,
)

_TOKEN = re.compile(r"\\.|[()|?\[\]]|@[a-z]+|~?[^\s()|?\\\[\]]+")
_CLOSING = {"(": ")", "[": "]"}
_KIND = re.compile(r"[A-Z][A-Z_]+")


def parse(pattern: str, named: Mapping[str, Node], kinds: frozenset[str]) -> Node:
    """The pattern as a tree.

    Raises:
        DataError: it is malformed, or names a class or a pattern that there is not.
    """
    rest = _Reader(_TOKEN.findall(pattern), pattern, named, kinds)
    node = rest.choice()
    if rest.tokens:
        raise DataError(f"pattern {pattern!r}: {rest.tokens[0]!r} is out of place")
    return node


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    pattern: str
    named: Mapping[str, Node]
    kinds: frozenset[str]

    def choice(self) -> Node:
        items = [self.sequence()]
        while self.tokens[:1] == ["|"]:
            self.tokens.pop(0)
            items.append(self.sequence())
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def sequence(self) -> Node:
        items: list[Node] = []
        while self.tokens and self.tokens[0] not in ("|", ")", "]"):
            node = self.atom()
            if self.tokens[:1] == ["?"]:
                self.tokens.pop(0)
                node = Maybe(node)
            items.append(node)
        if not items:
            raise DataError(f"pattern {self.pattern!r}: a choice is empty")
        return items[0] if len(items) == 1 else Series(tuple(items))

    def atom(self) -> Node:
        piece = self.tokens.pop(0)
        if piece in _CLOSING:
            return self._bracket(piece)
        if piece == ANY:
            return AnyWord()
        if piece.startswith("@"):
            if piece[1:] not in self.named:
                raise DataError(f"pattern {self.pattern!r}: no pattern {piece[1:]!r} before it")
            return self.named[piece[1:]]
        glued = piece.startswith("~")
        word = piece[1:] if glued or piece.startswith("\\") else piece
        if _KIND.fullmatch(word):
            if word not in self.kinds:
                raise DataError(f"pattern {self.pattern!r}: no class {word!r}")
            return Kind(word, glued)
        return Literal(word.lower(), glued)

    def _bracket(self, opening: str) -> Node:
        node = self.choice()
        if self.tokens[:1] != [_CLOSING[opening]]:
            raise DataError(f"pattern {self.pattern!r}: a bracket is not closed")
        self.tokens.pop(0)
        return node if opening == "(" else Outside(node)
