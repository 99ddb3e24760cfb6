import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.errors import SettingsError
from according.model import Report
from according.reading.parse import PASSAGE_CHARS, RUN_CHARS, Parser, pieces
from tests.long import LONG

texts = st.lists(
    st.sampled_from(
        [
            "word ",
            "Velden",
            "* * *",
            '"' * 900,
            "\n\n",
            "\n",
            " ",
            "😀",
            "e\u0301",
            "x" * 700,
            "— “a” ",
        ]
    ),
    max_size=200,
).map("".join)


@given(texts)
def test_pieces_leave_no_letter_out(text):
    cut = list(pieces(text))
    covered = set()
    for start, end in cut:
        assert 0 <= start < end <= len(text)
        assert covered.isdisjoint(range(start, end))
        covered.update(range(start, end))
    assert not any(text[at].isalnum() for at in range(len(text)) if at not in covered)


def test_pieces_cut_at_paragraphs():
    paragraph = "Nobody was hurt. " * 100
    text = "\n\n".join([paragraph] * 30)
    cut = list(pieces(text))
    assert len(cut) > 1
    assert all(end - start <= PASSAGE_CHARS for start, end in cut)
    assert all(text[start - 2 : start] == "\n\n" for start, _ in cut[1:])


def test_pieces_of_a_run_without_spaces_are_short():
    assert max(end - start for start, end in pieces("b" * 100_000)) == RUN_CHARS


MANY = 20_000 if LONG else 5_000


@pytest.mark.parametrize(
    "text",
    ['"' * 5 * MANY, '"a' * MANY, "a" * 5 * MANY, "(A" * MANY, "Ab-" * MANY,
     "\n" * 5 * MANY + "x", "Мир-" * MANY, "U.S." * MANY],
    ids=["quotes", "quoted", "letters", "brackets", "hyphens", "line breaks", "cyrillic", "points"],
)  # fmt: skip
def test_reader_hostile_text_is_read_in_time(reader, text):
    before = time.process_time()
    reading = reader.read(Report(text, language="en"))
    assert time.process_time() - before < 90 * MANY / 20_000
    assert all(
        text[each.evidence.start : each.evidence.end] == each.evidence.quote
        for each in reading.mentions
    )


def test_sentences_never_cross_a_blank_line(reader):
    text = "Two die at bridge\n\nTwo people died at the Velden bridge on Monday"
    reading = reader.read(Report(text, language="en"))
    assert all("\n\n" not in text[span.start : span.end] for span in reading.sentences)
    assert len(reading.sentences) == 2


def test_tokens_are_words_of_the_text(reader, report):
    reading = reader.read(report)
    words = [report.text[span.start : span.end] for span in reading.tokens]
    assert "".join(words) == "".join(report.text.split())


def test_parser_unknown_pipeline_is_a_settings_error():
    with pytest.raises(SettingsError, match="no_such_pipeline"):
        Parser("no_such_pipeline")
