"""Pictures of all pages of a record, to look at: at two widths, light and dark, zoomed, printed.

    python -m tests.browser.shots out/shots [out/demo/record.db]

The record is copied. People with three roles decide, code and settle something in the copy, so that
pages with decisions are among the pictures.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from according import judging
from according.reviewing import coding, users
from according.reviewing.deciding import decide, event_items
from according.reviewing.findings import Anchor
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.store import Record
from tests import demo_record
from tests.browser.serving import serving
from tests.conftest import ROOT

PASSWORD = "a word that passes"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
PLAIN = (
    *("/", "/events", "/events?differ=yes", "/search?q=market", "/search?q=zzzz", "/map"),
    *("/timeline", "/actors", "/outlets", "/origins", "/origins/changed", "/queue", "/coding"),
    *("/agreement", "/judgements", "/users", "/add", "/about", "/refused", "/unread", "/nothing"),
)
TALLEST = 9000
"""Pixels of a picture at most."""


def main(out: Path, source: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = demo_record.copy(source, Path(folder) / "record.db")
        _decided(path)
        with serving(path, "--users", patience=900.0) as address:
            _all(address, out)


def _decided(path: Path) -> None:
    """Users, and decisions of theirs on the two events that most reports tell."""
    ana, ben, cat = (
        Viewer("ana", Role.CODER),
        Viewer("ben", Role.CODER),
        Viewer("cat", Role.ADJUDICATOR),
    )
    with Record(str(path)) as record:
        for each in (ana, ben, cat):
            users.add(record, each.name, each.role, PASSWORD)
        first, second, *_ = record.across.events(2)
        (count, *_) = _counts(record, cat, first.id)
        decide(record, cat, count, Verdict.CORRECT, "count", "23", "the bulletin has it")
        decide(record, cat, count, Verdict.NOTE, "count", None, "asked the hospital")
        coding.assign(record, cat, second.id, [ana.name, ben.name])
        (count, *_) = _counts(record, cat, second.id)
        decide(record, ana, count, Verdict.CORRECT, "count", "5")
        decide(record, ben, count, Verdict.ACCEPT, "count")
        for each in (ana, ben):
            coding.finish(record, each, second.id)
        report = record.across.event(first.id).reports[-1]
        judging.split(record, first.id, report, cat.name, "another day")


def _counts(record: Record, viewer: Viewer, event: str) -> list[Anchor]:
    return [each.anchor for each in event_items(record, viewer, event) if each.field == "count"]


def _all(address: str, out: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium")
        state = None
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    storage_state=state,
                )
                page = context.new_page()
                if state is None:
                    page.goto("/queue")
                    page.screenshot(path=out / f"sign-in {width} {scheme}.png")
                    page.fill("input[name=name]", "cat")
                    page.fill("input[type=password]", PASSWORD)
                    page.keyboard.press("Enter")
                    page.wait_for_url("**/queue")
                    state = context.storage_state()
                    addresses = dict(_addresses(page))
                for name, where in addresses.items():
                    page.goto(where)
                    _shot(page, out / f"{name} {width} {scheme}.png")
                context.close()
        _event_otherwise(browser, address, state, addresses["event"], out)
        browser.close()


def _addresses(page) -> Iterator[tuple[str, str]]:
    for each in PLAIN:
        yield re.sub(r"\W+", "-", each).strip("-") or "home", each

    def find(where: str, pattern: str) -> str:
        page.goto(where)
        return re.search(pattern, page.content())[0].replace("&amp;", "&")

    event = find("/events", r"/event/[0-9a-f]+")
    report = find("/search?q=bomb", r"/report/[0-9a-f]+")
    origin = find("/origins", r"/origin/[0-9a-f]+")
    yield "event", event
    yield "event-review", f"{event}/review"
    yield "event-history", f"{event}/history"
    yield "adjudicate", f"{event}/adjudicate?all=yes"
    yield "report", report
    yield "report-review", f"{report}/review"
    yield "origin", origin
    yield "beside", find(origin, r"/report/[0-9a-f]+/beside/[0-9a-f]+")
    yield "actor", find("/actors", r"/actor\?name=[^\"]+")
    yield "outlet", find("/outlets", r"/outlet\?name=[^\"]+")
    yield "words", find(f"{event}/review", r"/report/\w+\?start=\d+&amp;end=\d+")


def _event_otherwise(browser, address: str, state, event: str, out: Path) -> None:
    """The event's page at 200 %, with the words of a figure beside it, and on paper."""
    options = {"base_url": address, "storage_state": state}
    context = browser.new_context(
        **options, viewport={"width": 640, "height": 450}, device_scale_factor=2
    )
    page = context.new_page()
    page.goto(event)
    _shot(page, out / "event zoomed.png")
    page.locator("section:has(#figures) a.words-link").first.click()
    page.wait_for_selector("#drawer mark.asked")
    page.screenshot(path=out / "event zoomed drawer.png")
    context.close()
    context = browser.new_context(**options, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(event)
    page.locator("section:has(#figures) a.words-link").first.click()
    page.wait_for_selector("#drawer mark.asked")
    page.screenshot(path=out / "event drawer.png")
    page.goto(event)
    page.pdf(path=out / "event.pdf", format="A4")
    page.emulate_media(media="print")
    _shot(page, out / "event print.png")
    context.close()


def _shot(page, path: Path) -> None:
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(
        path=path,
        full_page=True,
        clip={
            "x": 0,
            "y": 0,
            "width": page.viewport_size["width"],
            "height": min(tall, TALLEST),
        },
    )


if __name__ == "__main__":
    given = [*map(Path, sys.argv[1:])]
    main(given[0], given[1] if len(given) > 1 else ROOT / "out" / "demo" / "record.db")
