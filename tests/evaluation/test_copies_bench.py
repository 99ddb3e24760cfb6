import json

import pytest

from according.settings import Settings
from evaluation import copies_bench

WIRE = (
    "A ferry with 140 people aboard ran onto a reef off Osk on Monday night. Two boats of the "
    "harbour guard brought all but three of them ashore. The captain was questioned till morning."
)
OWN = "Rain kept the market of Lower Osk empty and traders packed their stalls before noon came."


@pytest.fixture
def data(tmp_path):
    texts = {"1": WIRE, "2": WIRE.replace("140", "160"), "3": OWN}
    for folder in ("annotations", "bundles"):
        (tmp_path / "gold" / folder).mkdir(parents=True)
    for day in ("2024-03-11", "2024-03-12"):
        bundle = [
            {"id": name, "outlet": "Quay Post", "date": day, "title": "Osk", "text": text}
            for name, text in texts.items()
        ]
        marked = {
            "reports": [{"id": name} for name in texts],
            "figures": [],
            "blame": [],
            "copies": [{"a": "2", "b": "1", "relation": "copy"}],
        }
        (tmp_path / "gold" / "bundles" / f"{day}.json").write_text(json.dumps(bundle))
        (tmp_path / "gold" / "annotations" / f"{day}.json").write_text(json.dumps(marked))
    return tmp_path


def test_planted_copies_are_found_and_counted(data):
    result = copies_bench.run(data, "dev", Settings())
    assert result.items == 2
    assert result.figures["pair_f1"].value == 1.0
    assert result.figures["relation_f1"].value == 1.0
    assert result.figures["minhash_f1"].value == 1.0


def test_what_is_not_marked_counts_against_precision(data):
    for path in (data / "gold" / "annotations").glob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"copies": []}))
    result = copies_bench.run(data, "dev", Settings())
    assert result.figures["pair_precision"].value == 0.0
