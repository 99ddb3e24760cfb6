"""Every page of the demo's record: that it is there, whole, and needs nothing from elsewhere."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from according.export.event_view import day_said
from according.store.wanted import Wanted
from according.web.app import make_app
from tests.postgres import BOTH
from tests.web.conftest import HOME, RULES, first_event

DATABASES = BOTH

PAGES = (
    *("/", "/events", "/events?order=day", "/search", "/search?q=market", "/map", "/timeline"),
    *("/actors", "/actors?q=front", "/actor?name=Delta+Front", "/outlets"),
    *("/outlet?name=Capital+Standard", "/origins", "/add", "/judgements", "/about", "/refused"),
    *("/queue", "/queue?own=yes&reason=low+score", "/queue?after=x,y", "/coding", "/agreement"),
    "/origins/changed",
    *("/name", "/name?back=//evil.example"),
    *("/refused?reason=empty", "/unread", "/events?reports=2&origins=1&kind=ASSAULT"),
    "/search?outlet=Capital+Standard&place=Tulcea&from=2024-03-01&to=2024-03-31&differ=yes",
)


class Checked(HTMLParser):
    """Notes what a page must not have, and what it leads to."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))

    def __init__(self):
        super().__init__()
        self.open = []
        self.wrong = []
        self.links = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "script" and not given.get("src"):
            self.wrong.append("inline script")
        if tag == "style" or "style" in given:
            self.wrong.append("inline style")
        self.wrong += [name for name in given if name.startswith("on")]
        for name in ("src", "href", "action"):
            value = given.get(name) or ""
            if re.match(r"(?i)\s*([a-z]+:|//)", value):
                self.wrong.append(f"{name}={value}")
            if name == "href" and value.startswith("/"):
                self.links.append(value)
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            if not self.open or self.open[-1] != tag:
                self.wrong.append(f"</{tag}> closes {self.open[-3:]}")
            else:
                self.open.pop()


def checked(text: str) -> Checked:
    found = Checked()
    found.feed(text)
    found.close()
    # SVG's empty elements are written with an end tag here, so all that opens must close.
    return found


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_whole(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    found = checked(answer.text)
    assert not found.wrong
    assert not found.open
    assert len(set(found.ids)) == len(found.ids)
    assert "<h1" in answer.text


def test_every_link_of_a_walk_leads_somewhere(client):
    seen, todo, sorts = set(), ["/"], Counter()
    while todo and len(seen) < 150:
        page = todo.pop(0).partition("#")[0]
        # A few of each sort of page are enough.
        sort = re.sub(r"[0-9a-f]{12,}|=[^&]*|\d+", "", page)
        if page in seen or page.startswith("/static") or sorts[sort] == 12:
            continue
        seen.add(page)
        sorts[sort] += 1
        answer = client.get(page)
        assert answer.status_code == 200, page
        if "/dossier" not in page:
            found = checked(answer.text)
            assert not found.wrong, page
            todo += found.links
    assert len(seen) == 150
    assert any("/beside/" in page for page in seen) or any("/origin/" in page for page in seen)


def test_home_counts_what_is_there(client):
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get("/").text).split())
    assert "18 reports" in text
    assert "1 stored, not read" in text
    assert "3 inputs refused" in text
    assert "Meridian News Agency 4" in text


def test_the_event_page_says_by_how_many_and_shows_the_words(client):
    page = client.get(first_event(client)).text
    assert re.search(r"Told by 6 reports of 6 outlets: at most \d independent origins, and", page)
    assert "in Tulcea, RO" in page
    assert "Capital Standard" in page
    assert "read by a machine" in page
    assert 'class="map"' in page
    words = re.findall(r'data-words="([^"]+)"', page)
    assert len(words) > 20
    for each in words[:10]:
        shown = client.get(each.replace("&amp;", "&")).text
        assert re.search(r'<mark class="asked">[^<]+</mark>', shown)


def test_an_event_of_many_reports_is_laid_out_page_by_page(client, monkeypatch):
    event = first_event(client)
    monkeypatch.setattr("according.web.event.LAID_OUT", 2)
    seen = []
    for number, last in ((1, 2), (2, 4), (3, 6)):
        page = client.get(f"{event}?page={number}").text
        assert "Told by 6 reports." in page
        assert f"Reports {2 * number - 1} to {last} are laid out on this page" in page
        assert not checked(page).wrong
        seen += re.findall(r'<option value="(\w{64})">', page)
        assert (f'href="{event}?page={number + 1}"' in page) == (number < 3)
    assert len(set(seen)) == len(seen) == 6
    assert client.get(f"{event}?page=4").status_code == 404
    assert client.get(f"{event}/dossier?page=3").status_code == 200


