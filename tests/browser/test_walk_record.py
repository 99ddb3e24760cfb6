"""An investigation from end to end in a record of any size, keyboard first.

On a record that a variable names: `ACCORDING_WALK_RECORD=my.db make walk`; it is copied, never
written to. Without one, `make walk` reads the shared reports in first, which takes a long time; in
`make test` this is skipped. Nothing here knows what a record tells: words, outlets, places and
events are taken from its own pages. Times and pictures of every page are left in a folder where
`ACCORDING_WALK_OUT` names one.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from according.reviewing import users
from according.reviewing.roles import Role
from according.store import Record
from tests.browser.conftest import Seen, watch
from tests.browser.serving import serving

pytestmark = pytest.mark.slow

PASSWORD = "a word that passes"
SLOW = float(os.environ.get("ACCORDING_WALK_SECONDS", "10"))
"""Seconds that a page may take at most; a crowded machine needs more."""

FIGURE = ".finding[id^=figure] >> nth=0"
COUNT = f"{FIGURE} >> .field[data-field=count]"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKS = [(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The address of a copy of the record, that people sign in to."""
    given = os.environ.get("ACCORDING_WALK_RECORD")
    if not given:
        pytest.skip("no record to walk: make walk, or name one in ACCORDING_WALK_RECORD")
    path = tmp_path_factory.mktemp("walk") / "record.db"
    # Whole, even where somebody else has it open.
    whole = f"{Path(given).absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(whole, uri=True)) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    with Record(str(path)) as record:
        for name, role in (("ana", "coder"), ("ben", "coder"), ("cat", "adjudicator")):
            users.add(record, name, Role(role), PASSWORD)
    with serving(path, "--users", patience=1800.0) as address:
        yield address


@pytest.fixture(scope="module")
def out() -> Path | None:
    """Where times and pictures go."""
    given = os.environ.get("ACCORDING_WALK_OUT")
    if not given:
        return None
    path = Path(given)
    path.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture(scope="module")
def times(out):
    """Seconds that each page took, by its name."""
    taken: dict[str, float] = {}
    yield taken
    if out is not None:
        (out / "times.json").write_text(json.dumps(taken, indent=1), encoding="utf-8")
    assert not {name: seconds for name, seconds in taken.items() if seconds > SLOW}


@pytest.fixture
def sign_in(chromium, desk):
    """Open a browser of somebody, signed in by the keyboard."""
    contexts, seen = [], Seen()

    def opened(name, **options):
        size = {"width": 1280, "height": 900}
        context = chromium.new_context(base_url=desk, **{"viewport": size, **options})
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, desk, seen)
        page.goto("/queue")
        page.focus("input[name=name]")
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/queue")
        return page

    yield opened
    for each in contexts:
        each.close()
    assert not seen.errors
    assert not seen.elsewhere


@pytest.fixture
def timed(times):
    """Go to an address, or press Enter and wait for what comes, and note how long it took."""

    def timed(page, name: str, address: str | None = None, *, comes: str = "", at: str = ""):
        began = time.monotonic()
        if address is not None:
            page.goto(address)
        else:
            page.keyboard.press("Enter")
        if at:
            page.wait_for_url(at)
        if comes:
            page.wait_for_selector(comes)
        page.wait_for_load_state()
        times[name] = round(time.monotonic() - began, 2)

    return timed


