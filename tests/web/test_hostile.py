"""Titles, outlets, names and texts that would do something: on every page they are only shown."""

import hashlib
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from according import linker
from according.export.dossier import dossier
from according.export.event_view import event_view
from according.happening import of_line
from according.model import Capture, Report, published_text
from according.store import Record
from according.web.app import make_app, open_state
from tests.web.conftest import HOME, RULES

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>here</a>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>Send</button></form>",
    "<object data=//evil.example>",
    "<embed src=//evil.example>",
    "<math><mi//xlink:href='javascript:alert(1)'>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    '" autofocus onfocus="alert(1)" x="',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "{{ 7 * 7 }}",
    "{% raw %}{{ config }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7 * 7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "＜script＞alert(1)＜/script＞",
    "<script\u2028>alert(1)</script>",
    "\u202e<tpircs>)1(trela</tpircs>",
    "<div hx-get=//evil.example hx-trigger=load>",
    "<div data-words=//evil.example>",
    "<mark id=drawer data-words='/x'>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "'; DROP TABLE reports; --",
    "../../../../etc/passwd",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<video><source onerror=alert(1)></video>",
]
BODY = (
    "A bomb tore through the market of Varna on Tuesday, killing at least {low} people, Mayor "
    "Petar Zelnik said. {hostile} Police in Varna detained two men of the Iron Dawn on Wednesday, "
    "a spokesman said."
)


class Marks(HTMLParser):
    """All tags with their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        for name, value in attrs:
            bad = name in ("href", "src", "action", "data", "xlink:href", "formaction")
            if bad and not re.match(r"(/(?!/)|#|$)", value or ""):
                self.found.append((f"{name}={value}", ()))
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append((f"{tag} {name}", ()))


def tags(text):
    found = Marks()
    found.feed(text)
    return found.found


OURS = frozenset(
    (
        *("a", "article", "aside", "b", "body", "br", "button", "circle", "code", "details", "div"),
        *("fieldset", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "kbd"),
        *("label", "legend", "li", "line", "link", "main", "mark", "meta", "nav", "option", "p"),
        *("path", "pre", "rect", "script", "section", "select", "span", "style", "summary", "svg"),
        *("table", "tbody", "td", "text", "textarea", "th", "thead", "title", "tr", "ul"),
    )
)
"""What pages are made of."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, reader):
    path = tmp_path_factory.mktemp("hostile") / "record.db"
    with Record(str(path), create=True) as record:
        for number, each in enumerate(HOSTILE):
            title = f"{each} {number}"
            body = BODY.format(low=10 + number % 3, hostile=each)
            report = Report(
                published_text(title, body),
                outlet=f"Outlet {each}",
                published=date(2024, 3, 12),
                title=title,
                byline=each,
                url=f"javascript:alert({number})//{each}",
                language="en",
            )
            data = report.text.encode()
            capture = Capture(hashlib.sha256(data).hexdigest(), each, each, each, size=len(data))
            record.add(reader.read(report), capture, data)
        linker.link(record)
    with open_state(str(path)) as state:
        yield state


@pytest.fixture
def client(hostile):
    return TestClient(make_app(hostile, RULES), base_url=HOME, follow_redirects=False)


def assert_inert(text):
    found = tags(text)
    assert {name for name, _ in found} <= OURS, {name for name, _ in found} - OURS
    scripts = re.findall(r"<script[^>]*>", text)
    assert all(re.fullmatch(r'<script defer src="/static/[\w.]+\?\w+">', each) for each in scripts)


def test_there_are_fifty():
    assert len(set(HOSTILE)) >= 50


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_report_is_only_shown(client, hostile, number):
    title = f"{HOSTILE[number]} {number}"
    report = next(each for each in hostile.record.lines() if each.title == title)
    page = client.get(f"/report/{report.id}")
    assert page.status_code == 200
    assert_inert(page.text)
    # And it is shown: character by character what was published.
    plain = unescape(re.sub(r"<[^>]*>", "", page.text.partition("<article")[2]))
    assert " ".join(title.split()) in " ".join(plain.split())
    start = hostile.record.report(report.id).text.index(HOSTILE[number])
    words = client.get(
        f"/report/{report.id}/words?start={start}&end={start + len(HOSTILE[number])}"
    )
    assert words.status_code == 200
    assert_inert(words.text)


@pytest.mark.parametrize(
    "page",
    [
        *("/", "/events", "/search", "/search?page=2", "/search?page=3", "/map", "/timeline"),
        *("/actors", "/outlets", "/outlets?page=2", "/origins", "/judgements", "/refused"),
        "/unread",
    ],
)
def test_lists_only_show(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert_inert(answer.text)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_asked_is_only_shown(client, number):
    hostile = HOSTILE[number]
    for page in ("/search", "/events", "/map", "/timeline"):
        for name in ("q", "outlet", "place", "actor", "from", "kind"):
            answer = client.get(page, params={name: hostile})
            assert answer.status_code == 200
            assert_inert(answer.text)
    for page in ("/actor", "/outlet", "/actors"):
        assert_inert(client.get(page, params={"name": hostile, "q": hostile}).text)
    assert_inert(client.get("/outlet", params={"name": f"Outlet {hostile}"}).text)


def test_events_origins_and_dossiers_only_show(client, hostile):
    hostile.faces.catch_up()
    events = re.findall(r"/event/[0-9a-f]+", client.get("/events").text)
    assert events
    for each in dict.fromkeys(events[:6]):
        page = client.get(each)
        assert page.status_code == 200
        assert_inert(page.text)
    for each in list(hostile.record.report_ids())[:4]:
        assert_inert(client.get(f"/origin/{each}").text)
        beside = hostile.looking.links_of(each, 2)
        for link in beside:
            assert_inert(client.get(f"/report/{link.a}/beside/{link.b}").text)
    line, reports = hostile.looking.line(events[0].rsplit("/", 1)[1], 40)
    view = event_view(of_line(hostile.record, line), None, reports)
    made = dossier(hostile.record, view, ()).html
    found = tags(made)
    assert {name for name, _ in found} <= OURS
    assert "<script" not in made


def test_answers_name_types_and_are_not_guessed(client):
    for page in ("/", "/static/style.css", "/static/htmx.min.js", "/favicon.ico", "/nothing"):
        answer = client.get(page)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (
            "charset=utf-8" in answer.headers["content-type"]
            or "svg" in answer.headers["content-type"]
        )
