import json
import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from according.errors import DataError
from according.reading.encoder import Encoder
from according.reading.encoder.outputs import COLUMNS

SHIPPED = Path(str(resources.files("according.data"))) / "encoder"


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "encoder")
    return tmp_path / "encoder"


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.npz", "tokenizer.json"])
def test_a_changed_file_is_refused(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(DataError, match=f"{name} has SHA-256"):
        Encoder(folder)


def test_a_missing_file_is_named(folder):
    (folder / "heads.npz").unlink()
    with pytest.raises(DataError, match=r"heads\.npz cannot be read"):
        Encoder(folder)


@pytest.mark.parametrize("card", ["", "[]", "{}", json.dumps({"files": {"encoder.onnx": "0"}})])
def test_a_card_that_is_none_is_refused(folder, card):
    (folder / "card.json").write_text(card)
    with pytest.raises(DataError, match="no model card"):
        Encoder(folder)


def test_the_card_says_what_it_was_trained_on():
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    assert {"attribution", "factuality", "wording", "coreference", "events"} == set(
        card["trained_on"]
    )
    assert card["rounding"]["mean_cosine"] > 0.99


def test_the_files_are_no_larger_than_said():
    names = ("encoder.onnx", "heads.npz", "tokenizer.json")
    assert sum((SHIPPED / name).stat().st_size for name in names) < 23_000_000


def test_outputs_have_a_row_a_piece_and_do_not_hang_on_the_place(encoder):
    text = "The ministry said on Monday that two boats had been stopped."
    here, there = encoder.encode(text), encoder.encode(text, offset=100)
    assert here.outputs.shape == (len(here.pieces), COLUMNS)
    assert np.array_equal(here.outputs, there.outputs)
    assert np.array_equal(here.pieces.starts + 100, there.pieces.starts)


def test_a_text_of_nothing(encoder):
    assert encoder.encode("").outputs.shape == (0, COLUMNS)
