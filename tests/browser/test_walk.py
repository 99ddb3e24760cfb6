"""A walk through the demo's record as a person does it, with mouse and with keys alone."""

import re

import pytest

from tests.browser.conftest import watch

pytestmark = pytest.mark.slow


def test_from_home_to_the_words_of_a_figure(page):
    page.goto("/")
    assert page.title().endswith("According")
    page.click("table.list a >> nth=0")
    page.wait_for_selector("#figures")
    assert re.search(r"Told by \d+ reports", page.inner_text(".lead"))
    link = page.locator("section:has(#figures) a.words-link").first
    quote = link.inner_text()
    link.click()
    page.wait_for_selector("#drawer mark.asked")
    assert page.inner_text("#drawer mark.asked") == quote
    assert page.is_visible("#drawer")
    # In place: the page is the same.
    assert "/event/" in page.url
    page.keyboard.press("Escape")
    assert not page.is_visible("#drawer")
    assert page.evaluate("document.activeElement.textContent") == quote
    link.click()
    page.click("#drawer a:has-text('Open the report')")
    page.wait_for_selector("mark.asked")
    assert page.inner_text("mark.asked >> nth=0") in (quote, quote.split()[0])


def test_with_keys_alone(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("covered market")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=covered+market")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/**")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer mark.asked")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/map")
    page.keyboard.press("?")
    page.wait_for_url("**/about#keys")


def test_every_control_can_be_reached_and_its_focus_seen(page):
    page.goto("/events")
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Skip to the content"
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert len(reached) >= 20


def test_layers_are_shown_and_hidden_and_findings_light_their_words(page):
    page.goto("/search?q=bomb")
    page.click("article.result h3 a:has-text('Bomb kills')")
    page.wait_for_selector("[data-layers]")
    marks = page.locator("mark[data-layer=when]")
    assert marks.count() > 0
    page.uncheck("[data-layers] input[value=when]")
    assert page.locator("mark[data-layer=when]:not(.off)").count() == 0
    page.check("[data-layers] input[value=when]")
    assert page.locator("mark[data-layer=when].off").count() == 0
    page.hover("[data-finding] >> nth=0")
    assert page.locator("mark.lit").count() > 0


def test_copies_side_by_side(page):
    page.goto("/origins")
    page.click("main a[href^='/origin/'] >> nth=0")
    page.click("a[href*='/beside/'] >> nth=0")
    page.wait_for_selector("[data-sides]")
    first = page.locator("[data-passage] >> nth=0")
    first.hover()
    assert page.locator("[data-passage].lit").count() >= 2


def test_filters_narrow_the_map_and_the_timeline(page):
    page.goto("/map")
    whole = page.locator("svg.map .area").count()
    page.click("summary:has-text('Narrow the selection')")
    page.fill("input[name=place]", "Tulcea")
    page.click("form.filters button")
    page.wait_for_url("**place=Tulcea**")
    assert 0 < page.locator("svg.map .area").count() < whole
    page.goto("/timeline?kind=ASSAULT")
    assert page.locator("rect.f-material-conflict").count() > 0
    assert page.locator("rect.f-verbal-conflict").count() == 0


def test_a_decision_is_made_seen_and_taken_back(page):
    page.goto("/events")
    page.click("table.list a >> nth=0")
    page.click("summary:has-text('A report of it tells of another happening')")
    form = page.locator("form[action='/judge/split']")
    form.locator("input[name=by]").fill("Ada")
    form.locator("input[name=why]").fill("<b>not</b> this one")
    form.locator("button").click()
    page.wait_for_load_state()
    assert page.locator(".by-person:has-text('Ada')").count() > 0
    assert "<b>not</b> this one" in page.inner_text("section.judge")
    page.goto("/judgements")
    page.click("summary:has-text('Take it back')")
    page.click("form[action='/judge/undo'] button")
    page.wait_for_load_state()
    assert page.locator("text=taken back").count() > 0


def test_reports_are_added_by_text_with_progress(page):
    page.goto("/add")
    page.fill("input[name=title]", "Ferry aground off Velden")
    page.fill(
        "textarea[name=text]",
        "A ferry ran aground off Velden on Monday, injuring at least seven people, the Harbour "
        "Rescue League said.",
    )
    page.fill("input[name=outlet]", "Quay Post")
    page.fill("input[name=published]", "2024-04-02")
    page.click("button:has-text('Read them')")
    page.wait_for_url("**/add/**")
    page.wait_for_selector("[data-state=done]", timeout=180_000)
    assert "1 in = 1 stored" in page.inner_text("#job")
    page.fill("#find", "aground")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.result")
    assert "Ferry" in page.inner_text("article.result h3")


def test_files_are_dropped(page):
    page.goto("/add")
    page.evaluate(
        """() => {
          const moved = new DataTransfer();
          moved.items.add(new File(["x"], "a.txt", {type: "text/plain"}));
          moved.items.add(new File(["y"], "b.txt", {type: "text/plain"}));
          const drop = document.querySelector("[data-drop]");
          const options = {dataTransfer: moved, bubbles: true, cancelable: true};
          drop.dispatchEvent(new DragEvent("drop", options));
        }"""
    )
    assert page.inner_text("[data-chosen]") == "2 files chosen"
    assert page.evaluate("document.getElementById('files').files.length") == 2


def test_a_dossier_opens_by_itself(page, chromium, served, seen, tmp_path):
    page.goto("/events")
    page.click("table.list a >> nth=0")
    with page.expect_download() as waiting:
        page.click("a:has-text('Dossier')")
    path = tmp_path / "dossier.html"
    waiting.value.save_as(path)
    alone = chromium.new_context(offline=True)
    opened = alone.new_page()
    watch(opened, served, seen)
    opened.goto(path.as_uri())
    assert opened.inner_text("h1")
    assert opened.locator("svg.map .area").count() > 0
    opened.click("a.words-link >> nth=0")
    assert "#w-" in opened.url
    assert opened.evaluate("document.querySelector(':target') !== null")
    data = opened.evaluate(
        """async () => {
          const text = document.getElementById("data").textContent;
          const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
          const bytes = [...new Uint8Array(sum)];
          return bytes.map((each) => each.toString(16).padStart(2, "0")).join("");
        }"""
    )
    assert data == opened.inner_text("#data-sha256")
    alone.close()


def test_without_script_all_is_there(chromium, served):
    context = chromium.new_context(java_script_enabled=False, base_url=served)
    page = context.new_page()
    page.goto("/events")
    page.click("table.list a >> nth=0")
    page.click("a.words-link >> nth=0")
    page.wait_for_url("**/report/**")
    assert page.locator("mark.asked").count() > 0
    context.close()
