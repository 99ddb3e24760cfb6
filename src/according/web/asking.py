"""Who asks: by a session where people sign in, else by the name that a browser keeps."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request, Response

from according.reviewing.roles import Viewer
from according.reviewing.signing import signed_in
from according.store import Record

SESSION = "according-session"
NAME = "coder"

LONGEST = 80
"""Characters of a name that somebody gives."""

_YEAR = 365 * 24 * 3600


def viewer(record: Record, request: Request, default: str, *, accounts: bool) -> Viewer | None:
    """Who asks; None where people sign in and nobody is.

    Args:
        default: the name of whoever is at this machine, where they gave none.
    """
    if accounts:
        return signed_in(record, request.cookies.get(SESSION))
    return Viewer(unquote(request.cookies.get(NAME, ""))[:LONGEST] or default)


def set_name(response: Response, name: str, *, secure: bool) -> None:
    """Let a browser keep the name of whoever is at it, where nobody signs in."""
    response.set_cookie(
        NAME, quote(name), max_age=_YEAR, httponly=True, samesite="strict", secure=secure
    )


def set_session(response: Response, token: str, *, secure: bool) -> None:
    """Give a browser the token of its session. No script reads it, no page elsewhere sends it, and
    it goes with the browser's window; when it ends, the record knows."""
    response.set_cookie(SESSION, token, httponly=True, samesite="strict", path="/", secure=secure)
