"""The shipped model: one pass over a text gives every head's scores for every piece."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from according.errors import DataError
from according.reading.encoder.outputs import COLUMNS, SLICES
from according.reading.encoder.pieces import NEW_LINE, Ints, Pieces, cut
from according.reading.encoder.windows import plan, shares

Floats: TypeAlias = NDArray[np.float32]

CARD = "card.json"
"""Names the files, their hashes and what they were trained on."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as read by the encoder. ``outputs`` has a row a piece (see `outputs`)."""

    pieces: Pieces
    outputs: Floats
    sentences: Ints
    """The number of each piece's sentence, as far as its encoder was told where they begin."""

    @property
    def lines(self) -> Ints:
        """The number of each piece's line."""
        return np.cumsum(self.pieces.lead == NEW_LINE)

    def covers(self, place: int) -> bool:
        """Whether the code point ``place`` lies in it."""
        ends = self.pieces.ends
        return len(ends) > 0 and int(self.pieces.starts[0]) <= place < int(ends[-1])

    def head(self, name: str) -> Floats:
        """The columns of one head, (pieces, columns)."""
        return self.outputs[:, SLICES[name]]


class Encoder:
    """The model with its tokenizer and its small matrices. Not for two threads.

    Args:
        folder: where ``card.json`` and its files lie; None takes the shipped ones.

    Raises:
        DataError: a file is missing, or its hash is not the card's.
    """

    def __init__(self, folder: Path | None = None) -> None:
        files = _checked(folder or Path(str(resources.files("according.data"))) / "encoder")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Processors without instructions for eight bits would else let sums overflow, and give
        # another reading of a report than those that have them.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(
            files["encoder.onnx"], options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
        with np.load(io.BytesIO(files["heads.npz"])) as arrays:
            self.heads: Mapping[str, Floats] = {
                name: arrays[name].astype(np.float32) for name in arrays.files
            }
        self.sha256 = hashlib.sha256(files["encoder.onnx"] + files["heads.npz"]).hexdigest()

    def encode(self, text: str, sentence_starts: Sequence[int] = (), offset: int = 0) -> Encoded:
        """Read ``text``, in time linear in its length.

        Args:
            sentence_starts: in code points, in order; windows begin there where they can.
            offset: where ``text`` begins in its report; the pieces' places are the report's.
        """
        pieces = cut(text, self._tokenizer)
        breaks = [int(np.searchsorted(pieces.starts, start)) for start in sentence_starts]
        outputs = np.zeros((len(pieces), COLUMNS), dtype=np.float32)
        windows = plan(len(pieces), breaks)
        for (first, last), (a, b) in zip(windows, shares(windows), strict=True):
            outputs[a:b] = self.run(pieces.part(first, last))[a - first : b - first]
        starting = np.zeros(len(pieces), dtype=np.int64)
        starting[[at for at in breaks if at < len(pieces)]] = 1
        return Encoded(pieces.moved(offset), outputs, np.cumsum(starting))

    def run(self, pieces: Pieces) -> Floats:
        """The outputs for one window, as `outputs` describes them."""
        given = {name: getattr(pieces, name)[None] for name in ("ids", "case", "lead", "quote")}
        outputs: Floats = self._session.run(None, given)[0][0]
        return outputs


def _checked(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, wanted in _hashes(folder / CARD).items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            raise DataError(
                f"{folder / name} cannot be read: {error}; reinstall according"
            ) from error
        found = hashlib.sha256(files[name]).hexdigest()
        if found != wanted:
            raise DataError(f"{folder / name} has SHA-256 {found}, the card says {wanted}")
    return files


def _hashes(card: Path) -> dict[str, str]:
    try:
        files = json.loads(card.read_text("utf-8"))["files"]
        return {name: files[name] for name in ("encoder.onnx", "heads.npz", "tokenizer.json")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{card} is no model card: {error}; reinstall according") from error
