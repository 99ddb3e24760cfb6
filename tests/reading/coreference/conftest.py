"""What tests of coreference share: a parser, a reader if there are weights, small mentions."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from according.reading.coreference.attributes import Mentions
from according.reading.parse import Parser
from according.settings import Settings

ENCODER = Path(str(resources.files("according.data"))) / "encoder"

_COLUMNS = (
    *("first", "last", "begin", "end", "head", "kind", "role", "number", "gender", "entity"),
    *("quoted", "sentence", "paragraph", "text", "noun", "governor"),
)


@pytest.fixture(scope="session")
def parser():
    return Parser(Settings().pipeline)


@pytest.fixture(scope="session")
def full_reader():
    """A reader with the encoder's weights, which are not in every checkout."""
    if not (ENCODER / "card.json").is_file():
        pytest.skip("no weights of the encoder in the checkout")
    from according.reading import Reader

    return Reader(Settings())


@pytest.fixture
def made():
    """A function that makes some mentions, one word each, with attributes where given."""

    def make(count, **given):
        at = np.arange(count)
        columns = dict.fromkeys(_COLUMNS, np.zeros(count, dtype=np.int64))
        columns |= {"first": at, "last": at + 1, "begin": at, "end": at + 1, "head": at}
        columns |= {"text": at, "noun": at, "governor": at}
        columns |= {name: np.array(values) for name, values in given.items() if name != "bag"}
        none = np.full(count, -1)
        bag = tuple(given.get("bag", [frozenset({number}) for number in range(count)]))
        source = np.zeros(count, dtype=np.float32)
        return Mentions(**columns, source=source, ends=(none, none), letters=("",) * count, bag=bag)

    return make
