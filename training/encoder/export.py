"""Trained weights to what is shipped: int8 ONNX, the small matrices, a card with hashes.

::

    python -m training.encoder.export --weights FILE --backbone DIR --out DIR

Weights are quantised per channel: per tensor loses too much. The result is compared with the
float model, and the comparison goes into the card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.documents import tokenizer_in
from training.encoder.model import Encoder, fresh

CHANNELS = ("ids", "case", "lead", "quote")


class Whole(nn.Module):
    """The model of one window without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, case: Tensor, lead: Tensor, quote: Tensor) -> Tensor:
        return self.encoder(ids, case, lead, quote, torch.ones_like(ids).float())


def export(encoder: Encoder, backbone: Path, out: Path) -> None:
    """Write ``encoder.onnx``, ``heads.npz`` and ``tokenizer.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
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
    tokenizer_in(backbone).save(str(out / "tokenizer.json"), pretty=False)
    np.savez_compressed(out / "heads.npz", **arrays(encoder))


def arrays(encoder: Encoder) -> dict[str, np.ndarray]:
    """The parameters that the reader applies itself, as half-precision arrays."""
    kept = {
        name: value
        for name, value in encoder.state_dict().items()
        if not name.startswith(("backbone.", "heads.")) and not name.endswith(".wall")
    }
    return {name: value.numpy().astype(np.float16) for name, value in kept.items()}


def card(out: Path, facts: dict) -> None:
    """Write ``card.json``: the facts, and the files with their hashes."""
    names = ("encoder.onnx", "heads.npz", "tokenizer.json")
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps({"files": files, **facts}, indent=2, ensure_ascii=False)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("--weights", "--backbone", "--out"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    encoder = fresh(args.backbone)
    state = torch.load(args.weights)
    encoder.load_state_dict(state.get("mean", state))
    export(encoder.eval(), args.backbone, args.out)
    card(args.out, {})


if __name__ == "__main__":
    main()
