"""Invented reports in the form of ECB+: no text of the corpus is in the repository."""

from pathlib import Path

import numpy as np
import pytest

from according.errors import BenchError
from according.linking.told import About, Told
from according.model import Span
from evaluation import coref, ecbplus
from evaluation.ecbplus import Marked, Text
from evaluation.ecbplus_bench import counts, matters, same_head
from evaluation.ecbplus_told import Heard

REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="NAME.xml" doc_id="DOC1">
<token t_id="1" sentence="0" number="0">Ferry</token>
<token t_id="2" sentence="0" number="1">sank</token>
<token t_id="3" sentence="1" number="0">``</token>
<token t_id="4" sentence="1" number="1">It</token>
<token t_id="5" sentence="1" number="2">went</token>
<token t_id="6" sentence="1" number="3">down</token>
<token t_id="7" sentence="1" number="4">,</token>
<token t_id="8" sentence="1" number="5">''</token>
<token t_id="9" sentence="1" number="6">she</token>
<token t_id="10" sentence="1" number="7">said</token>
<token t_id="11" sentence="1" number="8">.</token>
<token t_id="12" sentence="2" number="0">Rain</token>
<token t_id="13" sentence="2" number="1">fell</token>
<Markables>
<ACTION_OCCURRENCE m_id="20"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="21"><token_anchor t_id="5"/><token_anchor t_id="6"/></ACTION_OCCURRENCE>
<NEG_ACTION_REPORTING m_id="22"><token_anchor t_id="10"/></NEG_ACTION_REPORTING>
<HUMAN_PART_PER m_id="23"><token_anchor t_id="9"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="24"><token_anchor t_id="13"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="30" TAG_DESCRIPTOR="sinking" instance_id="ACT7" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT7"><source m_id="20"/><source m_id="21"/><target m_id="30"/>
</CROSS_DOC_COREF>
</Relations>
</Document>
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "ecbplus" / "7"
    folder.mkdir(parents=True)
    for name in ("7_10ecb", "7_2ecb", "7_1ecbplus"):
        (folder / f"{name}.xml").write_text(REPORT.replace("NAME", name), encoding="utf-8")
    listed = "Topic,File,Sentence Number\n7,2ecb,0\n7,2ecb,1\n7,1ecbplus,1\n7,10ecb,0\n"
    (tmp_path / "ecbplus" / ecbplus.CHECKED).write_text(listed, encoding="utf-8")
    return tmp_path


def test_a_report_as_text_with_its_mentions(data):
    texts = ecbplus.read(data, [7])
    assert [each.name for each in texts] == ["7_2ecb", "7_10ecb", "7_1ecbplus"]
    whole, head, other = texts
    assert whole.text == 'Ferry sank\n" It went down, " she said.\nRain fell'
    said = [(whole.text[m.span.start : m.span.end], m.happening) for m in whole.mentions]
    assert said == [("sank", "ACT7"), ("went down", "ACT7"), ("said", "7_2ecb alone 22")]
    assert [whole.text[each.start : each.end] for each in whole.others] == ["fell"]
    assert [whole.text[each.start : each.end] for each in whole.checked] == [
        "Ferry sank",
        '" It went down, " she said.',
    ]
    assert len(head.mentions) == 1
    assert (whole.story, other.story) == ("7ecb", "7ecbplus")


def test_missing_and_malformed_reports_are_said(data):
    with pytest.raises(BenchError, match="no reports"):
        ecbplus.read(data, [8])
    (data / "ecbplus" / "7" / "7_2ecb.xml").write_text("<Document>", encoding="utf-8")
    with pytest.raises(BenchError, match="malformed"):
        ecbplus.read(data, [7])


def heard(*rows):
    """Reports "a", "b", ... of (topic, story, ((place, head, happening), ...))."""
    texts, told, of, marks = [], [], [], []
    for number, (topic, story, words) in enumerate(rows):
        marked = [Marked(Span(at, at + 1), name) for at, _, name in words if name]
        name = "abcdef"[number]
        text = Text(name, topic, story, "x" * 20, tuple(marked), (), (Span(0, 20),))
        texts.append(text)
        for at, head, happening in words:
            told.append(word(name, at, head))
            of.append(text)
            marks.append(Marked(Span(at, at + 1), happening) if happening else None)
    return Heard(tuple(texts), tuple(told), tuple(of), tuple(marks))


