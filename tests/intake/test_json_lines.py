import gzip
import json
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies

from according.errors import Reason
from according.intake import Refusal, Source, Taken, take
from according.settings import Columns, Limits, Settings
from tests.intake.helpers import SENTENCE, given, outcomes, reason, refusal, report, taken

ROW = {
    "Title": "Two die",
    "text": SENTENCE,
    "outlet": "Quay Post",
    "date": "2024-03-11",
    "authors": ["Ina Holm", "Jon Holm"],
    "url": "https://quaypost.example/1",
}
LINE = json.dumps(ROW) + "\n"


def test_a_line_is_a_report():
    found = taken("a.jsonl", LINE)
    assert found.report.text == f"Two die\n\n{SENTENCE}"
    assert found.report.title == "Two die"
    assert (found.report.outlet, found.report.published) == ("Quay Post", date(2024, 3, 11))
    assert (found.report.byline, found.report.url) == ("Ina Holm, Jon Holm", ROW["url"])
    assert found.capture.member == "line 1"
    assert found.capture.byline == "Ina Holm, Jon Holm"
    assert found.data == LINE.encode()
    assert found.capture.media_type == "application/json"


def test_blank_lines_are_no_inputs_and_lines_keep_their_numbers():
    found = outcomes("a.jsonl", f"\n{LINE}\n  \n{{bad\n{LINE}")
    assert [each.capture.member for each in found if isinstance(each, Taken)] == [
        "line 2",
        "line 6",
    ]
    (refused,) = (each for each in found if isinstance(each, Refusal))
    assert (refused.member, refused.reason) == ("line 5", Reason.FORMAT)
    assert refused.sha256 is not None


