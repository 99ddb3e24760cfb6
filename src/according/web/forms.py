"""What forms carry: who decides, why, and where to go on."""

from __future__ import annotations

from fastapi import Request, Response
from starlette.datastructures import FormData

from according.errors import NotFound, SettingsError
from according.reviewing.findings import Anchor, parse_anchor
from according.reviewing.roles import Viewer
from according.web.asking import LONGEST, set_name
from according.web.state import State

_WORDS = 2000
_NAMED = 300


def given(sent: FormData, name: str, what: str) -> str:
    """A field that must be there.

    Args:
        what: what it is, for the person.

    Raises:
        SettingsError: it is not.
    """
    found = text(sent, name)
    if not found:
        raise SettingsError(f"not given: {what}")
    return found


def text(sent: FormData, name: str) -> str:
    """A field of text, empty where there is none."""
    value = sent.get(name)
    return value.strip()[:_WORDS] if isinstance(value, str) else ""


def why_of(sent: FormData) -> str | None:
    """Why somebody decides so."""
    return text(sent, "why") or None


def decider(state: State, request: Request, sent: FormData) -> Viewer:
    """Who decides: who is signed in, whatever the form says; on one's own machine, where nobody
    signs in, whom the form names, or who this browser belongs to.

    Raises:
        NotAllowed: nobody is signed in.
        SettingsError: they have no name.
    """
    found = state.asking(request)
    if not state.accounts and "by" in sent:
        found = Viewer(text(sent, "by")[:LONGEST])
    if not found.name:
        raise SettingsError("not given: who decides")
    return found


def remember(state: State, response: Response, viewer: Viewer) -> None:
    """Let the browser keep the name of who decided, where nobody signs in."""
    if not state.accounts:
        set_name(response, viewer.name, secure=state.secure)


def own_page(back: object) -> str | None:
    """The address of a page of ours; None where it leads elsewhere."""
    fits = (
        isinstance(back, str)
        and back.startswith("/")
        and not back.startswith("//")
        # Browsers read a backslash as a slash, and leave out tabs and ends of lines.
        and "\\" not in back
        and back.isprintable()
        and len(back) <= _WORDS
    )
    return str(back) if fits else None


def anchor_of(state: State, named: str) -> Anchor:
    """The finding that a form or address names in full.

    Raises:
        JudgementError: it is not written so.
        NotFound: no such report, or no kind is named.
    """
    kind, report, start, end, which = parse_anchor(named[:_NAMED])
    if kind is None:
        raise NotFound(f"{named[:_NAMED]!r} does not say what kind of finding it is")
    return Anchor(state.record.find(report), start, end, kind, which or "")
