import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.errors import EvidenceError
from according.model import Evidence, Report, Span

texts = st.text(min_size=1, max_size=60).filter(str.strip)


@given(texts, st.data())
def test_evidence_quote_equals_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = Evidence.at(Report(text), start, end)
    assert text[evidence.start : evidence.end] == evidence.quote


@given(texts, st.text(max_size=5), st.integers(0, 70), st.integers(1, 70))
def test_evidence_any_other_quote_raises(text, quote, start, length):
    report = Report(text)
    if text[start : start + length] == quote and start + length <= len(text):
        Evidence(report, Span(start, start + length), quote)
    else:
        with pytest.raises(EvidenceError):
            Evidence(report, Span(start, start + length), quote)


def test_evidence_counts_code_points():
    report = Report("👩‍👩‍👧 e\u0301tait là 😀 ok")
    assert Evidence(report, Span(16, 17), "😀").quote == "😀"


def test_evidence_past_the_end_raises():
    with pytest.raises(EvidenceError, match="runs past the 5 code points"):
        Evidence(Report("Short"), Span(0, 6), "Short")


def test_evidence_other_quote_is_named_in_the_error():
    with pytest.raises(EvidenceError, match=r"'tow' is not what stands at 0–3.*'Two'"):
        Evidence(Report("Two died."), Span(0, 3), "tow")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_span_upside_down_raises(start, end):
    with pytest.raises(EvidenceError):
        Span(start, end)


def test_evidence_survives_pickling():
    evidence = Evidence.at(Report("Two died."), 0, 3)
    assert pickle.loads(pickle.dumps(evidence)) == evidence
