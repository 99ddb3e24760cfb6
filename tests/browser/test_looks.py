"""Pages at several widths, zoomed, dark, and in print: nothing cut, and nobody kept out."""

import re

import pytest

pytestmark = pytest.mark.slow

PAGES = (
    *("/", "/events", "/search?q=market", "/map", "/timeline", "/actors", "/outlets", "/origins"),
    "/origins/changed",
    *("/actor?name=Delta+Front", "/outlet?name=Meridian+News+Agency", "/add", "/judgements"),
    *("/about", "/refused", "/unread", "/nothing", "EVENT", "REPORT", "ORIGIN", "BESIDE"),
    *("/queue", "/coding", "/agreement", "/name", "REVIEW", "ADJUDICATE", "REPORT-REVIEW", "HERE"),
)


@pytest.fixture(scope="session")
def addresses(chromium, served):
    page = chromium.new_page()

    def find(where, pattern):
        page.goto(served + where)
        return re.search(pattern, page.content())[0]

    found = {
        "EVENT": find("/events", r"/event/[0-9a-f]+"),
        "REPORT": find("/search?q=bomb", r"/report/[0-9a-f]+"),
        "ORIGIN": find("/origins", r"/origin/[0-9a-f]+"),
    }
    found["BESIDE"] = find(found["ORIGIN"], r"/report/[0-9a-f]+/beside/[0-9a-f]+")
    found["REVIEW"] = found["EVENT"] + "/review"
    found["ADJUDICATE"] = found["EVENT"] + "/adjudicate?all=yes"
    found["REPORT-REVIEW"] = found["REPORT"] + "/review"
    words = find(found["REVIEW"], r"/report/\w+\?start=\d+&amp;end=\d+")
    found["HERE"] = words.replace("&amp;", "&")
    page.close()
    return found


@pytest.fixture
def look(chromium, served, addresses, seen):
    contexts = []

    def opened(address, width=1280, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=served, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(addresses.get(address, address))
        return page

    yield opened
    for each in contexts:
        each.close()


WIDTHS = (1280, 640, 420, 320)
"""640 pixels are a window of 1280 at 200 %, 320 one at 400 %."""

LOOKS = ((1280, "light"), (1280, "dark"), (320, "light"))
_OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_the_window(look, address):
    page = look(address, WIDTHS[0])
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over[width] = page.evaluate(_OVER)
    assert not [width for width, pixels in over.items() if pixels > 0]


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_kept_out(look, axe, address):
    page = look(address, bypass_csp=True)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(axe)
    wrong = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for each in found["violations"]:
            targets = [node["target"] for node in each["nodes"][:5]]
            wrong[width, scheme, each["id"]] = targets
    assert not wrong


def test_the_words_in_place_keep_nobody_out(look, axe):
    page = look("EVENT", bypass_csp=True)
    page.click("a.words-link >> nth=0")
    page.wait_for_selector("#drawer mark.asked")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    assert not [each["id"] for each in found["violations"]]


@pytest.mark.parametrize("address", ["EVENT", "REPORT", "/"])
def test_print_has_the_content_alone(look, address):
    page = look(address)
    page.emulate_media(media="print")
    assert not page.is_visible("header.top")
    assert not page.is_visible("#drawer")
    assert page.is_visible("h1")
    assert len(page.pdf()) > 10_000


def test_what_goes_on_to_the_right_says_so(look):
    page = look("EVENT", 800)
    table = page.locator("section:has(#accounts) .scroll")
    hint = table.locator(".wider")
    hint.wait_for(state="visible")
    assert "goes on to the right" in hint.inner_text()
    first = table.locator("tbody th").first
    before = first.bounding_box()["x"]
    table.evaluate("each => each.scrollLeft = 200")
    # Whose account it is stays in sight.
    assert abs(first.bounding_box()["x"] - before) < 2
    page.set_viewport_size({"width": 420, "height": 900})
    hint.wait_for(state="hidden")
