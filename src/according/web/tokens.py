"""Tokens in forms: a write must come from a form that this server gave to the same browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fastapi import Request, Response

from according.errors import AccordingError
from according.web.asking import SESSION

COOKIE = "according"
FIELD = "token"


class Forged(AccordingError):
    """A form that this server did not give to this browser, or before it was started anew."""


class Tokens:
    """Makes and checks tokens; they hold as long as the server runs."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def cookie(self, request: Request) -> str:
        """The cookie of a browser, or a new one."""
        found = request.cookies.get(COOKIE, "")
        return found if len(found) == 43 and found.isascii() else secrets.token_urlsafe(32)

    def token(self, cookie: str, session: str = "") -> str:
        """What forms for the browser with this cookie carry; another in each session, so that a
        form of somebody who has signed out is nobody's."""
        both = f"{cookie} {session}".encode("utf-8", "replace")
        return hmac.new(self._secret, both, hashlib.sha256).hexdigest()

    def set_cookie(self, response: Response, cookie: str, *, secure: bool = False) -> None:
        """Give a browser its cookie; no script can read it, no other site sends it."""
        response.set_cookie(
            COOKIE, cookie, httponly=True, samesite="strict", path="/", secure=secure
        )

    def check(self, request: Request, given: object) -> None:
        """Check what a form carried.

        Raises:
            Forged: it is not from here.
        """
        cookie = request.cookies.get(COOKIE, "")
        fits = (
            isinstance(given, str)
            and given.isascii()
            and cookie.isascii()
            and bool(cookie)
            and hmac.compare_digest(self.token(cookie, request.cookies.get(SESSION, "")), given)
        )
        if not fits:
            raise Forged("this form is out of date; load the page again and repeat the step")
