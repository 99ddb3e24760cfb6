"""Words that tell of happenings as vectors: near where two tell of one, by what they mean in their
sentences. By MiniLM as it was published, and projections that were learned for it."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from according.data import load_text
from according.errors import DataError
from according.linking.told import Told
from according.model import Span

Floats = NDArray[np.float64]

CARD = "same.json"
"""Names the files and their hashes."""
MODEL, WEIGHTS = "minilm.onnx", "same.npz"

LAYERS = (0, 3, 6)
"""What the model gives of a piece: what these of its layers say, 0 what goes into the first."""
OF_SENTENCE = (3, 6)
"""Of which of them the mean over a sentence is taken."""
WIDTH = 384
"""Numbers that a layer gives."""
TRIGGER, CONTEXT = 128, 64
"""Numbers that projections leave of a word, and of its sentence."""

LONGEST = 160
"""Pieces of a sentence that are read; of a longer one, those around the word."""

_TOKENIZER = "encoder/tokenizer.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model says of some words, a row each; every layer's part is of length one.
    ``words`` (words, `LAYERS` by width) are means over a word's pieces, ``sentences``
    (words, `OF_SENTENCE` by width) over those of its sentence."""

    words: Floats
    sentences: Floats

    def part(self, rows: Sequence[int]) -> Seen:
        """Some of the rows."""
        at = np.array(rows, dtype=np.int64)
        return Seen(self.words[at], self.sentences[at])


@dataclass(frozen=True, slots=True)
class Vectors:
    """Of some words, a row each, of length one: (words, `TRIGGER`); (words, `CONTEXT`) of their
    sentences; what each of `LAYERS` says of the words, (layers, words, `WIDTH`); and ``plain``,
    what the last says of the sentences."""

    trigger: Floats
    context: Floats
    layers: Floats
    plain: Floats

    def part(self, rows: Sequence[int]) -> Vectors:
        """Some of the rows."""
        at = np.array(rows, dtype=np.int64)
        return Vectors(self.trigger[at], self.context[at], self.layers[:, at], self.plain[at])


@dataclass(frozen=True, slots=True)
class Projection:
    """What was learned: of words and of sentences, each (numbers seen, numbers left)."""

    trigger: Floats
    context: Floats

    def __call__(self, seen: Seen) -> Vectors:
        """The vectors of what was seen."""
        return Vectors(
            unit(seen.words @ self.trigger),
            unit(seen.sentences @ self.context),
            seen.words.reshape(-1, len(LAYERS), WIDTH).transpose(1, 0, 2),
            seen.sentences[:, -WIDTH:],
        )


class MentionEncoder:
    """The model with its tokenizer. Not for two threads.

    Args:
        model: the ONNX file's bytes.

    Raises:
        DataError: there is no tokenizer.
    """

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # As for the reader's encoder: without it, other processors may give other sums.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_str(load_text(_TOKENIZER))
        self._begin, self._end = (self._tokenizer.token_to_id(each) for each in ("[CLS]", "[SEP]"))

    def see(self, told: Sequence[Told], texts: Mapping[str, str]) -> Seen:
        """What the model says of ``told``, in their order: some 6,000 pieces a second.

        Args:
            texts: of their reports, by report id.
        """
        by_sentence: dict[tuple[str, Span], list[int]] = {}
        for number, each in enumerate(told):
            by_sentence.setdefault((each.report_id, each.context), []).append(number)
        words = np.zeros((len(told), len(LAYERS) * WIDTH))
        sentences = np.zeros((len(told), len(OF_SENTENCE) * WIDTH))
        for (report, context), numbers in by_sentence.items():
            ids, offsets = self.pieces(texts[report][context.start : context.end])
            spans = [told[at].span for at in numbers]
            for first, last, own in windows(offsets, spans, context):
                said = self._run(ids[first:last])
                whole = _by_layer(said.mean(axis=0))[[LAYERS.index(each) for each in OF_SENTENCE]]
                for at, (start, end) in own:
                    # The model's first row is of the mark that begins every sentence.
                    word = said[1 + start - first : 1 + end - first].mean(axis=0)
                    words[numbers[at]] = unit(_by_layer(word)).ravel()
                    sentences[numbers[at]] = unit(whole).ravel()
        return Seen(words, sentences)

    def pieces(self, sentence: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The wordpieces of a sentence, and where they stand in it."""
        encoded = self._tokenizer.encode(sentence, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def _run(self, ids: Sequence[int]) -> Floats:
        given = np.array([[self._begin, *ids, self._end]], dtype=np.int64)
        said = self._session.run(None, {"ids": given})[0][0]
        return np.asarray(said, dtype=np.float64)


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


def _by_layer(row: Floats) -> Floats:
    return row.reshape(len(LAYERS), WIDTH)


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
        files = {name: (folder / name).read_bytes() for name in (MODEL, WEIGHTS)}
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
