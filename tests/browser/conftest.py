"""A real browser at the pages of the demo's record: Chromium from Debian, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import demo_record
from tests.browser.serving import serving
from tests.conftest import ROOT

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: make .venv/.dev"
)

AXE = ROOT / ".venv" / "axe" / "axe.min.js"
"""Where `make browser` puts axe-core."""


@dataclass
class Seen:
    """What a page did while it was looked at."""

    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of ``according serve`` with a copy of the demo's record."""
    source = demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))
    path = demo_record.copy(source, tmp_path_factory.mktemp("served") / "record.db")
    with serving(path) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():  # type: ignore[no-untyped-def]
    """The browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium; on Debian: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = driver.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def seen() -> Seen:
    """What the page under test did."""
    return Seen()


@pytest.fixture
def page(chromium, served: str, seen: Seen):  # type: ignore[no-untyped-def]
    """A page; when the test ends it must have said no error and asked nobody else."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=served)
    made = context.new_page()
    watch(made, served, seen)
    yield made
    context.close()
    assert not seen.errors
    assert not seen.elsewhere


def watch(page, served: str, seen: Seen) -> None:  # type: ignore[no-untyped-def]
    """Note errors, and requests to anybody but the server."""
    page.on(
        "console",
        lambda each: seen.errors.append(each.text) if each.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda each: seen.errors.append(str(each)))
    own = urlsplit(served).netloc
    page.on(
        "request",
        lambda each: (
            seen.elsewhere.append(each.url)
            if urlsplit(each.url).netloc != own and not each.url.startswith(("data:", "file:"))
            else None
        ),
    )


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which looks for what keeps people out."""
    if not AXE.is_file():
        pytest.skip("no axe-core: make browser (needs npm)")
    return Path(AXE).read_text("utf-8")