@pytest.mark.parametrize("name", ["a.json", "a.dat", "a.txt", "a"])
def test_lines_are_told_by_their_content(name):
    assert [each.capture.member for each in outcomes(name, LINE * 3)] == [
        "line 1",
        "line 2",
        "line 3",
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_number_of_thousands_of_digits_costs_no_report(name):
    line = LINE.replace("{", '{"id": ' + "9" * 5000 + ", ", 1)
    data = line * 2 if name == "a.jsonl" else f"[{line}]"
    assert {each.report.title for each in outcomes(name, data)} == {"Two die"}


def test_an_array_gives_its_elements():
    for indent in (None, 2):
        data = json.dumps([ROW, {**ROW, "text": 'Three, [died]: {“”} \\ " ]'}, ROW], indent=indent)
        found = outcomes("a.json", data)
        assert [each.capture.member for each in found] == ["element 1", "element 2", "element 3"]
        assert found[1].report.text.endswith('Three, [died]: {“”} \\ " ]')
        assert json.loads(found[1].data)["Title"] == "Two die"


def test_one_object_over_several_lines():
    found = taken("a.json", json.dumps(ROW, indent=1))
    assert found.report.title == "Two die"
    assert found.capture.member is None


def test_what_stands_before_the_damage_is_taken():
    found = outcomes("a.json", f"[{LINE}, {LINE}, {{")
    assert [type(each) for each in found] == [Taken, Taken, Refusal]


def test_columns_are_mapped_by_the_user():
    row = json.dumps({"mine": SENTENCE, "text": "not this", "who": "Quay Post", "source": "X"})
    settings = Settings(columns=Columns({"text": "Mine", "outlet": "who"}))
    found = report("a.jsonl", row, settings)
    assert (found.text, found.outlet) == (SENTENCE, "Quay Post")
    assert "'other'" in refusal("a.jsonl", row, Settings(columns=Columns({"text": "other"}))).detail


@pytest.mark.parametrize("name", ["body", "Content", "article text", "MAIN-TEXT", "maintext"])
def test_usual_names_are_found(name):
    assert report("a.jsonl", json.dumps({"id": 1, name: SENTENCE})).text == SENTENCE


def test_a_row_without_text_names_what_it_has():
    found = refusal("a.jsonl", '{"Titel": "Zwei", "Inhalt": "Tote"}')
    assert found.reason is Reason.FORMAT
    assert "Titel, Inhalt" in found.detail
    assert reason("a.jsonl", '{"text": " ", "title": "Two die"}') is Reason.EMPTY


def test_the_first_column_with_something_in_it_counts():
    assert report("a.jsonl", json.dumps({"text": "", "content": SENTENCE})).text == SENTENCE


def test_values_may_be_lists_and_objects():
    row = {
        "text": [SENTENCE, "More."],
        "source": {"id": 1, "name": "Quay Post"},
        "published": 1710115200,
    }
    found = report("a.jsonl", json.dumps(row))
    assert (found.text, found.outlet) == (f"{SENTENCE}\n\nMore.", "Quay Post")
    assert found.published == date(2024, 3, 11)


def test_an_unusable_date_refuses_nothing():
    found = report("a.jsonl", json.dumps({**ROW, "date": "03/04/2016"}))
    assert found.published is None
    settings = given(published=date(2024, 1, 1), outlet="Other")
    found = report("a.jsonl", json.dumps({**ROW, "date": "soon"}), settings)
    assert (found.published, found.outlet) == (date(2024, 1, 1), "Quay Post")


def test_lone_surrogates_are_replaced_everywhere():
    row = (
        '{"text": "Two died \\ud800.", "title": "\\udfffX", "outlet": "\\ud800", "url": "\\ud800"}'
    )
    found = report("a.jsonl", row)
    for value in (found.text, found.title, found.outlet, found.url):
        value.encode()


def test_other_encodings_need_saying():
    data = json.dumps({"text": SENTENCE + "é"}, ensure_ascii=False).encode("cp1252")
    assert reason("a.jsonl", data) is Reason.CHARSET
    assert report("a.jsonl", data, given(encoding="cp1252")).text.endswith("é")


def test_gzip_is_undone():
    found = outcomes("a.jsonl.gz", gzip.compress((LINE * 3).encode()))
    assert [each.capture.member for each in found] == ["line 1", "line 2", "line 3"]
    assert len(outcomes("a", gzip.compress(gzip.compress((LINE * 2).encode())))) == 2


def test_a_cut_stream_gives_what_stands_before_the_cut():
    packed = gzip.compress((LINE * 50).encode())
    found = outcomes("a.jsonl.gz", packed[:-30])
    assert len(found) > 30
    assert found[-1].reason is Reason.TRUNCATED
    assert all(isinstance(each, Taken) for each in found[:-1])


def test_a_long_line_is_refused_and_the_next_one_read():
    settings = Settings(limits=Limits(member_bytes=1000))
    found = outcomes("a.jsonl", f'{LINE}{{"text": "{"a" * 2000}"}}\n{LINE}', settings)
    assert [type(each) for each in found] == [Taken, Refusal, Taken]
    assert (found[1].reason, found[1].member) == (Reason.TOO_LARGE, "line 2")


LINES = strategies.lists(
    strategies.one_of(
        strategies.just(LINE.encode()),
        strategies.just(b"  \n"),
        strategies.binary(max_size=30).map(lambda data: data.replace(b"\n", b"") + b"\n"),
        strategies.dictionaries(
            strategies.sampled_from(["text", "title", "date"]), strategies.text()
        )
        .map(json.dumps)
        .map(lambda line: line.encode() + b"\n"),
    ),
    max_size=8,
)


@drawn(LINES)
def test_every_line_gives_exactly_one_outcome(lines):
    data = b'{"first": 1}\n' + b"".join(lines)
    found = outcomes("a.jsonl", data)
    if found[0].member is None:
        assert found[0].reason is Reason.BINARY
        return
    assert len(found) == 1 + sum(bool(line.strip()) for line in lines)
    members = [each.capture.member if isinstance(each, Taken) else each.member for each in found]
    assert len(set(members)) == len(members)


@drawn(
    strategies.lists(
        strategies.dictionaries(
            strategies.text(), strategies.text() | strategies.lists(strategies.integers())
        ),
        min_size=1,
    )
)
def test_every_element_gives_exactly_one_outcome(rows):
    found = outcomes("a.json", json.dumps(rows))
    assert len(found) == len(rows)


def test_real_reports_are_all_taken(shared):
    path = shared / "reports" / "articles.jsonl"
    found = list(take(Source(str(path)), Settings()))
    assert len(found) == path.read_bytes().count(b"\n")
    assert all(isinstance(each, Taken) for each in found)
    assert {each.report.language for each in found} == {"en"}
    assert all(each.report.outlet and each.report.published for each in found)
    assert sum(bool(each.report.credits) for each in found) > 300
