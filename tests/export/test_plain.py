"""Records as plain values: what ``--json`` prints."""

import json
from datetime import UTC, date, datetime

from according.errors import Reason
from according.export.plain import (
    plain_capture,
    plain_evidence,
    plain_line,
    plain_reading,
    plain_refusal,
    plain_report,
)
from according.model import Capture, Credit, Evidence, Refusal, Report
from according.store import ReportLine


def test_plain_report_with_everything():
    at = datetime.fromisoformat("2024-03-11T23:30:00+05:30")
    report = Report(
        "VELDEN (HRN) - Two died.",
        outlet="Quay Post",
        published=date(2024, 3, 11),
        title="VELDEN",
        published_at=at,
        byline="Ina Abreu",
        credits=(Credit(7, 12, "(HRN)", "HRN"),),
        url="https://quaypost.example/a",
        language="en",
    )
    assert plain_report(report) == {
        "id": report.id,
        "outlet": "Quay Post",
        "published": "2024-03-11",
        "published_at": "2024-03-11T23:30:00+05:30",
        "title": "VELDEN",
        "byline": "Ina Abreu",
        "url": "https://quaypost.example/a",
        "language": "en",
        "credits": [{"start": 7, "end": 12, "quote": "(HRN)", "agency": "HRN"}],
        "text": "VELDEN (HRN) - Two died.",
    }


def test_plain_report_with_nothing_but_text():
    plain = plain_report(Report("Two died."))
    assert plain["text"] == "Two died."
    assert plain["language"] == "und"
    empty = ("outlet", "published", "published_at", "title", "byline", "url")
    assert [plain[name] for name in empty] == [None] * 6
    assert plain["credits"] == []


def test_plain_capture_and_refusal():
    had = datetime(2024, 3, 11, 8, 30, tzinfo=UTC)
    capture = Capture(
        "ab", "text/html", "in/a.warc", "record 3", had, "https://x.example", "Ina", 9
    )
    assert plain_capture(capture) == {
        "sha256": "ab",
        "media_type": "text/html",
        "size": 9,
        "location": "in/a.warc",
        "member": "record 3",
        "had_at": "2024-03-11T08:30:00+00:00",
        "url": "https://x.example",
        "byline": "Ina",
    }
    assert plain_capture(Capture("ab", "text/html", "-"))["had_at"] is None
    assert plain_refusal(Refusal("a.gz", Reason.TRUNCATED, "ends early", "line 2", "ab")) == {
        "location": "a.gz",
        "member": "line 2",
        "reason": "truncated",
        "detail": "ends early",
        "sha256": "ab",
    }


def test_plain_line():
    line = ReportLine("ab", "Quay Post", date(2024, 3, 11), "Two", "en", 99, 4, 1, None, "Two died")
    assert plain_line(line)["published"] == "2024-03-11"
    assert "opening" not in plain_line(line)
    line = ReportLine("ab", None, None, None, "sl", 99, 0, 1, "language is sl", "Dva")
    assert plain_line(line)["published"] is None
    assert plain_line(line)["unread"] == "language is sl"


def test_plain_evidence_counts_code_points():
    report = Report("😀 Zwei Tote in Köln 😀")
    at = report.text.index("Köln")
    assert plain_evidence(Evidence.at(report, at, at + 4)) == {
        "start": 15,
        "end": 19,
        "quote": "Köln",
    }


def test_plain_reading_tells_the_same_after_json(reader, report):
    reading = reader.read(report)
    plain = json.loads(json.dumps(plain_reading(reading)))
    text = plain["report"]["text"]
    assert text == report.text
    assert [tuple(each) for each in plain["sentences"]] == [
        (span.start, span.end) for span in reading.sentences
    ]
    mentions = [mention for actor in plain["actors"] for mention in actor["mentions"]]
    assert len(mentions) == len(reading.mentions)
    for each in [*mentions, *(actor["name"] for actor in plain["actors"])]:
        assert text[each["start"] : each["end"]] == each["quote"]
    league = next(each for each in plain["actors"] if "League" in each["name"]["quote"])
    assert league["kind"] == "organisation"
    assert "acronym" in league["reasons"]["HRL"]
