from email.message import EmailMessage

from according.errors import Reason
from tests.intake.helpers import reason, report, taken
from tests.intake.pages import BODY, OPEN_GRAPH, TITLE, page

HEAD = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quaypost.example/a\r\n"
    "Subject: Two die\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
)


def message(
    markup, charset="utf-8", encoding="quoted-printable", location="https://quaypost.example/a"
):
    part = EmailMessage()
    part.set_content(markup, subtype="html", charset=charset, cte=encoding)
    part["Content-Location"] = location
    image = "Content-Type: image/png\r\nContent-Location: x.png\r\n\r\nabc\r\n"
    del part["MIME-Version"]
    return (
        (f"{HEAD}------b\r\n").encode()
        + part.as_bytes()
        + (f"\r\n------b\r\n{image}\r\n------b--\r\n").encode()
    )


def test_the_page_of_the_message_is_read():
    for encoding in ("quoted-printable", "base64"):
        found = taken("a.mhtml", message(page(OPEN_GRAPH), encoding=encoding))
        assert found.report.text == f"{TITLE}\n\n{BODY}"
        assert found.capture.media_type == "multipart/related"


def test_the_address_and_character_set_are_those_of_the_part():
    markup = page("<meta property='og:title' content='Two die'>").replace(" charset='utf-8'", "")
    found = report("a.mht", message(markup, charset="windows-1252"))
    assert "“We counted two,”" in found.text
    assert (found.url, found.outlet) == ("https://quaypost.example/a", "quaypost.example")


def test_it_is_told_by_its_content():
    assert report("a.txt", message(page(OPEN_GRAPH))).title == TITLE


def test_a_message_without_a_page_is_refused():
    empty = HEAD + "------b\r\nContent-Type: image/png\r\n\r\nabc\r\n------b--\r\n"
    assert reason("a.mhtml", empty) is Reason.NO_TEXT
