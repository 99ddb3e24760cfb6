import csv
import io
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies

from according.errors import Reason
from according.intake import Refusal, Taken
from according.settings import Columns, Limits, Settings
from tests.intake.helpers import SENTENCE, given, outcomes, reason, refusal, report, taken

HEAD = "Title,Date,Source,Body\n"
ROW = f'Two die,2024-03-11,Quay Post,"{SENTENCE}"\n'


def test_a_row_is_a_report():
    found = taken("a.csv", HEAD + ROW)
    assert found.report.text == f"Two die\n\n{SENTENCE}"
    assert (found.report.outlet, found.report.published) == ("Quay Post", date(2024, 3, 11))
    assert found.data == ROW.encode()
    assert (found.capture.member, found.capture.media_type) == ("line 2", "text/csv")


@pytest.mark.parametrize(
    ("told", "day"),
    [("03/04/2024", None), ("", date(2024, 3, 12)), ("2024-03-11", date(2024, 3, 11))],
)
def test_a_date_that_is_not_read_is_not_replaced_by_the_given_one(told, day):
    settings = given(published=date(2024, 3, 12))
    assert report("a.csv", f"text,date\nTwo died.,{told}\n", settings).published == day
    assert report("a.json", f'{{"text": "Two died.", "date": "{told}"}}', settings).published == day


def test_a_field_may_hold_lines_quotes_and_delimiters():
    body = f'“Two”, "two", he said.\r\n\r\n{SENTENCE}'
    out = io.StringIO()
    csv.writer(out).writerows([["title", "text"], ["A", body], ["B", SENTENCE]])
    found = outcomes("a.csv", out.getvalue())
    assert [each.capture.member for each in found] == ["line 2", "line 5"]
    assert found[0].report.text == f'A\n\n“Two”, "two", he said.\n\n{SENTENCE}'


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a"])
def test_the_delimiter_is_that_of_the_header(delimiter, name):
    lines = [["title", "text", "outlet"], ["Two die", "Two died.", "Quay Post"]]
    found = report(name, "\n".join(delimiter.join(line) for line in lines))
    assert (found.title, found.outlet) == ("Two die", "Quay Post")


def test_a_quote_within_a_field_opens_nothing():
    found = outcomes("a.csv", f'text,title\n5" pipe hit two. {SENTENCE[:20]},A\nTwo died,B\n')
    assert [each.report.title for each in found] == ["A", "B"]


def test_a_mark_and_a_quoted_header_are_read():
    assert report("a.csv", f'\ufeff"text","title"\n"{SENTENCE}",Two\n').title == "Two"


def test_short_rows_and_blank_rows_are_read_as_they_are():
    found = outcomes("a.csv", "text,title\nTwo died.\n\n\nThree died.,Three\n")
    assert [each.report.title for each in found] == [None, "Three"]


def test_a_row_with_too_many_fields_is_refused():
    found = outcomes("a.csv", "text,title\nTwo died.,Two,more\nThree died.,Three\n")
    assert [type(each) for each in found] == [Refusal, Taken]
    assert "3 fields where the header has 2" in found[0].detail


def test_a_table_without_text_is_one_refusal_that_names_its_columns():
    found = refusal("a.csv", "Titel,Inhalt\nZwei,Tote\nDrei,Tote\n")
    assert found.reason is Reason.FORMAT
    assert "Titel, Inhalt" in found.detail
    settings = Settings(columns=Columns({"text": "inhalt", "title": "Titel"}))
    assert outcomes("a.csv", "Titel,Inhalt\nZwei,Tote\n", settings)[0].report.title == "Zwei"


def test_a_table_without_a_column_that_the_user_named_is_refused():
    table = "text,Date\nTwo died.,2024-03-11\n"
    columns = {"published": "Datum", "title": "Kopf"}
    found = refusal("a.csv", table, Settings(columns=Columns(columns)))
    assert found.reason is Reason.FORMAT
    assert found.detail == "no column 'Datum', 'Kopf'; seen: text, Date"
    settings = Settings(columns=Columns({"published": "DATE"}))
    assert report("a.csv", table, settings).published == date(2024, 3, 11)


def test_an_empty_cell_is_refused_and_the_others_taken():
    found = outcomes("a.csv", "text,title\n,One\nTwo died.,Two\n")
    assert [type(each) for each in found] == [Refusal, Taken]
    assert found[0].reason is Reason.EMPTY


def test_an_open_quote_is_the_end():
    found = outcomes("a.csv", 'text,title\nTwo died.,Two\n"Three died,Three\nFour,Four\n')
    assert [type(each) for each in found] == [Taken, Refusal]
    assert found[1].reason is Reason.TRUNCATED
    assert "line 3" in found[1].detail


def test_rows_over_the_limit_are_refused():
    settings = Settings(limits=Limits(member_bytes=200))
    found = outcomes("a.csv", f"text,title\n{'a' * 500},One\nTwo died.,Two\n", settings)
    assert [type(each) for each in found] == [Refusal, Taken]
    found = outcomes("a.csv", f'text,title\n"{"a" * 90}\n{"b" * 300}\n', settings)
    assert [each.reason for each in found] == [Reason.TOO_LARGE, Reason.FORMAT]


def test_fields_over_the_modules_own_limit_are_read():
    assert len(report("a.csv", f"text,title\n{'Two died ' * 20_000},Two\n").text) > 131_072


def test_prose_with_commas_is_no_table():
    assert report("a", f"Monday, text, and more: {SENTENCE}\n{SENTENCE}").title is None
    assert report("a.txt", "text,title\nTwo died,Two\n").title is None


def test_other_encodings_need_saying():
    data = "text,title\ncafé,A\n".encode("cp1252")
    assert reason("a.csv", data) is Reason.CHARSET
    assert report("a.csv", data, given(encoding="cp1252")).text == "A\n\ncafé"


CELL = strategies.text(strategies.sampled_from('ab ,"\n;é'), max_size=12)


@drawn(strategies.lists(strategies.tuples(CELL, CELL), min_size=1, max_size=6))
def test_rows_are_those_that_the_csv_module_wrote(rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["title", "text"])
    writer.writerows((title, f"Two died. {text}") for title, text in rows)
    found = outcomes("a.csv", out.getvalue().encode())
    assert len(found) == len(rows)
    for each, (_, text) in zip(found, rows, strict=True):
        assert each.report.text.endswith(
            f"Two died. {text}".replace("\r\n", "\n").replace("\r", "\n")
        )
