"""Texts as they come in real material: without punctuation, in capitals; with the way back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text, and for each of its code points where it came from in the first."""

    text: str
    origin: NDArray[np.int64]

    def back(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span in the text as it was."""
        return int(self.origin[span[0]]), int(self.origin[span[1] - 1]) + 1


def untouched(text: str) -> Damaged:
    """As it is."""
    return Damaged(text, np.arange(len(text)))


def bare(text: str) -> Damaged:
    """Without quote marks, commas, stops and all other punctuation inside and between words,
    but for apostrophes and hyphens within a word."""
    kept = [at for at in range(len(text)) if not _falls(text, at)]
    return Damaged("".join(text[at] for at in kept), np.array(kept, dtype=np.int64))


def _falls(text: str, at: int) -> bool:
    if unicodedata.category(text[at])[0] != "P":
        return False
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return not (text[at] in "'’-" and len(around) == 2 and around.isalnum())


def capitals(text: str) -> Damaged:
    """In capitals; a letter whose capital is two letters stays."""
    letters = [up if len(up := letter.upper()) == 1 else letter for letter in text]
    return Damaged("".join(letters), np.arange(len(text)))
