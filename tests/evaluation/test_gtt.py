import json
from pathlib import Path

import numpy as np
import pytest

from according.errors import BenchError
from evaluation.gtt import ROLES, messages
from evaluation.gtt_score import Filled, count, f1, filled, keys, plain


def template(kind: str = "attack", **roles: list[list[str]]) -> Filled:
    entities = {role: tuple(map(frozenset, roles.get(role, []))) for role in ROLES}
    return Filled(frozenset([kind]), entities)


def line(path: Path, *templates: dict) -> Path:
    path.write_text(json.dumps({"docid": "M1", "doctext": "a bomb", "templates": templates}))
    return path


def plainly(kind: str, victim: str = "") -> dict:
    empty = {role: [] for role in ROLES}
    return {"incident_type": kind, **empty, "Victim": [[[victim, 0]]] if victim else []}


def test_a_key_with_two_types_is_met_by_either(tmp_path):
    (message,) = messages(line(tmp_path / "m", plainly("bombing / attack")))
    assert message.templates[0].types == ("bombing", "attack")
    for kind in ("bombing", "attack"):
        assert f1(count([template(kind)], keys(message)).ravel()) == 1


def test_equal_templates_of_a_key_count_once(tmp_path):
    (message,) = messages(line(tmp_path / "m", *[plainly("attack", "the mayor")] * 2))
    assert len(keys(message)) == 1


def test_strings_compare_without_case_articles_and_punctuation():
    assert plain('The "Bank" of a Town, Inc.') == "bank of town inc"


def test_a_mention_that_no_entity_of_the_key_has_makes_the_entity_wrong():
    key = template(Victim=[["mayor", "j. soto"]])
    assert count([template(Victim=[["mayor"]])], [key])[0].sum() == 2
    assert count([template(Victim=[["mayor", "priest"]])], [key])[0].sum() == 1


def test_templates_of_another_type_are_spurious_and_missing():
    counts = count([template("arson", Target=[["mill"]])], [template("attack", Target=[["mill"]])])
    assert counts.sum(axis=1).tolist() == [0, 2, 0, 2]


def test_the_matching_is_the_one_of_most_worth():
    key = [template(Victim=[["a"]]), template(Victim=[["b"], ["c"]])]
    response = [template(Victim=[["b"], ["c"]]), template(Victim=[["a"]])]
    assert f1(count(response, key).ravel()) == 1


def test_many_templates_are_matched_at_once():
    many = [template(Victim=[[str(at)]]) for at in range(60)]
    assert f1(count(many[::-1], many).ravel()) == 1


def test_nothing_on_either_side():
    assert count([], []).sum() == 0
    assert f1(np.zeros(24)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"docid": 1}',
        '{"docid": "a", "doctext": "", "templates": [{"incident_type": "rain"}]}',
    ],
)
def test_a_line_of_another_form_is_named(tmp_path, text):
    (tmp_path / "m").write_text(text)
    with pytest.raises(BenchError, match="m:1"):
        messages(tmp_path / "m")


def test_filled_leaves_out_entities_without_mentions(tmp_path):
    (message,) = messages(line(tmp_path / "m", {**plainly("attack"), "Victim": [[]]}))
    assert filled(message.templates[0]).roles["Victim"] == ()
