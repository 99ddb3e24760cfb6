"""The vocabulary that is kept of the published one, to make the file smaller.

Left out are the places that were never used, and pieces with letters of other scripts than
Latin: what is read is English, and a word in another script is then one unknown piece.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

_LATIN = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
"""First words of the names of letters that Latin script is written with."""


def published_tokenizer(folder: Path) -> Tokenizer:
    """The published tokenizer in ``folder``, with what is kept of its vocabulary, and without
    limits of length."""
    plain = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_str(json.dumps(_renumbered(plain)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def kept(folder: Path) -> list[int]:
    """The published numbers of the pieces that are kept, in order: a piece's new number is its
    place here."""
    plain = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    return sorted(number for piece, number in plain["model"]["vocab"].items() if _keep(piece))


def _keep(piece: str) -> bool:
    if piece.startswith("[unused"):
        return False
    letters = (each for each in piece if not each.isascii() and each.isalpha())
    return all(unicodedata.name(each, "").split(" ")[0] in _LATIN for each in letters)


def _renumbered(plain: dict[str, Any]) -> dict[str, Any]:
    old = plain["model"]["vocab"]
    pieces = sorted(filter(_keep, old), key=old.__getitem__)
    new = {piece: number for number, piece in enumerate(pieces)}
    added = [{**each, "id": new[each["content"]]} for each in plain["added_tokens"]]
    special = {
        name: {**each, "ids": [new[piece] for piece in each["tokens"]]}
        for name, each in plain["post_processor"]["special_tokens"].items()
    }
    return {
        **plain,
        "added_tokens": added,
        "post_processor": {**plain["post_processor"], "special_tokens": special},
        "model": {**plain["model"], "vocab": new},
    }
