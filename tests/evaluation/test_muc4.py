"""Keys, measure and templates of MUC-4, on cases made by hand."""

import numpy as np
import pytest

from according.errors import BenchError
from evaluation.gtt_score import f1, precision, recall
from evaluation.muc4_full_bench import files
from evaluation.muc4_keys import Fill, FullTemplate, filled, messages
from evaluation.muc4_measure import confidence, count, matched

KEY = """;;; invented
0.  MESSAGE: ID                     DEV-MUC3-9001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 MAR 90
3.  INCIDENT: LOCATION              PERU: OSK (CITY)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
10. PERP: ORGANIZATION ID           "HARBOUR FRONT" /
                                    "HF"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED: "HARBOUR FRONT" / "HF"
12. PHYS TGT: ID                    "TOWN MILL"
                                    ? "OVENS"
13. PHYS TGT: TYPE                  COMMERCIAL: "TOWN MILL"
18. HUM TGT: NAME                   -
23. HUM TGT: EFFECT OF INCIDENT     *

0.  MESSAGE: ID                     DEV-MUC3-9001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  ATTACK
19. HUM TGT: DESCRIPTION            "MILLER"

0.  MESSAGE: ID                     DEV-MUC3-9002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
TEXTS = """DEV-MUC3-9001 (INVENTED)

   OSK, 3 MAR 90 -- [TEXT] A BOMB WENT OFF AT THE TOWN
MILL.

DEV-MUC3-9002 (INVENTED)

   OSK, 4 MAR 90 -- [TEXT] THE FAIR WAS CALM.
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "texts").write_text(TEXTS, "latin-1")
    (tmp_path / "keys").write_text(KEY, "latin-1")
    return messages(tmp_path / "texts", tmp_path / "keys")


def test_messages_and_templates(read):
    one, other = read
    assert one.text.endswith("A BOMB WENT OFF AT THE TOWN MILL.")
    assert one.published.isoformat() == "1990-03-03"
    assert [each.optional for each in one.templates] == [False, True]
    assert other.templates == ()
    slots = one.templates[0].slots
    assert slots[10] == (Fill(("HARBOUR FRONT", "HF")),)
    assert slots[11] == (Fill(("SUSPECTED OR ACCUSED",), ("HARBOUR FRONT", "HF")),)
    assert slots[12] == (Fill(("TOWN MILL",)), Fill(("OVENS",), (), optional=True))
    assert 18 not in slots
    assert 23 not in slots


def score(response, key):
    row = count(response, key).ravel()
    return precision(row), recall(row), f1(row)


def test_a_key_agrees_with_itself(read):
    assert score(read[0].templates, read[0].templates) == (1, 1, 1)


def test_nothing_is_found_in_an_empty_response(read):
    assert score([], read[0].templates) == (0, 0, 0)


def template(**slots: str) -> FullTemplate:
    return FullTemplate(
        {
            int(name[1:]): tuple(filled(int(name[1:]), words.split("|")))
            for name, words in slots.items()
        }
    )


def test_what_is_optional_is_not_missing_and_not_spurious():
    key = [template(s4="BOMBING", s12='"MILL"|? "OVENS"')]
    assert score([template(s4="BOMBING", s12='"MILL"')], key) == (1, 1, 1)
    assert score([template(s4="BOMBING", s12='"MILL"|"OVENS"')], key)[0] == 1


def test_half_right():
    key = [template(s4="BOMBING", s12='"OLD TOWN MILL"', s3="PERU: OSK (CITY)", s2="02 MAR 90")]
    given = [template(s4="BOMBING", s12='"MILL"', s3="PERU: VEL (CITY)", s2="- 05 MAR 90")]
    assert count(given, key)[0].sum() == 1 + 0.5 + 0.5 + 0.5


def test_a_bombing_is_half_an_attack_and_no_kidnapping():
    assert count([template(s4="ATTACK")], [template(s4="BOMBING")])[0].sum() == 0.5
    assert matched([template(s4="KIDNAPPING")], [template(s4="BOMBING")]) == []


def test_a_value_needs_its_reference():
    key = [template(s4="BOMBING", s13='COMMERCIAL: "MILL"')]
    assert count([template(s4="BOMBING", s13='COMMERCIAL: "MILL"')], key)[0].sum() == 2
    assert count([template(s4="BOMBING", s13='COMMERCIAL: "BRIDGE"')], key)[0].sum() == 1


def test_how_surely_an_organisation_did_it():
    key = [template(s4="BOMBING", s10='"HF"', s11='POSSIBLE: "HF"')]
    assert confidence([template(s4="BOMBING", s11='POSSIBLE: "HF"')], key) == (1, 0, 1)
    assert confidence([template(s4="BOMBING", s11='REPORTED AS FACT: "HF"')], key) == (0, 0, 1)
    assert confidence([template(s4="BOMBING", s11='POSSIBLE: "FH"')], key) == (0, 0, 0)


def test_a_spurious_template_costs_precision_alone(read):
    more = [*read[0].templates, template(s4="ARSON", s12='"BARN"')]
    found = score(more, read[0].templates)
    assert found[0] < 1
    assert found[1] == 1


def test_a_line_of_no_template_is_told(tmp_path):
    (tmp_path / "keys").write_text("MILL\n" + KEY, "latin-1")
    (tmp_path / "texts").write_text(TEXTS, "latin-1")
    with pytest.raises(BenchError, match="keys:1"):
        messages(tmp_path / "texts", tmp_path / "keys")


def test_the_messages_that_are_there(shared):
    paths = files(shared, "dev")
    found = [*messages(*paths[:2]), *messages(*paths[2:])]
    assert len(found) == 200
    rows = np.sum([count(each.templates, each.templates) for each in found], axis=0)
    assert f1(rows.ravel()) == 1
