"""Readings as UIMA CAS, as dkpro-cassis reads them, and back."""

import io
from datetime import date

import cassis
import pytest

from according.errors import EvidenceError, StoreError
from according.export.formats import uima
from according.export.formats.choosing import choose
from according.export.formats.losses import Losses
from according.export.formats.uima_reading import read_xmi
from according.export.formats.writing import write
from according.model import (
    Actor,
    ActorKind,
    Evidence,
    Mention,
    MentionForm,
    Quantity,
    Reading,
    Report,
    Span,
    TimeExpression,
    TimexType,
    actor_id,
)

TITLE = "🔥 Požár v přístavu 👩‍👩‍👧"
TEXT = (
    f"{TITLE}\n\n"
    "شركة ميناء قالت إن 3 أشخاص\tقتلوا. ראש העיר מרה לינדקוויסט דיבר.\r\n"
    'Cafe\u0301 Ne\u0301vé 𐍈𐍉 burned; “12” <people> & "others" fled — \u200fבֵּית\u200e.\n'
)


def made(text=TEXT, title=TITLE):
    """A reading by hand, of words of all sorts."""
    report = Report(text, "Quay <Post> & “Sons”", date(2024, 3, 11), title, language="mul")

    def at(quote):
        start = text.index(quote)
        return Evidence.at(report, start, start + len(quote))

    first, second = at("מרה לינדקוויסט"), at("Cafe\u0301 Ne\u0301vé")
    actors = (
        Actor(actor_id(first), ActorKind.PERSON, first, (("מרה", "first name"),)),
        Actor(actor_id(second), ActorKind.PLACE, second),
    )
    mentions = tuple(Mention(each.name, each.kind, MentionForm.NAME, each.id) for each in actors)
    start = text.index("شركة")
    return Reading(
        report,
        'a "reader" & <more>',
        sentences=(Span(0, len(title)), Span(start, text.index(".") + 1)),
        tokens=(Span(0, 1), Span(2, 7), Span(text.index("𐍈"), text.index("𐍈") + 2)),
        mentions=mentions,
        actors=actors,
        limits=("only\nthe first",),
        times=(TimeExpression(at("👩‍👩‍👧"), TimexType.DATE, "2024-03-11"),),
        quantities=(Quantity(at("“12”"), 12, 12, 12, "a number"),),
    )


def to_file(reading, folder):
    losses = Losses()
    path = folder / "one.xmi"
    with path.open("w", encoding="utf-8", newline="") as file:
        uima.write_xmi(reading, file, losses)
    return path, losses


def cas_of(path):
    types = cassis.load_typesystem(io.BytesIO(uima.type_system().encode()))
    with path.open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def quotes(reading):
    """Each finding's kind and the words that it stands at."""
    return sorted((each.kind, each.parts[0].quote) for each in uima.annotated(reading))


def test_words_of_all_sorts_are_where_they_were(tmp_path):
    reading = made()
    path, losses = to_file(reading, tmp_path)
    cas = cas_of(path)
    assert cas.sofa_string == TEXT
    found = [(each.kind, each.get_covered_text()) for each in cas.select(uima.FINDING)]
    assert sorted(found) == quotes(reading)
    names = [each.get_covered_text() for each in cas.select(uima.NAMED)]
    assert names == [each.evidence.quote for each in reading.mentions]
    tokens = [each.get_covered_text() for each in cas.select(uima.TOKEN)]
    assert tokens == ["🔥", "Požár", "𐍈𐍉"]
    assert len(losses) == 0
    assert read_xmi(path) == reading


def test_offsets_are_in_units_of_utf_16(tmp_path):
    path, _ = to_file(made(), tmp_path)
    raw = path.read_text("utf-8")
    end = len(TEXT.encode("utf-16-le")) // 2
    assert end > len(TEXT)
    assert f'begin="0" end="{end}"' in raw


@pytest.mark.parametrize("illegal", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_text_with_what_xml_cannot_hold(tmp_path, illegal):
    text = f"A bomb{illegal}fell 😀 on{illegal} Velden."
    report = Report(text, "Quay Post")
    words = Evidence.at(report, text.index("fell"), len(text))
    reading = Reading(
        report, "reader", quantities=(Quantity(words, None, None, None, f"rule {illegal}"),)
    )
    path, losses = to_file(reading, tmp_path)
    (lost,) = losses.plain()
    assert lost["count"] == 2
    (finding,) = cas_of(path).select(uima.FINDING)
    assert finding.get_covered_text() == words.quote.replace(illegal, "\ufffd")
    assert read_xmi(path) == reading


def test_the_whole_record_comes_back_equal(record, tmp_path):
    with choose(record) as chosen:
        write(uima.FORMAT, chosen, str(tmp_path / "out"))
    for each in record.report_ids():
        path = tmp_path / "out" / f"{each}.xmi"
        reading = record.reading(each)
        assert read_xmi(path) == reading
        cas = cas_of(path)
        assert cas.sofa_string == reading.report.text
        found = [(one.kind, one.get_covered_text()) for one in cas.select(uima.FINDING)]
        assert sorted(found) == quotes(reading)
        sentences = [one.get_covered_text() for one in cas.select(uima.SENTENCE)]
        text = reading.report.text
        assert sentences == [text[one.start : one.end] for one in reading.sentences]


def test_a_quote_that_was_changed_is_seen(tmp_path):
    path, _ = to_file(made(), tmp_path)
    raw = path.read_text("utf-8")
    path.write_text(raw.replace("“12”", "“13”", 1), "utf-8", newline="")
    with pytest.raises((EvidenceError, StoreError)):
        read_xmi(path)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "<a/>",
        "<a",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
    ],
)
def test_what_is_no_reading_is_said_to_be_none(tmp_path, raw):
    path = tmp_path / "one.xmi"
    path.write_text(raw, "utf-8")
    with pytest.raises(StoreError, match=r"one\.xmi"):
        read_xmi(path)
    with pytest.raises(StoreError, match="cannot be read"):
        read_xmi(tmp_path / "none.xmi")
