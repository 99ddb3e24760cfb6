"""Who may ask for what: one table for all pages, looked at before any of them is made."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import Request

from according.errors import NotAllowed
from according.reviewing.roles import Action
from according.web.guard import READS
from according.web.state import state_of

OPEN = frozenset(
    (
        *(("GET", "/static/{name}"), ("GET", "/favicon.ico")),
        *(("GET", "/sign-in"), ("POST", "/sign-in")),
    )
)
"""What is also there for those who are not signed in."""

NEEDS: Mapping[tuple[str, str], Action] = {
    ("GET", "/add"): Action.ADD,
    ("POST", "/add"): Action.ADD,
    ("GET", "/add/{job_id}"): Action.ADD,
    ("POST", "/judge/{what}"): Action.GROUP,
    ("POST", "/queue/confirm"): Action.GROUP,
    ("POST", "/decide"): Action.DECIDE,
    ("POST", "/missed"): Action.DECIDE,
    ("POST", "/undo"): Action.UNDO_OWN,
    ("POST", "/adjudicate"): Action.ADJUDICATE,
    ("POST", "/coding/assign"): Action.ASSIGN,
    ("POST", "/coding/withdraw"): Action.ASSIGN,
    ("POST", "/coding/done"): Action.FINISH,
    ("POST", "/coding/reopen"): Action.FINISH,
    ("GET", "/users"): Action.MANAGE,
    ("POST", "/users/{what}"): Action.MANAGE,
    ("POST", "/name"): Action.READ,
    ("POST", "/sign-out"): Action.READ,
}
"""What else than to read the record it takes."""


class SignedOut(NotAllowed):
    """Nobody is signed in. ``to`` is the page to sign in at, where a page was asked for."""

    def __init__(self, to: str | None) -> None:
        super().__init__("you are not signed in, or your session has ended: sign in again")
        self.to = to


def needed(method: str, path: str) -> Action | None:
    """What somebody must be allowed to do for a route; None: nothing.

    Raises:
        NotAllowed: a route that changes something, and of which nobody said who may.
    """
    if (method, path) in OPEN:
        return None
    if (method, path) in NEEDS:
        return NEEDS[method, path]
    if method in READS:
        return Action.READ
    raise NotAllowed("nobody may do this")


def check(request: Request) -> None:
    """Let a request go on to its page if who asks may.

    Raises:
        SignedOut: nobody is signed in.
        NotAllowed: they may not.
    """
    action = needed(request.method, request.scope["route"].path)
    if action is None:
        return
    viewer = state_of(request).viewer(request)
    if viewer is None:
        raise SignedOut(_sign_in(request))
    viewer.need(action)


def _sign_in(request: Request) -> str | None:
    """Where to sign in, and go on to what was asked for; parts of pages have no such address."""
    if request.method not in READS or request.headers.get("hx-request") == "true":
        return None
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/sign-in" if asked == "/" else f"/sign-in?{urlencode({'back': asked[:1000]})}"
