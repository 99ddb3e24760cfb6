"""Who may sign in: a page for adjudicators, where people do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from according.errors import JudgementError, SettingsError, StoreError
from according.reviewing import managing
from according.reviewing.roles import Role, Viewer, plain_name
from according.store import Record, User
from according.web.forms import decider, given
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

MEANS = {
    Role.READER: "reads the record",
    Role.CODER: "decides, adds reports, codes what is assigned",
    Role.ADJUDICATOR: "also assigns, adjudicates, and says who may sign in",
}
"""What each role may do, in a few words."""


@dataclass(frozen=True, slots=True)
class Known:
    """A user; ``used_at`` is when they last asked for a page, of sessions that did not end."""

    user: User
    used_at: datetime | None

    @property
    def is_out(self) -> bool:
        """Whether they were shut out."""
        return self.user.removed_at is not None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A password that was just given to somebody, to be told to them: it is shown once."""

    name: str
    password: str


@router.get("/users")
def shown(request: Request) -> HTMLResponse:
    """Who may sign in, and as what."""
    return _page(_state(request), request)


@router.post("/users/{what}")
async def change(request: Request, what: str) -> Response:
    """Add a user, or change one; back to the list, which shows a new password once."""
    state = _state(request)
    async with request.form(max_files=0, max_fields=8) as sent:
        state.tokens.check(request, sent.get(FIELD))
        if what not in _STEPS:
            raise SettingsError("there is no such change")
        viewer = decider(state, request, sent)
        try:
            fresh = await run_in_threadpool(_STEPS[what], state.record, viewer, sent)
        except (JudgementError, StoreError) as error:
            return _page(state, request, 400, wrong=str(error))
    if fresh is None:
        return RedirectResponse("/users", 303)
    return _page(state, request, fresh=fresh)


def _state(request: Request) -> State:
    state = state_of(request)
    if not state.accounts:
        raise HTTPException(404)
    return state


def _page(
    state: State,
    request: Request,
    status: int = 200,
    *,
    wrong: str = "",
    fresh: Fresh | None = None,
) -> HTMLResponse:
    used = state.record.people.last_used()
    known = [Known(each, used.get(each.name)) for each in state.record.people.users()]
    return state.page(
        request,
        "users.html",
        status,
        known=sorted(known, key=lambda each: (each.is_out, each.user.name)),
        roles=[(each.value, MEANS[each]) for each in Role],
        wrong=wrong,
        fresh=fresh,
    )


def _add(record: Record, viewer: Viewer, sent: FormData) -> Fresh:
    name = given(sent, "name", "a name")
    made = managing.add(record, viewer, name, _role(sent), _password(sent))
    return Fresh(plain_name(name), made)


def _set_role(record: Record, viewer: Viewer, sent: FormData) -> None:
    managing.set_role(record, viewer, given(sent, "name", "a name"), _role(sent))


def _reset(record: Record, viewer: Viewer, sent: FormData) -> Fresh:
    name = given(sent, "name", "a name")
    return Fresh(plain_name(name), managing.reset_password(record, viewer, name, _password(sent)))


def _shut_out(record: Record, viewer: Viewer, sent: FormData) -> None:
    managing.shut_out(record, viewer, given(sent, "name", "a name"))


def _role(sent: FormData) -> Role:
    chosen = given(sent, "role", "a role")
    if chosen not in set(Role):
        raise SettingsError(f"there is no role {chosen!r}")
    return Role(chosen)


def _password(sent: FormData) -> str:
    """As it was typed: spaces count."""
    value = sent.get("password")
    return value if isinstance(value, str) else ""


_STEPS: dict[str, Callable[[Record, Viewer, FormData], Fresh | None]] = {
    "add": _add,
    "role": _set_role,
    "password": _reset,
    "shut-out": _shut_out,
}
