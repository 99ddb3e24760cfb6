"""Every term of the design is there: frozen, slotted, and refusing what cannot hold."""

import dataclasses
from datetime import date, datetime

import pytest

import according.model as model
from according.errors import EvidenceError, Reason
from according.model import (
    Account,
    Attribution,
    Credit,
    Evidence,
    Figure,
    FigureKind,
    OriginLink,
    Place,
    Quantity,
    QuantityKind,
    Quotation,
    Relation,
    Report,
    SourceKind,
    TimeExpression,
    TimexType,
    Toponym,
)

TERMS = [
    "Report", "Capture", "Span", "Evidence", "Mention", "Actor", "TimeExpression", "Toponym",
    "Place", "Quantity", "Attribution", "Wording", "EventMention", "Figure", "Account", "Event",
    "Origin", "Judgement", "Release", "Reading", "Refusal",
]  # fmt: skip

TEXT = Report("At least 58 people died near Velden on Monday, the league said.")


@pytest.mark.parametrize("term", TERMS)
def test_term_is_a_frozen_slotted_record(term):
    record = getattr(model, term)
    assert dataclasses.is_dataclass(record)
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)
    assert "__dict__" not in dir(record)


def at(quote: str) -> Evidence:
    start = TEXT.text.index(quote)
    return Evidence.at(TEXT, start, start + len(quote))


MONDAY = TimeExpression(at("Monday"), TimexType.DATE)


def test_report_id_tells_outlets_apart_and_captures_not():
    text = "Two people died."
    first = Report(text, outlet="Quay Post", published=date(2024, 3, 11))
    assert first.id == Report(text, outlet="Quay Post", published=date(2024, 3, 11), url="x").id
    assert first.id != Report(text, outlet="Harbour Mail", published=date(2024, 3, 11)).id
    assert first.id != Report(text, outlet="Quay Post", published=date(2024, 3, 12)).id
    assert first.id != Report(text + " ", outlet="Quay Post", published=date(2024, 3, 11)).id


def test_report_body_starts_after_the_headline():
    report = Report(model.published_text("Two die", "Two people died."), title="Two die")
    assert report.text[report.body_start :] == "Two people died."
    assert Report("Two people died.").body_start == 0


def test_published_text_does_not_double_a_headline():
    assert model.published_text("Two die", "Two die\n\nTwo people died.").count("Two die") == 1
    for body in ("Two die", "Two die \n\nMore.", "Two die\r\nMore."):
        assert model.published_text("Two die", body) == body


@pytest.mark.parametrize("body", ["Two die, police said. More.", "Two died.", "Two die. More.\n"])
def test_published_text_keeps_a_sentence_that_opens_with_the_headlines_words(body):
    assert model.published_text("Two die", body) == f"Two die\n\n{body}"
    report = Report(model.published_text("Two die", body), title="Two die")
    assert report.text[report.body_start :] == body


@pytest.mark.parametrize(
    "make",
    [
        lambda: Report("  \n"),
        lambda: Report("Text.", title="Another"),
        lambda: Report("Text.", credits=(Credit(0, 3, "AFP", "AFP"),)),
        lambda: TimeExpression(
            at("Monday"), TimexType.DATE, earliest=datetime(2024, 3, 2), latest=datetime(2024, 3, 1)
        ),
        lambda: TimeExpression(
            at("Monday"), TimexType.DATE, anchor=at("Monday"), anchored_to_publication=True
        ),
        lambda: TimeExpression(at("Monday"), TimexType.DATE, ends=(MONDAY,)),
        lambda: TimeExpression(at("Velden"), TimexType.DATE, ends=(MONDAY, MONDAY)),
        lambda: Place(1, "Velden", 95.0, 0.0, 1, "named"),
        lambda: Place(1, "Velden", 45.0, 0.0, 8, "named"),
        lambda: Toponym(at("Velden"), score=1.2),
        lambda: Quantity(at("58"), 58, 50, None, "at least"),
        lambda: Quantity(at("58"), None, 60, 58, "up to", kind=QuantityKind.MEASURE, unit="mile"),
        lambda: Figure(at("58"), FigureKind.KILLED, 58, None, 40),
        lambda: Attribution(at("said"), (), at("the league"), SourceKind.ROLE, Quotation.INDIRECT),
        lambda: Attribution(at("said"), (at("58"),), None, SourceKind.NAMED, Quotation.INDIRECT),
        lambda: Account(TEXT.id, ()),
        lambda: OriginLink(TEXT.id, "other", Relation.COPY, (), (at("58"),)),
    ],
)
def test_record_refuses_what_cannot_hold(make):
    with pytest.raises(EvidenceError):
        make()


def test_records_of_one_place_have_one_id():
    figure = Figure(at("58"), FigureKind.KILLED, 58, None, None)
    assert figure.id == Figure(at("58"), FigureKind.KILLED, 58, 60, None).id
    assert figure.id != Figure(at("58"), FigureKind.WOUNDED, 58, None, None).id


def test_paths_that_are_no_unicode_can_be_written_anywhere():
    odd = b"folder/\xff\xfe.txt".decode("utf-8", "surrogateescape")
    for made in (model.Capture("ab", "text/plain", odd), model.Refusal(odd, Reason.EMPTY, "none")):
        assert made.location == "folder/\\udcff\\udcfe.txt"
        assert made == dataclasses.replace(made)
        made.location.encode()
    assert model.Capture("ab", "text/plain", "Köln/a\\b.txt").location == "Köln/a\\b.txt"


def test_only_counts_are_of_whole_ones():
    whole = {kind for kind in QuantityKind if kind.is_whole}
    assert whole == {QuantityKind.COUNT, QuantityKind.ORDINAL}
