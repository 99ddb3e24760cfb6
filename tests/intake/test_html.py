from datetime import UTC, date, datetime, timedelta

import pytest

from according.errors import Reason
from tests.intake.helpers import given, reason, report, taken
from tests.intake.pages import BODY, JSON_LD, OLD, OPEN_GRAPH, PARAGRAPHS, TITLE, article, page


def test_a_page_with_open_graph_metadata():
    found = report("a.html", page(OPEN_GRAPH))
    assert found.text == f"{TITLE}\n\n{BODY}"
    assert (found.title, found.outlet, found.byline) == (TITLE, "Quay Post", "Ina Holm")
    assert found.published == date(2024, 3, 12)
    assert found.published_at.utcoffset() == timedelta(hours=2)
    assert found.published_at.astimezone(UTC) == datetime(2024, 3, 11, 23, 30, tzinfo=UTC)
    assert found.url == "https://www.quaypost.example/news/bridge"
    assert found.language == "en"


def test_a_page_with_json_ld():
    found = report("a.html", page(JSON_LD))
    assert (found.title, found.outlet, found.byline) == (TITLE, "Quay Post", "Ina Holm, Jon Holm")
    assert found.published_at == datetime(2024, 3, 11, 18, tzinfo=UTC)
    assert found.text.count(TITLE) == 1


def test_an_old_page_without_metadata():
    found = report("a.htm", OLD)
    assert BODY in found.text
    assert (found.published, found.outlet) == (None, None)
    assert found.text.startswith(found.title)


def test_menus_footers_and_comments_are_no_text():
    comments = (
        "<section id='comments'><h3>Comments</h3><p>First! I was there and saw it.</p></section>"
    )
    found = report("a.html", page(OPEN_GRAPH, f"<article>{article()}</article>{comments}"))
    assert found.text == f"{TITLE}\n\n{BODY}"


def test_paragraphs_lists_tables_quotes_and_breaks_keep_their_structure():
    body = (
        f"<article><h1>{TITLE}</h1>{article()}<h2>What is known</h2>"
        "<ul><li>The bridge was closed for hours</li><li>Nobody was told before</li></ul>"
        "<blockquote><p>It was a dark night, a fisherman said.</p></blockquote>"
        "<table><tr><th>Day</th><th>Dead</th></tr><tr><td>Monday</td><td>2</td></tr></table>"
        "<p>One line.<br>Another line.</p></article>"
    )
    blocks = report("a.html", page(OPEN_GRAPH, body)).text.split("\n\n")
    assert blocks[:4] == [TITLE, *PARAGRAPHS]
    assert blocks[4:] == [
        "What is known",
        "The bridge was closed for hours",
        "Nobody was told before",
        "It was a dark night, a fisherman said.",
        "Day Dead",
        "Monday 2",
        "One line.\nAnother line.",
    ]


def test_inline_markup_parts_no_words():
    line = "<p>Two <b>peo</b>ple <a href='/x'>died</a>, <i>he</i>\n said.</p>"
    body = f"<article>{line}{article()}</article>"
    assert "Two people died, he said." in report("a.html", page(OPEN_GRAPH, body)).text


def test_a_date_in_the_body_is_not_the_date_of_the_page():
    body = f"<article><p>Published 3 May 2019. On June 7, 2018 it began.</p>{article()}</article>"
    assert report("a.html", page("<title>x</title>", body)).published is None


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset='windows-1252'>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ("<meta charset=windows-1251>", "cp1251"),
        ("", "utf-8"),
        ("<meta charset='utf-16'>", "utf-8"),
        ("<meta charset='utf-8'>", "utf-16"),
    ],
)
def test_the_declared_character_set_is_used(declaration, encoding):
    letters = "при мосте" if encoding == "cp1251" else "“café”"
    body = f"<article><p>{letters} and more.</p>{article()}</article>"
    text = page(declaration, body).replace("<meta charset='utf-8'>", "", declaration != "")
    if encoding == "cp1251":
        text = text.replace("“", '"').replace("”", '"').replace("©", "")
    assert letters in report("a.html", text.encode(encoding)).text


def test_what_the_user_says_outweighs_the_page():
    text = page("<meta charset='utf-8'>", f"<article><p>café</p>{article()}</article>")
    found = report("a.html", text.encode("cp1252"), given(encoding="cp1252"))
    assert "café" in found.text


def test_a_page_is_told_by_its_content():
    for name in ("a", "a.txt", "a.php", "a.html"):
        assert taken(name, page(OPEN_GRAPH)).capture.media_type == "text/html"
    xhtml = "<?xml version='1.0' encoding='utf-8'?>\n" + page(OPEN_GRAPH)
    assert report("a.xhtml", xhtml).title == TITLE


def test_given_metadata_fill_only_what_lacks():
    settings = given(outlet="Other", published=date(2020, 1, 1))
    found = report("a.html", page(OPEN_GRAPH), settings)
    assert (found.outlet, found.published) == ("Quay Post", date(2024, 3, 12))
    found = report("a.html", OLD, settings)
    assert (found.outlet, found.published) == ("Other", date(2020, 1, 1))


def test_a_date_that_is_not_read_is_not_replaced_by_the_given_one():
    settings = given(published=date(2020, 1, 1))
    ambiguous = "<meta name='date' content='03/04/2024'>"
    assert report("a.html", page(ambiguous), settings).published is None
    canonical = "<link rel='canonical' href='https://quaypost.example/2024/04/03/a'>"
    assert report("a.html", page(ambiguous + canonical)).published == date(2024, 4, 3)


def test_the_host_is_the_outlets_last_resort():
    head = "<link rel='canonical' href='https://www.quaypost.example/a'>"
    settings = given(outlet="Other")
    assert report("a.html", page(head)).outlet == "quaypost.example"
    assert report("a.html", page(head), settings).outlet == "Other"
    named = head + "<meta property='og:site_name' content='Quay Post'>"
    assert report("a.html", page(named), settings).outlet == "Quay Post"


def test_pages_without_an_article_are_refused():
    assert reason("a.html", page(OPEN_GRAPH, "<div id='app'></div>")) is Reason.NO_TEXT
    assert reason("a.html", page(OPEN_GRAPH, "<script>render('text')</script>")) is Reason.NO_TEXT


def test_deep_pages_are_read_to_their_end():
    deep = "<div>" * 280 + article() + "</div>" * 280
    assert BODY in report("a.html", page(OPEN_GRAPH, deep)).text


def test_reading_a_page_twice_gives_the_same_report():
    assert report("a.html", page(JSON_LD)) == report("b.html", page(JSON_LD))