def word(report, at, head):
    nothing = frozenset()
    sets = [nothing] * 5
    return Told(
        f"{report}{at}",
        report,
        Span(at, at + 1),
        Span(0, 20),
        0,
        head,
        head,
        frozenset((head,)),
        None,
        "asserted",
        *sets,
        *[nothing] * 4,
        About((), nothing, nothing),
    )


TWO = heard(
    (1, "1ecb", ((1, "sink", "S"), (5, "say", "T"))),
    (1, "1ecbplus", ((1, "sink", "U"),)),
    (2, "2ecb", ((1, "sink", "V"), (5, "go", "V"))),
)


# Key: S, T, U alone, V of two. All "sink" in one: {S, U, V} {T} {V}.
#   B3     R = (1 + 1 + 1 + 1/2 + 1/2) / 5 = 0.8. P = (3 * 1/3 + 1 + 1) / 5 = 0.6.
#   CEAFe  {T} with {T} 1; {V, V} with {V} 2/3; S or U with {S, U, V} 2/4. Sum 13/6, of 4 and of 3.
#   MUC    R 0 of 1, P 0 of 2.
def test_counts_by_hand():
    summed = counts(TWO, [[0, 2, 3], [1], [4]]).sum(axis=0)
    assert summed[coref.MENTION].tolist() == [5, 5, 5, 5]
    assert summed[coref.MUC].tolist() == pytest.approx([0, 1, 0, 2])
    assert summed[coref.B_CUBED].tolist() == pytest.approx([4, 5, 3, 5])
    assert summed[coref.CEAF_E].tolist() == pytest.approx([13 / 6, 4, 13 / 6, 3])


def test_a_cluster_of_several_stories_is_shared_between_them():
    table = counts(TWO, [[0, 2, 3], [1], [4]])
    # Of the response's links, two, each of the three stories has a third.
    assert table[:, coref.MUC.start + 3].tolist() == pytest.approx([2 / 3] * 3)


def test_a_word_that_is_none_and_a_mention_that_is_missed():
    found = heard((1, "1ecb", ((1, "sink", "S"), (9, "rain", None))))
    summed = counts(found, [[0], [1]]).sum(axis=0)
    assert summed[coref.MENTION].tolist() == [1, 1, 1, 2]
    missed = counts(TWO, [[0]]).sum(axis=0)
    assert missed[coref.MENTION].tolist() == [1, 5, 1, 1]


def test_by_stories_and_all_as_one_document_are_the_same():
    chance = np.random.default_rng(5)
    rows = [
        (topic, f"{topic}{half}", tuple((at, "x", f"{topic}{chance.integers(4)}") for at in (1, 5)))
        for topic in (1, 2)
        for half in ("ecb", "ecbplus", "ecb")
    ]
    data = heard(*rows)
    groups = [[], [], [], []]
    for at in range(len(data.told)):
        groups[chance.integers(4)].append(at)
    place = {id(each): number for number, each in enumerate(data.texts)}
    spans = [
        (place[id(text)] * 100 + told.span.start, place[id(text)] * 100 + told.span.end)
        for told, text in zip(data.told, data.of, strict=True)
    ]
    key = {}
    for span, mark in zip(spans, data.marked, strict=True):
        key.setdefault(mark.happening, []).append(span)
    whole = coref.counts(
        coref.clusters(key.values()), coref.clusters([spans[at] for at in each] for each in groups)
    )
    assert counts(data, groups).sum(axis=0) == pytest.approx(whole)


def test_same_heads_are_together_only_within_a_matter():
    assert same_head(TWO, [[0, 1, 2], [3, 4]]) == [[0, 2], [1], [3], [4]]


def test_matters_against_topics():
    row = matters(TWO, [[0, 1, 2], [3, 4]]).sum(axis=0)
    assert coref.f1(row, coref.B_CUBED) == 1
    row = matters(TWO, [[0, 1, 2, 3, 4]]).sum(axis=0)
    # Recall 1; precision (2/3 + 2/3 + 1/3) / 3.
    assert coref.f1(row, coref.B_CUBED) == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))