def test_words_are_those_of_the_cell(client):
    page = client.get(first_event(client)).text
    cells = re.findall(r'data-words="([^"]+)">([^<…]{3,60})</a>', page)
    assert cells
    for address, quote in cells[:12]:
        shown = client.get(address.replace("&amp;", "&")).text
        marked = "".join(re.findall(r'<mark class="asked">([^<]+)</mark>', shown))
        assert " ".join(marked.split()) == " ".join(quote.split()) or "…" in quote or quote in shown


def test_reports_show_findings_statements_and_copies(client):
    found = re.search(r'/report/[0-9a-f]+(?=">Bomb kills)', client.get("/search?q=bomb").text)
    page = client.get(found[0]).text
    assert 'class="tree"' in page
    assert "figure changed: “14” here, “16” there" in page
    beside = re.search(r"/report/\w+/beside/\w+", page)[0]
    sides = client.get(beside).text
    assert sides.count('class="shared"') > 4


def test_home_leads_to_the_copies_with_changed_figures(client):
    home = client.get("/").text
    number = int(re.search(r'<a href="/origins/changed">(\d+) copies</a>', home)[1])
    page = client.get("/origins/changed").text
    assert page.count("<tr data-item>") == number > 0
    assert '“14” <span aria-label="became">→</span> “16”' in page
    # None of them is there without another figure, and each is shown side by side.
    for pair in re.findall(r"/report/\w+/beside/\w+", page):
        assert "figure changed" in client.get(pair).text


def test_events_are_counted_by_days_where_the_time_is_short(client, state):
    page = client.get("/timeline?from=2024-03-01&to=2024-03-31").text
    assert "Events by kind and day" in page
    drawn = re.findall(r"<title>(\d+ \w+ \d+)(?: to [^<:]+)?: (\d+)</title>", page)
    state.faces.catch_up()
    wanted = Wanted(first=date(2024, 3, 1), last=date(2024, 3, 31))
    days = {day_said(day): 0 for day, _, _ in state.finding.days(wanted)}
    for day, _, number in state.finding.days(wanted):
        days[day_said(day)] += number
    shown = {day: 0 for day, _ in drawn}
    for day, number in drawn:
        shown[day] += int(number)
    assert shown
    assert all(days[day] == number for day, number in shown.items())
    assert " to " not in "".join(re.findall(r"<title>([^<]+)</title>", page)[1:])


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/nothing", 404),
        ("/event/ffffffffffff", 404),
        ("/event/zz", 404),
        ("/event/%25", 404),
        ("/report/ffffffffffff", 404),
        ("/report/' OR 1=1 --", 404),
        ("/actor?name=Nobody", 404),
        ("/outlet?name=", 404),
        ("/static/app.py", 404),
        ("/static/..%2fapp.py", 404),
        ("/add/ffff", 404),
        ("/docs", 404),
        ("/openapi.json", 404),
        ("/event/", 404),
    ],
)
def test_what_is_not_there_is_said(client, page, status):
    answer = client.get(page)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_odd_queries_do_no_harm(client):
    for query in (
        'q="',
        "q=*",
        "q=AND",
        "q=NEAR(a b)",
        "q=text:bomb",
        "q=%00",
        "q=bomb' OR 1=1; DROP TABLE reports",
        "q=" + "a" * 5000,
        "from=yesterday",
        "from=2024-13-45&to=0000-00-00",
        "origins=-1&reports=999999999999",
        "page=0",
        "page=-5",
        "page=999999",
        "page=x",
        "kind=NOTHING",
        "place=%25",
        "outlet=%27%22%3E",
    ):
        for page in ("/search", "/events", "/map", "/timeline"):
            assert client.get(f"{page}?{query}").status_code == 200, (page, query)
    assert "is no day" in client.get("/events?from=yesterday").text


def test_words_outside_the_text_are_refused(client):
    report = re.search(r"/report/[0-9a-f]+", client.get("/search").text)[0]
    for query in ("", "?start=5", "?start=9&end=3", "?start=0&end=99999999", "?start=a&end=b"):
        assert client.get(f"{report}/words{query}").status_code == 404


def test_a_fault_is_a_page_without_its_insides(state, monkeypatch):
    def broken(*_, **__):
        raise KeyError("secret of the insides")

    monkeypatch.setattr("according.web.home.columns", broken)
    client = TestClient(make_app(state, RULES), base_url=HOME, raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "a fault of According" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"]
