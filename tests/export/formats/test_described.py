"""The published schema is that of the tables, and what is written fits it."""

import json

import jsonschema
import pytest

from according.export.formats.choosing import choose
from according.export.formats.described import json_schema
from according.export.formats.jsonl import FORMAT
from according.export.formats.writing import write
from tests.conftest import ROOT

PUBLISHED = ROOT / "docs" / "record.schema.json"


def test_the_published_schema_is_the_tables():
    made = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    assert PUBLISHED.read_text("utf-8") == made, "according export --schema makes it anew"


def test_what_is_written_fits_the_schema(record, tmp_path):
    with choose(record) as chosen:
        write(FORMAT, chosen, str(tmp_path / "out"))
    published = json.loads(PUBLISHED.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    for path in (tmp_path / "out").glob("*.jsonl"):
        check = jsonschema.Draft202012Validator({**published, "$ref": f"#/$defs/{path.stem}"})
        for line in path.read_text("utf-8").splitlines()[:60]:
            check.validate(json.loads(line))


def test_what_does_not_fit_is_seen():
    published = json.loads(PUBLISHED.read_text("utf-8"))
    check = jsonschema.Draft202012Validator({**published, "$ref": "#/$defs/Figure"})
    words = {"start": 0, "end": 2, "quote": "14"}
    good = {"evidence": words, "kind": "killed", "low": 14, "best": 14, "high": None}
    check.validate(good)
    for bad in ({"kind": "gone"}, {"low": "14"}, {"more": 1}, {"evidence": {"start": 0}}):
        with pytest.raises(jsonschema.ValidationError):
            check.validate(good | bad)
