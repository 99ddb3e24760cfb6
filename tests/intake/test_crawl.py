from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies

from according.intake import Source, Taken, take
from according.settings import Settings
from tests.intake.helpers import SENTENCE, given, outcomes, report

HEAD = " date 2024-03-11 Quay Post - "


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("outlet", ["Quay Post", "Al-Quay", "Post", "The Quay & Post 24"])
def test_day_and_outlet_stand_in_the_head(space, outlet):
    found = report("a.txt", f"{space}date 2024-03-11 {outlet} - {SENTENCE}\n\nMore - of it.\n")
    assert (found.outlet, found.published) == (outlet, date(2024, 3, 11))
    assert found.text == f"{SENTENCE}\n\nMore - of it."


def test_a_first_line_alone_is_the_headline():
    found = report("a.txt", f"{HEAD}Ferry sinks off Velden\n\n{SENTENCE}\n\nMore of it.\n")
    assert found.title == "Ferry sinks off Velden"
    assert found.text == f"Ferry sinks off Velden\n\n{SENTENCE}\n\nMore of it."
    assert found.text[found.body_start :].startswith(SENTENCE.rstrip())


@pytest.mark.parametrize(
    "first", [SENTENCE, "By Mara Lindqvist\n\n", "Two died:\n\n", "Toll rises"]
)
def test_another_first_line_is_no_headline(first):
    found = report("a.txt", f"{HEAD}{first}\nMore of it, and more.\n")
    assert found.title is None


def test_a_day_that_does_not_exist_is_not_replaced_by_the_given_one():
    settings = given(published=date(2020, 1, 1))
    found = report("a.txt", f"date 2024-02-31 Quay Post - {SENTENCE}", settings)
    assert found.published is None


def test_several_reports_in_one_file():
    parts = [f" date 2024-03-1{n} Post {n} - {SENTENCE}{n}\n\nMore.\n\n" for n in range(3)]
    found = outcomes("a.txt", "".join(parts))
    assert [each.capture.member for each in found] == ["report 1", "report 2", "report 3"]
    assert [each.report.outlet for each in found] == ["Post 0", "Post 1", "Post 2"]
    assert b"".join(each.data for each in found) == "".join(parts).encode()
    assert [each.report.id for each in found] == [report("b.txt", part).id for part in parts]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_several_reports_in_other_encodings(encoding):
    text = f"{HEAD}{SENTENCE}é\n{HEAD}Three died, é.\n"
    settings = given(encoding="utf-16-le") if encoding == "utf-16-le" else Settings()
    found = outcomes("a.txt", text.encode(encoding), settings)
    assert [each.report.text for each in found] == [f"{SENTENCE}é", "Three died, é."]


def test_old_line_ends_part_reports():
    found = outcomes("a.txt", f"{HEAD}{SENTENCE}\r{HEAD}Three died.\r")
    assert [each.report.text for each in found] == [SENTENCE.rstrip(), "Three died."]


@pytest.mark.parametrize(
    "text",
    [
        f"Date 2024-03-11 Quay Post - {SENTENCE}",
        f"date 11-03-2024 Quay Post - {SENTENCE}",
        f"date 2024-13-11 Quay Post - {SENTENCE}",
        f"date 2024-03-11 Quay Post: {SENTENCE}",
        f"A date 2024-03-11 Quay Post - {SENTENCE}",
        f"date 2024-03-11 {'Quay ' * 40} - {SENTENCE}",
    ],
)
def test_other_beginnings_are_plain_text(text):
    found = report("a.txt", text)
    assert found.outlet is None
    assert found.text == text


def test_a_day_that_does_not_exist_is_no_day():
    found = report("a.txt", f"date 2024-02-31 Quay Post - {SENTENCE}")
    assert (found.outlet, found.published) == ("Quay Post", None)


@drawn(
    strategies.lists(
        strategies.text(strategies.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
        min_size=1,
        max_size=5,
    )
)
def test_no_byte_is_lost_between_reports(bodies):
    data = "\n".join(f"{HEAD}Two died. {body}" for body in bodies).encode()
    found = outcomes("a.txt", data)
    assert len(found) == len(bodies)
    assert all(isinstance(each, Taken) for each in found)
    assert b"".join(each.data for each in found) == data


def test_the_seed_reads(shared):
    (found,) = take(Source(str(shared / "reports" / "seed.txt")), Settings())
    assert found.report.outlet == "Islam Times"
    assert found.report.published == date(2023, 9, 3)
    assert found.report.language == "en"
    assert not found.report.text.startswith((" ", "date"))
