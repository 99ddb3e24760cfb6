"""The page of a report stands alone, is inert whatever is in it, and shows everything."""

from datetime import date, datetime
from urllib.parse import urlsplit

import pytest
from lxml import html

from according.export.entries import layers
from according.export.page import report_page
from according.model import (
    Actor,
    ActorKind,
    Capture,
    Credit,
    Evidence,
    Mention,
    MentionForm,
    Reading,
    Report,
    actor_id,
    published_text,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<ScRiPt >alert(1)</ScRiPt >",
    "<img src=x onerror=alert(1)>",
    "<img src=http://x.example/a.png>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=http://x.example/a.swf>",
    "<embed src=http://x.example/a.swf>",
    "<link rel=stylesheet href=http://x.example/a.css>",
    "<meta http-equiv=refresh content='0;url=http://x.example/'>",
    "<base href=http://x.example/>",
    "<form action=http://x.example/><input type=submit>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "<style>*{background:url(http://x.example/a)}</style>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<input onfocus=alert(1) autofocus>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "{{ report.__class__.__mro__ }}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u2028<script>alert(1)</script>\u2029",
    "<p style='background:url(http://x.example/a)'>",
    "`${alert(1)}`<x contenteditable onblur=alert(1)>",
)
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "background")


def reading_of(report, *names, reader="none", **more):
    """A reading in which each of ``names`` is an actor with the mentions where it stands."""
    mentions, actors = [], []
    for place, name in enumerate(names):
        at, found = report.text.find(name), []
        while at >= 0:
            found.append(Evidence.at(report, at, at + len(name)))
            at = report.text.find(name, at + len(name))
        kind = list(ActorKind)[place % len(ActorKind)]
        identity = actor_id(found[0])
        actors.append(Actor(identity, kind, found[0], more.get("reasons", ())))
        mentions += [Mention(each, kind, MentionForm.NAME, identity) for each in found]
    mentions.sort(key=lambda each: each.evidence.span)
    unread = more.get("unread")
    return Reading(report, reader, (), (), tuple(mentions), tuple(actors), unread)


def parsed(page):
    return html.document_fromstring(page)


def check_inert(page):
    """Nothing on the page can run, ask for anything, or lead off it."""
    root = parsed(page)
    for element in root.iter():
        assert element.tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "img",
            "svg",
            "math",
            "video",
            "audio",
            "template",
        }
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name != "style"
            assert name not in ADDRESSES or value.startswith("#"), value
    (style,) = root.iter("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert [meta.get("http-equiv") for meta in root.iter("meta") if meta.get("http-equiv")] == [
        "Content-Security-Policy"
    ]


def check_ids(page):
    """Ids are unique, every inner link has its target, every mark its entry beside the text."""
    root = parsed(page)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in root.xpath("//@href"):
        assert target.removeprefix("#") in ids
    for mark in root.iter("mark"):
        for group in mark.get("class").split()[1:]:
            assert group in ids


def shown_text(page):
    """What the article shows, as the reader sees it: paragraph by paragraph."""
    (article,) = parsed(page).iter("article")
    return [each.text_content() for each in article if each.get("class") not in ("note", "soft")]


@pytest.fixture
def read(reader, report):
    return reader.read(report)


def test_there_are_fifty_hostile_strings():
    assert len(set(HOSTILE)) >= 50


@pytest.mark.parametrize("words", HOSTILE)
def test_page_is_inert_with_hostile_words_everywhere(words):
    text = published_text(words, f"Before {words} and after, {words} said.")
    report = Report(
        text,
        outlet=words,
        published=date(2024, 3, 11),
        title=words,
        byline=words,
        credits=(Credit(0, len(words), words, words),),
        url=words,
        language=words,
    )
    capture = Capture("ab12", words, words, words, datetime(2024, 3, 11), words, words)
    reading = reading_of(report, words, reader=words, reasons=((words, words),))
    page = report_page(reading, [capture])
    check_inert(page)
    check_ids(page)
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph]
    assert shown_text(page) == paragraphs
    unread = report_page(reading_of(report, unread=words), [capture])
    check_inert(unread)
    assert words in parsed(unread).text_content()


def test_page_of_a_report(read):
    page = report_page(read, [Capture("ab12", "text/plain", "in/a.txt", "line 3")])
    check_inert(page)
    check_ids(page)
    root = parsed(page)
    assert page.startswith("<!doctype html>\n<html lang=")
    assert root.findtext(".//title") == "Two die at Velden bridge – According"
    assert [each.text_content() for each in root.iter("h1")] == ["Two die at Velden bridge"]
    assert root.find(".//article").get("lang") == "en"
    assert root.find(".//time").get("datetime") == "2024-03-11"
    shown = root.text_content()
    for words in ("Quay Post", read.report.id, read.reader, "in/a.txt, line 3", "ab12"):
        assert words in shown


def test_page_shows_the_whole_text(read):
    assert shown_text(report_page(read, [])) == read.report.text.split("\n\n")