def tab_to(page, selector: str) -> None:
    """Tab until what is meant has the focus, as somebody without a pointer does."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("each => document.activeElement.matches(each)", selector):
            return
    raise AssertionError(f"no tab leads to {selector}")


def total(page, heading: str) -> int:
    """How many a list says there are."""
    said = page.inner_text(heading).replace(",", "").replace("more than ", "")
    return int(re.search(r"\d+", said)[0])


def told_by_many(page) -> str:
    """The address of the event with different figures that most reports tell."""
    page.goto("/events?differ=yes&reports=2")
    return page.get_attribute("table.list a >> nth=0", "href")


def plain(text: str) -> str:
    return " ".join(text.split())


def settled(page) -> None:
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    page.wait_for_selector(busy, state="detached")
    page.wait_for_timeout(50)


def test_found_by_words_outlet_place_kind_and_differing_figures(sign_in, timed):
    page = sign_in("ana")
    timed(page, "home", "/")
    every = total(page, ".facts a >> nth=0")
    outlet = page.inner_text("section:has(#outlets) td a >> nth=0")
    timed(page, "map", "/map")
    to = page.get_attribute("svg.map a >> nth=0", "href")
    place = parse_qs(urlsplit(to).query)["place"][0]
    page.goto("/")
    word = re.findall(r"[a-z]{5,}", page.inner_text("table.list .words >> nth=0").split(":")[1])[0]
    page.keyboard.press("/")
    page.keyboard.type(word)
    timed(page, "search by a word", at="**/search?q=*")
    assert page.locator("article.result mark").count() > 0
    assert word[:4] in page.inner_text("article.result .bits >> nth=0").lower()
    by_word = total(page, "#reports")

    # What narrows is reached by keys alone, and narrows.
    tab_to(page, "main summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=outlet]")
    page.keyboard.type(outlet)
    timed(page, "search by outlet", at="**outlet=**")
    assert 0 < total(page, "#reports") <= by_word <= every
    heads = page.locator("article.result > p.soft").all_inner_texts()
    assert heads
    assert all(outlet in each for each in heads)
    for name, query in {
        "place": f"place={quote_plus(place)}",
        "kind": "kind=ASSAULT",
        "figures in conflict": "differ=yes&reports=2",
    }.items():
        timed(page, f"events by {name}", f"/events?{query}")
        assert page.locator("table.list tbody tr").count() > 0, name
    differing = page.locator("td[data-name='in conflict']").all_inner_texts()
    assert all(each.strip() for each in differing)
    numbers = [int(each) for each in page.locator("td[data-name=reports]").all_inner_texts()]
    assert min(numbers) >= 2
    assert numbers == sorted(numbers, reverse=True)


def test_two_figures_in_conflict_and_both_quotes(sign_in, timed):
    page = sign_in("ana")
    event = told_by_many(page)
    timed(page, "event", event)
    assert re.search(r"Told by [\d,]+ reports", page.inner_text(".lead"))
    figures = "section:has(#figures)"
    at_odds = page.locator(f"{figures} tr:has(.badge.in-conflict)")
    rows = at_odds if at_odds.count() > 1 else page.locator(f"{figures} tbody tr")
    assert rows.count() > 1
    quotes = set()
    for row in (rows.first, rows.last):
        link = row.locator("a.words-link").first
        link.focus()
        timed(page, "words in place", comes="#drawer mark.asked")
        settled(page)
        quote, shown = plain(link.inner_text()), plain(page.inner_text("#drawer mark.asked"))
        assert shown.startswith(quote.removesuffix("…").strip())
        quotes.add(link.get_attribute("data-words"))
        page.keyboard.press("Escape")
        assert not page.is_visible("#drawer")
        assert page.evaluate("document.activeElement.dataset.words") in quotes
    assert len(quotes) == 2


def test_a_wrong_join_is_split_and_taken_back(sign_in, timed):
    page = sign_in("cat")
    event = told_by_many(page)
    page.goto(event)
    before = page.inner_text(".lead")
    number = int(re.search(r"Told by ([\d,]+) reports", before)[1].replace(",", ""))
    page.focus("summary:has-text('A report of it tells of another happening')")
    page.keyboard.press("Enter")
    form = page.locator("form[action='/judge/split']")
    form.locator("input[name=why]").fill("another day")
    form.locator("button").focus()
    timed(page, "split", comes="text=another day")
    page.goto("/judgements")
    assert "another day" in page.inner_text("main li >> nth=0")
    page.goto(event)
    after = re.search(r"Told by ([\d,]+) report", page.inner_text(".lead"))
    assert int(after[1].replace(",", "")) == number - 1
    timed(page, "decisions", "/judgements")
    page.focus("summary:has-text('Take it back') >> nth=0")
    page.keyboard.press("Enter")
    page.locator("form[action='/judge/undo'] button").first.focus()
    timed(page, "take back", comes="text=taken back")
    page.goto(event)
    assert page.inner_text(".lead") == before


def test_two_code_alone_and_a_third_settles(sign_in, timed):
    cat = sign_in("cat")
    event = told_by_many(cat)
    timed(cat, "review of an event", f"{event}/review")
    cat.click("summary:has-text('Assign it')")
    cat.check("input[value=ana]")
    cat.check("input[value=ben]")
    cat.click("button:text-is('Assign')")
    cat.wait_for_selector(".coders >> text=ben")
    coders = {}
    for name, value in (("ana", "901"), ("ben", "902")):
        page = coders[name] = sign_in(name)
        page.goto(f"{event}/review")
        page.focus(COUNT)
        page.keyboard.press("c")
        page.keyboard.type(value)
        timed(page, "a decision", comes=f"{COUNT} >> text={value} (corrected)")
        settled(page)
        assert ("901" in page.inner_text("main")) == (name == "ana")
    for page in coders.values():
        page.click("text=I am done with this event")
        page.wait_for_selector(".coders >> text=done")
    timed(cat, "adjudication", f"{event}/adjudicate")
    row = cat.locator("tr:has-text('901 (corrected)')")
    assert "902 (corrected)" in row.inner_text()
    row.locator("[aria-label='Take this, which ben decided']").press("Enter")
    cat.wait_for_selector("td[data-name=adjudicated] >> text=902 (corrected)")
    cat.goto(event)
    assert "corrected by cat" in cat.inner_text("section:has(#figures)")
    timed(cat, "agreement", "/agreement")
    assert "figure: count" in cat.inner_text("table")


def test_its_dossier_opens_by_itself(sign_in, chromium, desk, out, tmp_path):
    page = sign_in("ana")
    event = told_by_many(page)
    page.goto(event)
    with page.expect_download() as waiting:
        page.focus("a:has-text('Dossier')")
        page.keyboard.press("Enter")
    path = (out or tmp_path) / "dossier.html"
    waiting.value.save_as(path)
    alone = chromium.new_context(offline=True)
    opened, seen = alone.new_page(), Seen()
    watch(opened, desk, seen)
    opened.goto(path.as_uri())
    assert opened.inner_text("h1") == page.inner_text("h1")
    opened.focus("a.words-link >> nth=0")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.querySelector(':target') !== null")
    if out is not None:
        opened.screenshot(path=out / "dossier.png", full_page=True)
    alone.close()
    assert not seen.errors
    assert not seen.elsewhere


@pytest.fixture
def kinds(sign_in):
    """A page of every kind: its name, and its address."""
    page = sign_in("cat")

    def found(where, pattern):
        page.goto(where)
        hit = re.search(pattern, page.content())
        return hit and hit[0].replace("&amp;", "&")

    event = told_by_many(page)
    report = found("/search", r"/report/[0-9a-f]+")
    origin = found("/origins", r"/origin/[0-9a-f]+")
    made = {
        "beside": origin and found(origin, r"/report/[0-9a-f]+/beside/[0-9a-f]+"),
        "actor": found("/actors", r"/actor\?name=[^\"]+"),
        "outlet": found("/outlets", r"/outlet\?name=[^\"]+"),
        "words": found(f"{event}/review", r"/report/\w+\?start=\d+&amp;end=\d+"),
        "event": event,
        "report": report,
        "origin": origin,
        "search": "/search?q=people",
        "event review": f"{event}/review",
        "event history": f"{event}/history",
        "adjudicate": f"{event}/adjudicate?all=yes",
        "report review": f"{report}/review",
        "home": "/",
        "changed": "/origins/changed",
    }
    plain = "events map timeline actors outlets origins queue coding judgements agreement users add"
    made |= {each: f"/{each}" for each in f"{plain} about refused unread nothing".split()}
    return {name: address for name, address in made.items() if address}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_kind_of_page(sign_in, kinds, axe, timed, out, width, scheme):
    size = {"width": width, "height": 900}
    page = sign_in("cat", viewport=size, color_scheme=scheme, bypass_csp=True)
    wrong = {}
    for name, address in kinds.items():
        if name == "nothing":
            continue  # it says 404, which a browser's console has as an error
        timed(page, f"{name}, {width} {scheme}", address)
        if out is not None:
            page.screenshot(path=out / f"{name} {width} {scheme}.png")
        over = page.evaluate(WIDER)
        if over > 0:
            wrong[name] = [f"{over} pixels wider than the window"]
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for each in found["violations"]:
            wrong[f"{name}: {each['id']}"] = [node["target"] for node in each["nodes"][:3]]
    assert not wrong
