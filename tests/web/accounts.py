"""People who sign in to the pages: a browser for each, as far as headers go."""

from __future__ import annotations

import re

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from according.reviewing import users
from according.reviewing.roles import Role
from tests.web.conftest import HOME, WRITE

PASSWORD = "a word that passes"
PEOPLE = {
    "ana": Role.CODER,
    "ben": Role.CODER,
    "cat": Role.ADJUDICATOR,
    "rea": Role.READER,
}
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Costs of a hash that tests can wait for."""


class Browser:
    """Somebody's browser."""

    def __init__(self, app: object, home: str = HOME) -> None:
        self.client = TestClient(app, base_url=home, follow_redirects=False)
        self.write = {**WRITE, "origin": home}

    def get(self, address: str, **headers: str):  # type: ignore[no-untyped-def]
        """A page."""
        return self.client.get(address, headers=headers)

    def token(self) -> str:
        """What forms carry that this browser is given."""
        for page in ("/", "/sign-in", "/name"):
            found = re.search(r'name="token" value="(\w+)"', self.client.get(page).text)
            if found:
                return found[1]
        return ""

    def post(self, to: str, part: bool = False, token: str | None = None, **fields: str):  # type: ignore[no-untyped-def]
        """Send a form of a page."""
        given = self.token() if token is None else token
        headers = {**self.write, **({"hx-request": "true"} if part else {})}
        return self.client.post(to, data={"token": given, **fields}, headers=headers)

    def sign_in(self, name: str, password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]
        """Sign in."""
        return self.post("/sign-in", name=name, password=password, **fields)


def add_people(record: object) -> None:
    """The four of `PEOPLE`."""
    for name, role in PEOPLE.items():
        users.add(record, name, role, PASSWORD)  # type: ignore[arg-type]
