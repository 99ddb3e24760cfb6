"""What training begins with: the published backbone, or an encoder that was trained before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from training.encoder.backbone import LAYERS, Backbone, published
from training.encoder.export import NOT_READ
from training.encoder.model import Encoder
from training.encoder.vocabulary import published_tokenizer

WEIGHTS = "weights.pt"
"""The weights before they are rounded, in a folder that training wrote."""


@dataclass(frozen=True, slots=True)
class Start:
    """An encoder and the tokenizer that it knows."""

    encoder: Encoder
    tokenizer: Tokenizer


def from_backbone(folder: Path) -> Start:
    """The published backbone, with heads that know nothing yet."""
    return Start(Encoder(published(folder)), published_tokenizer(folder))


def from_exported(folder: Path) -> Start:
    """A trained encoder: from its exact weights where the folder has them, else from what is
    shipped, which is rounded to eight bits."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encoder = Encoder(Backbone(tokenizer.get_vocab_size()))
    exact = folder / WEIGHTS
    state = torch.load(exact) if exact.is_file() else _shipped(folder)
    _grow(state, encoder)
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or any(not _made_anew(name) for name in missing):
        raise ValueError(f"{folder}: no encoder of this version: {missing} {unexpected}")
    return Start(encoder, tokenizer)


def _grow(state: dict[str, Tensor], encoder: Encoder) -> None:
    """Give ``state`` the columns that its version did not have yet; new heads are appended."""
    for name, value in encoder.heads.named_parameters(prefix="heads"):
        known = state[name]
        if len(known) < len(value):
            state[name] = torch.cat([known, value.detach()[len(known) :]])


def _made_anew(name: str) -> bool:
    return name.endswith(".wall") or name.startswith((*NOT_READ, "to_party.", "same_incident."))


def _shipped(folder: Path) -> dict[str, Tensor]:
    graph = onnx.load(folder / "encoder.onnx").graph
    arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    with np.load(folder / "heads.npz") as heads:
        small = {
            name: heads[name].astype(np.float32)
            for name in heads.files
            if not name.startswith("links.")
        }
    found = {**dict(_named(arrays)), **dict(_products(arrays)), **small}
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _named(arrays: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    for name, value in arrays.items():
        plain = name.removeprefix("encoder.")
        if plain == name or name.endswith(("_scale", "_zero_point")):
            continue
        if name.endswith("_quantized"):
            yield plain.removesuffix("_quantized"), _exact(name.removesuffix("_quantized"), arrays)
        else:
            yield plain, value


def _products(arrays: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """Matrices lose their names on the way to ONNX, and keep their order."""
    lost = [name.removesuffix("_quantized") for name in arrays if name.endswith("_quantized")]
    lost = [name for name in lost if not name.startswith("encoder.")]
    names = [
        f"backbone.layers.{layer}.{part}.weight"
        for layer in range(LAYERS)
        for part in ("qkv", "out", "up", "down")
    ]
    lost.sort(key=lambda name: int(name.rpartition("_")[2]))
    for name, array in zip([*names, "heads.weight"], lost, strict=True):
        yield name, _exact(array, arrays).T


def _exact(name: str, arrays: dict[str, np.ndarray]) -> np.ndarray:
    rounded = arrays[f"{name}_quantized"].astype(np.float32)
    zero = arrays[f"{name}_zero_point"].astype(np.float32)
    return (rounded - zero) * arrays[f"{name}_scale"]
