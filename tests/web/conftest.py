"""The pages of the demo's record, asked for without a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from according.web.app import make_app, open_state
from according.web.guard import Rules, origins_of
from according.web.state import State
from tests import demo_record, postgres

HOME = "http://127.0.0.1:8417"
RULES = Rules(
    origins_of("127.0.0.1", 8417),
    *(1e6, 10**6, 1e6, 10**6),
)
WRITE = {"origin": HOME, "sec-fetch-site": "same-origin"}


from tests.web import accounts  # noqa: E402 - it needs the names above


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The demo's record."""
    return demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))


@pytest.fixture
def state(
    kind: str, demo_db: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[State]:
    """What pages are made with, of a copy that may be written."""
    if kind == "sqlite":
        with open_state(str(demo_record.copy(demo_db, tmp_path / "record.db"))) as found:
            yield found
        return
    server: postgres.Server = request.getfixturevalue("server")
    template = server.template("demo", lambda url: demo_record.loaded(demo_db, url))
    with server.database(template) as url, open_state(url) as found:
        yield found


@pytest.fixture
def client(state: State) -> TestClient:
    """A browser, as far as headers go."""
    return TestClient(make_app(state, RULES), base_url=HOME, follow_redirects=False)


@pytest.fixture
def send(client: TestClient) -> Callable[..., object]:
    """Send a form of a page, as a browser does."""

    def post(page: str, to: str, **fields: str) -> object:
        token = re.search(r'name="token" value="(\w+)"', client.get(page).text)
        data = {"token": token[1] if token else "", **fields}
        return client.post(to, data=data, headers=WRITE)

    return post


def first_event(client: TestClient) -> str:
    """The address of the bomb at the market: of the events of its place, most reports tell it."""
    listed = re.findall(r'href="(/event/[0-9a-f]+)">([^<]+)<', client.get("/events").text)
    return next(address for address, said in listed if said.startswith("Violence in Tulcea"))


@pytest.fixture
def desk(demo_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    """The same of a record that people sign in to."""
    monkeypatch.setattr("according.reviewing.users.HASHER", accounts.CHEAP)
    path = str(demo_record.copy(demo_db, tmp_path / "desk.db"))
    with open_state(path, accounts=True) as found:
        accounts.add_people(found.record)
        yield found


@pytest.fixture
def people(desk: State) -> dict[str, accounts.Browser]:
    """By name a browser of each who is signed in; "" is nobody's."""
    app = make_app(desk, RULES)
    found = {name: accounts.Browser(app) for name in ("", *accounts.PEOPLE)}
    for name, browser in found.items():
        if name:
            assert browser.sign_in(name).status_code == 303
    return found
