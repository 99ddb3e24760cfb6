import pytest

from according.errors import Reason
from according.intake.pdf import _paragraphs, _sane
from tests.intake.helpers import SENTENCE, given, reason, report, taken

LINES = (
    "Two people died at the Velden bridge on Monday, the Har-",
    "bour Rescue League said in the evening. It gave no names",
    "of the dead.",
    "The bridge was closed for six hours. It was opened again",
    "at night.",
)


def pdf(pages, info=b""):
    """A small PDF that shows lines of text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []
    for lines in pages:
        shown = b" T* ".join(b"(%s) Tj" % line.encode("cp1252") for line in lines)
        content = b"BT /F1 10 Tf 14 TL 60 700 Td " + shown + b" ET"
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %s >> >> >>" % (len(objects) + 2, font)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< %s >>" % info)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def test_lines_become_paragraphs():
    found = taken("a.pdf", pdf([LINES]))
    assert found.report.text == (
        "Two people died at the Velden bridge on Monday, the Harbour Rescue League said in the "
        "evening. It gave no names of the dead.\n\n"
        "The bridge was closed for six hours. It was opened again at night."
    )
    assert found.capture.media_type == "application/pdf"
    assert found.report.published is None


def test_pages_follow_one_another():
    assert (
        report("a", pdf([[SENTENCE], ["Three died."]])).text == f"{SENTENCE.strip()}\n\nThree died."
    )


def test_a_sane_title_and_author_are_kept():
    info = b"/Title (Two die at bridge) /Author (Ina Holm) /CreationDate (D:20200101000000Z)"
    found = report("a.pdf", pdf([LINES], info))
    assert (found.title, found.byline, found.published) == ("Two die at bridge", "Ina Holm", None)


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - a.doc", "untitled", "report.pdf", "x", "", "Document1", 5, None, "-----"],
)
def test_a_programs_title_is_none(title):
    assert _sane(title) is None


def test_no_text_layer_is_refused():
    assert reason("a.pdf", pdf([[]])) is Reason.NO_TEXT


def test_over_200_pages_is_no_report():
    assert reason("a.pdf", pdf([["a"]] * 201)) is Reason.TOO_LARGE


def test_joining_keeps_every_word():
    joined = _paragraphs("\n".join(LINES)).replace("Harbour", "Har- bour").split()
    assert joined == " ".join(LINES).split()
    assert _paragraphs("") == ""
    assert _paragraphs("one line") == "one line"


def test_what_the_user_gave_fills_in():
    assert report("a.pdf", pdf([LINES]), given(outlet="Quay Post")).outlet == "Quay Post"
