"""Two coders code one event, each alone, an adjudicator settles it: as they do it, by keyboard and
pointer."""

import re

import pytest

from according.reviewing import users
from according.reviewing.roles import Role
from according.store import Record
from tests import demo_record
from tests.browser.conftest import Seen, watch
from tests.browser.serving import serving

pytestmark = pytest.mark.slow

PASSWORD = "a word that passes"
FIGURE = ".finding[id^=figure] >> nth=0"
COUNT = f"{FIGURE} >> .field[data-field=count]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, request):
    """The address of a copy of the demo's record that people sign in to."""
    source = demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))
    path = demo_record.copy(source, tmp_path_factory.mktemp("desk") / "record.db")
    with Record(str(path)) as record:
        for name, role in (("ana", "coder"), ("ben", "coder"), ("cat", "adjudicator")):
            users.add(record, name, Role(role), PASSWORD)
    with serving(path, "--users") as address:
        yield address


def settled(page):
    """Wait until what was put into a page does its work too: some hundredths of a second."""
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    page.wait_for_selector(busy, state="detached")
    page.wait_for_timeout(50)


@pytest.fixture
def sign_in(chromium, desk):
    """Open a browser of somebody, signed in by the keyboard."""
    contexts, seen = [], Seen()

    def opened(name, **options):
        context = chromium.new_context(
            base_url=desk, **{"viewport": {"width": 1280, "height": 900}, **options}
        )
        contexts.append(context)
        page = context.new_page()
        if options.get("java_script_enabled", True):
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


def counts(page):
    return page.inner_text(COUNT)


def test_two_code_one_settles(sign_in):
    cat = sign_in("cat")
    cat.goto("/events")
    event = cat.get_attribute("table.list a >> nth=0", "href")
    cat.goto(f"{event}/review")
    cat.click("summary:has-text('Assign it')")
    cat.check("input[value=ana]")
    cat.check("input[value=ben]")
    cat.click("button:text-is('Assign')")
    cat.wait_for_selector(".coders >> text=ben")

    # Ana by keys alone.
    ana = sign_in("ana")
    ana.goto(f"{event}/review")
    assert "you see your own decisions" in ana.inner_text("main")
    ana.focus(COUNT)
    ana.keyboard.press("c")
    ana.keyboard.type("16")
    ana.keyboard.press("Enter")
    ana.wait_for_selector(f"{COUNT} >> text=16 (corrected)")
    assert ana.evaluate("document.activeElement.dataset.field") == "count"
    settled(ana)
    ana.keyboard.press("i")
    ana.wait_for_selector(f"{COUNT} >> .lines li")
    settled(ana)
    ana.keyboard.press("u")
    ana.wait_for_selector(f"{COUNT} >> text=16 (corrected)", state="detached")
    settled(ana)
    ana.keyboard.press("i")
    ana.wait_for_selector(f"{COUNT} >> .lines >> text=taken back by ana")
    settled(ana)
    ana.keyboard.press("c")
    ana.keyboard.type("17")
    ana.keyboard.press("Enter")
    ana.wait_for_selector(f"{COUNT} >> text=17 (corrected)")
    ana.keyboard.press("k")
    ana.keyboard.press("a")
    ana.wait_for_selector(f"{FIGURE} >> .field.whole >> text=it is so")
    ana.keyboard.press("j")
    ana.keyboard.press("o")
    ana.keyboard.type("the later bulletin has it")
    ana.keyboard.press("Enter")
    ana.wait_for_selector(f"{COUNT} >> text=the later bulletin has it")

    # Ben with the pointer; he sees nothing of hers.
    ben = sign_in("ben")
    ben.goto(f"{event}/review")
    assert "17" not in counts(ben)
    ben.click(f"{COUNT} >> button[value=accept]")
    ben.wait_for_selector(f"{COUNT} >> text=(accepted)")
    ben.goto("/judgements")
    assert "ana" not in ben.inner_text("main ul")
    for page in (ana, ben):
        page.goto(f"{event}/review")
        page.click("text=I am done with this event")
        page.wait_for_selector(".coders >> text=done")

    # Cat takes Ana's, undoes it, and takes it again.
    cat.goto("/queue?reason=coders+differ")
    cat.keyboard.press("j")
    cat.keyboard.press("Enter")
    cat.wait_for_url("**/adjudicate#*")
    assert "17 (corrected)" in cat.inner_text("table")
    for _ in range(2):
        cat.click("[aria-label='Take this, which ana decided']")
        cat.wait_for_selector("td[data-name=adjudicated] >> text=17 (corrected)")
        cat.click("td[data-name=adjudicated] >> button:text-is('Undo')")
        cat.wait_for_selector("td[data-name=adjudicated] >> text=17", state="detached")
    cat.click("[aria-label='Take this, which ana decided']")
    cat.wait_for_selector("td[data-name=adjudicated] >> text=17 (corrected)")
    cat.click("td[data-name=adjudicated] >> text=History")
    cat.wait_for_selector(".lines")
    assert cat.locator(".lines .undone").count() == 3
    cat.goto(event)
    assert "corrected by cat" in cat.inner_text("section:has(#figures)")
    cat.goto("/agreement")
    assert "figure: count" in cat.inner_text("table")
    cat.click("text=Sign out")
    cat.wait_for_url("**/sign-in")
    cat.goto(event)
    assert "/sign-in?back=" in cat.url


