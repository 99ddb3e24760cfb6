"""Trained weights to what is shipped: int8 ONNX, the small matrices, a card with hashes.

Weights are quantised per channel: per tensor loses too much. The result is compared with the
exact model, and the comparison goes into the card.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from according.reading.encoder.model import Encoder as Shipped
from training.encoder.batches import tensors
from training.encoder.documents import Document
from training.encoder.labelled import Labelled
from training.encoder.linking import learn
from training.encoder.model import Encoder
from training.encoder.refit import refit, refit_loaded

CHANNELS = ("ids", "case", "lead", "quote")
NOT_READ = ("backbone.", "heads.", "to_cue.", "to_source.")
"""Weights that are in the model itself, or that serve training alone."""


class Whole(nn.Module):
    """The model of one window without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, case: Tensor, lead: Tensor, quote: Tensor) -> Tensor:
        return self.encoder(ids, case, lead, quote, torch.ones_like(ids).float())


def export(
    encoder: Encoder,
    tokenizer: Tokenizer,
    out: Path,
    facts: dict,
    taught: Sequence[Document],
    loaded: Sequence[Labelled] = (),
    seed: int = 1,
) -> None:
    """Write ``encoder.onnx``, ``heads.npz``, ``tokenizer.json`` and ``card.json`` into ``out``.

    Args:
        facts: what the card says beside the hashes.
        loaded: articles with loaded words, to fit their head.
        taught: documents to learn links from, and to fit the heads that few of them teach.
    """
    out.mkdir(parents=True, exist_ok=True)
    refit(encoder, [each for each in taught if each.annotated.events is not None])
    if loaded:
        refit_loaded(encoder, loaded, tokenizer)
    example = tuple(torch.randint(1, 3, (1, 24)) for _ in CHANNELS)
    with TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = Path(work) / "exact.onnx"
        torch.onnx.export(
            Whole(encoder).eval(),
            example,
            exact,
            input_names=list(CHANNELS),
            output_names=["outputs"],
            opset_version=17,
            dynamo=False,
            dynamic_axes={name: {1: "pieces"} for name in (*CHANNELS, "outputs")},
        )
        quantize_dynamic(exact, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    np.savez_compressed(out / "heads.npz", **arrays(encoder))
    _card(out, facts)
    links = learn(Shipped(out), taught, seed)
    np.savez_compressed(out / "heads.npz", **arrays(encoder), **links)
    _card(out, facts)
    _card(out, {**facts, "rounding": rounding(encoder, out)})


PROBE = "The ministry said on Monday that two of the convoy's drivers had been hurt. " * 12


def rounding(encoder: Encoder, out: Path) -> dict[str, float]:
    """The exact model's outputs and the shipped one's on one text, compared."""
    shipped = Shipped(out).encode(PROBE)
    pieces = shipped.pieces.part(0, 190)
    with torch.no_grad():
        exact = encoder(**tensors([pieces]))[0, : len(pieces)].float().numpy()
    rounded = Shipped(out).run(pieces)
    cosine = (exact * rounded).sum(1) / np.linalg.norm(exact, axis=1)
    cosine = cosine / np.linalg.norm(rounded, axis=1)
    return {"mean_cosine": round(float(cosine.mean()), 4), "least": round(float(cosine.min()), 4)}


def arrays(encoder: Encoder) -> dict[str, np.ndarray]:
    """The parameters that the reader applies itself, as half-precision arrays."""
    kept = {
        name: value
        for name, value in encoder.state_dict().items()
        if not name.startswith(NOT_READ) and not name.endswith(".wall")
    }
    return {name: value.numpy().astype(np.float16) for name, value in kept.items()}


def _card(out: Path, facts: dict) -> None:
    names = ("encoder.onnx", "heads.npz", "tokenizer.json")
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps({"files": files, **facts}, indent=2, ensure_ascii=False)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")
