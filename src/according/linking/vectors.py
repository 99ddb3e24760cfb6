"""Words that tell of happenings as vectors: near where two tell of one, by what they mean in their
sentences. By a small transformer that linking alone uses."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from according.errors import DataError
from according.linking.told import Told
from according.model import Span

Floats = NDArray[np.float64]

CARD = "mentions.json"
"""Names the files and their hashes."""

TRIGGER, CONTEXT, PLAIN = 128, 64, 384
"""Numbers that the model gives of a piece: of the word, of what its sentence is about, and of the
layers that nothing was taught here."""

LONGEST = 160
"""Pieces of a sentence that are read; of a longer one, those around the word."""

_TOKENIZER = "encoder/tokenizer.json"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Of some words, a row each, all of length one: (words, `TRIGGER`), (words, `CONTEXT`),
    (words, `PLAIN`); ``plain`` is of the sentence."""

    trigger: Floats
    context: Floats
    plain: Floats

    def part(self, rows: Sequence[int]) -> Vectors:
        """Some of the rows."""
        at = np.array(rows, dtype=np.int64)
        return Vectors(self.trigger[at], self.context[at], self.plain[at])


class MentionEncoder:
    """The model with its tokenizer. Not for two threads.

    Args:
        folder: where the data files lie; None takes the shipped ones.

    Raises:
        DataError: a file is missing, or its hash is not the card's.
    """

    def __init__(self, folder: Path | None = None) -> None:
        data = Path(str(resources.files("according.data")))
        files = checked(folder or data / "linking")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # As for the reader's encoder: without it, other processors may give other sums.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(
            files["mentions.onnx"], options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_str((data / _TOKENIZER).read_text("utf-8"))
        self._begin, self._end = (self._tokenizer.token_to_id(each) for each in ("[CLS]", "[SEP]"))

    def vectors(self, told: Sequence[Told], texts: Mapping[str, str]) -> Vectors:
        """The vectors of ``told``, in their order.

        Args:
            texts: of their reports, by report id.
        """
        by_sentence: dict[tuple[str, Span], list[int]] = {}
        for number, each in enumerate(told):
            by_sentence.setdefault((each.report_id, each.context), []).append(number)
        rows = np.zeros((len(told), TRIGGER + CONTEXT + PLAIN))
        for (report, context), numbers in by_sentence.items():
            sentence = texts[report][context.start : context.end]
            ids, offsets = self.pieces(sentence)
            for first, last, own in windows(offsets, [told[at].span for at in numbers], context):
                found = self._run(ids[first:last])
                whole = found[:, TRIGGER:].mean(axis=0)
                for at, (start, end) in own:
                    # The model's first row is of the mark that begins every sentence.
                    word = found[1 + start - first : 1 + end - first, :TRIGGER].mean(axis=0)
                    rows[numbers[at]] = np.concatenate([word, whole])
        return Vectors(
            unit(rows[:, :TRIGGER]),
            unit(rows[:, TRIGGER : TRIGGER + CONTEXT]),
            unit(rows[:, TRIGGER + CONTEXT :]),
        )

    def pieces(self, sentence: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The wordpieces of a sentence, and where they stand in it."""
        encoded = self._tokenizer.encode(sentence, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def _run(self, ids: Sequence[int]) -> Floats:
        given = np.array([[self._begin, *ids, self._end]], dtype=np.int64)
        found = self._session.run(None, {"ids": given})[0][0]
        return np.asarray(found, dtype=np.float64)


def windows(
    offsets: Sequence[tuple[int, int]], spans: Sequence[Span], context: Span
) -> list[tuple[int, int, list[tuple[int, tuple[int, int]]]]]:
    """What of a sentence is read at once: from piece to piece, and the words in it, by number,
    with their pieces."""
    starts = np.array([start for start, _ in offsets])
    ends = np.array([end for _, end in offsets])
    found: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for number, span in enumerate(spans):
        first = int(np.searchsorted(ends, span.start - context.start, side="right"))
        first = max(0, min(first, len(offsets) - 1))
        last = max(first + 1, int(np.searchsorted(starts, span.end - context.start, side="left")))
        last = min(last, first + LONGEST // 2)
        step = LONGEST // 2
        begin = 0 if len(offsets) <= LONGEST else max(0, (first // step) * step - step // 2)
        found.setdefault(begin, []).append((number, (first, last)))
    return [(begin, min(len(offsets), begin + LONGEST), own) for begin, own in found.items()]


def unit(rows: Floats) -> Floats:
    """The rows at length one; what is nothing stays so."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths, lengths, 1))


def checked(folder: Path) -> dict[str, bytes]:
    """The files that the card in ``folder`` names.

    Raises:
        DataError: one is missing, or its hash is not the card's.
    """
    try:
        hashes = json.loads((folder / CARD).read_text("utf-8"))["files"]
        files = {name: (folder / name).read_bytes() for name in ("mentions.onnx", "mentions.npz")}
        wanted = {name: hashes[name] for name in files}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder}: {error!r}; reinstall according") from error
    for name, content in files.items():
        found = hashlib.sha256(content).hexdigest()
        if found != wanted[name]:
            raise DataError(f"{folder / name} has SHA-256 {found}, the card says {wanted[name]}")
    return files


def arrays(content: bytes) -> dict[str, NDArray[np.generic]]:
    """The arrays of an ``.npz`` file."""
    with np.load(io.BytesIO(content)) as found:
        return {name: found[name] for name in found.files}