def test_a_mistake_is_said_in_place(sign_in):
    ana = sign_in("ana")
    ana.goto("/events")
    ana.goto(ana.get_attribute("table.list a >> nth=1", "href"))
    ana.click("section:has(#accounts) td a.words-link >> nth=0")
    ana.wait_for_selector("#drawer .finding .field")
    ana.locator("#drawer .finding .field summary:text-is('Note')").first.click()
    ana.locator("#drawer .act[open] input[name=why]").first.fill("seen")
    ana.locator("#drawer .act[open] button").first.click()
    ana.wait_for_selector("#drawer .said >> text=seen")
    assert re.search("/event/", ana.url)


def test_without_a_script(sign_in):
    ana = sign_in("ana", java_script_enabled=False)
    ana.goto("/queue?reason=low+score")
    ana.click(".queue a >> nth=0")
    ana.click(".field[data-field=place] >> button[value=accept] >> nth=0")
    assert "#toponym" in ana.url
    assert "(accepted)" in ana.inner_text(".field[data-field=place] >> nth=0")
    ana.click(".field[data-field=place] >> button:text-is('Undo') >> nth=0")
    assert "(accepted)" not in ana.inner_text(".field[data-field=place] >> nth=0")


@pytest.mark.parametrize("width", [1280, 640, 420, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(sign_in, width, scheme):
    size = {"width": width, "height": 900}
    cat = sign_in("cat", viewport=size, color_scheme=scheme)
    cat.goto("/events")
    event = cat.get_attribute("table.list a >> nth=0", "href")
    for address in (
        *("/queue", "/coding", "/agreement", "/judgements", "/users"),
        *(f"{event}/review", f"{event}/adjudicate?all=yes"),
    ):
        cat.goto(address)
        over = cat.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, address


def kept_out(page, axe):
    """What axe-core finds on a page with all of its folds open."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return {
        each["id"]: [node["target"] for node in each["nodes"][:5]] for each in found["violations"]
    }


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_nobody_is_kept_out(sign_in, axe, width, scheme):
    """320 pixels are a window of 1280 at 400 %."""
    size = {"width": width, "height": 900}
    cat = sign_in("cat", viewport=size, color_scheme=scheme, bypass_csp=True)
    cat.goto("/events")
    event = cat.get_attribute("table.list a >> nth=0", "href")
    wrong = {}
    for address in (
        *("/queue", "/coding", "/agreement", "/judgements", "/users", "/add", "/origins/changed"),
        *(event, f"{event}/review", f"{event}/adjudicate?all=yes", f"{event}/history"),
    ):
        cat.goto(address)
        wrong |= {f"{address} {name}": at for name, at in kept_out(cat, axe).items()}
    assert not wrong


def test_nobody_is_kept_out_at_the_door(chromium, desk, axe):
    context = chromium.new_context(base_url=desk, bypass_csp=True)
    page = context.new_page()
    page.goto("/sign-in")
    assert not kept_out(page, axe)
    page.fill("input[name=name]", "nobody")
    page.fill("input[name=password]", "not a password")
    page.click("main button")
    assert "no such name" in page.inner_text("[role=alert]").lower()
    assert not kept_out(page, axe)
    context.close()


def test_users_are_managed_in_a_browser(sign_in):
    cat = sign_in("cat")
    cat.goto("/users")
    cat.fill("section:has(#add) input[name=name]", "Dov")
    cat.click("section:has(#add) button")
    password = cat.inner_text(".fresh code")
    assert len(password) >= 16
    cat.goto("/users")
    assert password not in cat.content()
    row = "tr:has-text('dov')"
    cat.select_option(f"{row} select", "reader")
    cat.click(f"{row} >> text=Set")
    cat.wait_for_selector(f"{row} option[selected] >> text=reader", state="attached")
    cat.click(f"{row} summary:has-text('Shut out')")
    cat.click(f"{row} button:has-text('Shut dov out')")
    cat.wait_for_selector(f"{row} >> text=shut out")