def test_page_has_a_policy_that_allows_nothing_but_its_own_style(read):
    (policy,) = parsed(report_page(read, [])).xpath("//meta[@http-equiv]/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_page_every_finding_has_its_anchor_at_its_words(read):
    root = parsed(report_page(read, []))
    links = root.xpath("//aside//a")
    listed = [each for layer in layers(read) for entry in layer.entries for each in entry.evidence]
    assert [link.text_content() for link in links] == [each.quote for each in listed]
    assert len(links) > 6
    for link in links:
        (anchor,) = root.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert anchor.tag == "span"
        behind = anchor.xpath("string(following-sibling::mark[1])")
        assert link.text_content().startswith(behind) or behind.startswith(link.text_content())


def test_page_lists_every_entry_under_its_kind(read):
    root = parsed(report_page(read, []))
    groups = [group for layer in layers(read) for group in layer.groups]
    sections = list(root.iter("section"))
    assert [section.get("class") for section in sections] == [group.kind for group in groups]
    for section, group in zip(sections, groups, strict=True):
        labels = [entry.label for entry in group.entries]
        assert [each.text_content() for each in section.iter("strong")] == labels
    headings = [each.text_content() for each in root.iter("summary")]
    for layer in layers(read):
        assert f"{layer.heading} ({len(layer.entries)})" in headings


def test_page_says_when_where_and_how_many(read):
    facts = [each.text_content() for each in parsed(report_page(read, [])).xpath("//aside//li")]
    assert any("Monday" in each and "2024-03-11" in each for each in facts)
    assert any(each.lstrip().startswith("Two") and "of what: “people”" in each for each in facts)


def test_page_has_a_switch_for_every_layer(read):
    page = report_page(read, [])
    switches = parsed(page).xpath("//input[@type='checkbox' and @checked]/@id")
    assert switches == [f"show-{layer.name}" for layer in layers(read)]
    for layer in layers(read):
        assert f":has(#show-{layer.name}:not(:checked)) mark[data-layer={layer.name}]" in page


def test_page_says_why_names_are_one(read):
    reasons = [each.text_content() for each in parsed(report_page(read, [])).iter("details")]
    assert any("“HRL”: acronym in brackets" in each for each in reasons)


def test_page_reads_without_style(read):
    """What is told by colour is told by words as well."""
    root = parsed(report_page(read, []))
    for style in list(root.iter("style")):
        style.getparent().remove(style)
    for mark in root.iter("mark"):
        kind, _, name = mark.get("title").partition(": ")
        assert kind == mark.get("class").split()[0]
        assert name
    order = [each.tag for each in root.find(".//body")]
    assert order == ["header", "main", "footer"]


def test_page_nested_findings_keep_both():
    report = Report("The mayor of Velden spoke.")
    reading = reading_of(report, "mayor of Velden", "Velden")
    page = report_page(reading, [])
    check_ids(page)
    marks = [(each.text_content(), each.get("class")) for each in parsed(page).iter("mark")]
    assert marks == [
        ("mayor of ", "person a0"),
        ("Velden", "person a0"),
        ("Velden", "organisation a1"),
    ]
    assert shown_text(page) == [report.text]


def test_page_finding_over_a_paragraph_break_has_one_anchor():
    report = Report("The mayor of\n\nVelden spoke.")
    page = report_page(reading_of(report, "mayor of\n\nVelden"), [])
    check_ids(page)
    assert shown_text(page) == ["The mayor of", "Velden spoke."]


@pytest.mark.parametrize("text", ["\n\nVelden burns.\n\n\n\nIt does.", "Velden\n\n \n\nburns."])
def test_page_blank_paragraphs_are_left_out(text):
    page = report_page(reading_of(Report(text), "Velden"), [])
    check_ids(page)
    assert "".join("".join(shown_text(page)).split()) == "".join(text.split())
    assert all(paragraph.strip() for paragraph in shown_text(page))


def test_page_of_a_report_that_says_little():
    page = report_page(reading_of(Report("Two died.")), [])
    check_inert(page)
    shown = parsed(page).text_content()
    assert "Outlet not given" in shown
    assert "no date given" in shown
    assert "Report without a headline of its own" in shown
    assert "Nothing was found." in shown
    assert parsed(page).find(".//article").get("lang") is None
    assert parsed(page).findtext(".//title") == "Report – According"


def test_page_of_an_unread_report():
    report = Report("Na mostu sta umrla dva človeka.", language="sl")
    page = report_page(reading_of(report, unread="language is sl, not en"), [])
    assert "Stored, not read: language is sl, not en." in page
    assert "Nothing was found: the report was not read." in page
    assert parsed(page).find(".//article").get("lang") == "sl"
    assert shown_text(page) == [report.text]


def test_page_of_right_to_left_text():
    text = "قتل شخصان عند الجسر يوم الاثنين."
    page = report_page(reading_of(Report(text, language="ar"), unread="language is ar"), [])
    article = parsed(page).find(".//article")
    assert (article.get("lang"), article.get("dir")) == ("ar", "auto")
    assert shown_text(page) == [text]


def test_page_title_alone():
    report = Report("Two die", title="Two die")
    page = report_page(reading_of(report, "Two die"), [])
    assert [each.text_content() for each in parsed(page).iter("h1")] == ["Two die"]


def test_page_addresses_of_the_report_are_words_and_no_links():
    report = Report("Two died.", url="https://quaypost.example/a?b=1&c=2")
    page = report_page(reading_of(report), [])
    assert not [each for each in parsed(page).xpath("//@href") if urlsplit(each).scheme]
    assert report.url in parsed(page).text_content()
