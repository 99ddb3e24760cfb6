"""Weights of time reading for documents that the package's own were trained on.

The package's weights were trained on TimeBank and AQUAINT. A figure on those documents is only
honest out of fold: each is read with weights that were trained on the other folds' documents.
Any other document is read with the package's weights.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from according.errors import BenchError
from according.reading.times.weights import Weights, load_weights, weights_from

FILE = Path(__file__).with_name("timex_folds.json")
FOLDS = 5


def fold_of(document: str) -> int:
    """The fold of a document, by its name."""
    return zlib.crc32(document.encode()) % FOLDS


class Folds:
    """The weights by document.

    Raises:
        BenchError: the file of folds is missing or malformed.
    """

    def __init__(self, path: Path = FILE) -> None:
        try:
            plain = json.loads(path.read_text("utf-8"))
            self._known = frozenset(plain["documents"])
            self._folds = [weights_from(each) for each in plain["folds"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{path} is no file of folds: {error}") from error
        self._own = load_weights()

    def weights(self, document: str) -> Weights:
        """The weights that have not been trained on this document."""
        return self._folds[fold_of(document)] if document in self._known else self._own
