"""Signing in and out; and on one's own machine, the name that decisions are kept with."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from according.errors import SignInFailed, TooMany
from according.reviewing.roles import Viewer
from according.reviewing.signing import sign_in, sign_out
from according.web.asking import LONGEST, SESSION, set_session
from according.web.forms import given, own_page, remember
from according.web.state import state_of
from according.web.tokens import FIELD

router = APIRouter()

_BYTES = 16 * 1024
"""The largest form of somebody who is not signed in."""


@router.get("/sign-in")
def form(request: Request) -> Response:
    """The form to sign in with."""
    state = state_of(request)
    if not state.accounts:
        raise HTTPException(404)
    back = own_page(request.query_params.get("back")) or "/"
    if state.viewer(request) is not None:
        return RedirectResponse(back, 303)
    return state.page(request, "sign_in.html", back=back, said="", name="")


@router.post("/sign-in")
async def enter(request: Request) -> Response:
    """Sign somebody in. Whatever was wrong, the answer is the same."""
    state = state_of(request)
    if not state.accounts:
        raise HTTPException(404)
    if int(request.headers.get("content-length", "0")) > _BYTES:
        raise HTTPException(413)
    async with request.form(max_files=0, max_fields=8) as sent:
        state.tokens.check(request, sent.get(FIELD))
        back = own_page(sent.get("back")) or "/"
        name, password = str(sent.get("name") or "")[:200], str(sent.get("password") or "")
    address = request.client.host if request.client else ""
    before = request.cookies.get(SESSION)
    try:
        token = await run_in_threadpool(sign_in, state.record, name, password, address, before)
    except TooMany as error:
        page = state.page(request, "sign_in.html", 429, back=back, said=str(error), name=name)
        page.headers["retry-after"] = str(error.seconds)
        return page
    except SignInFailed as error:
        return state.page(request, "sign_in.html", 401, back=back, said=str(error), name=name)
    response = RedirectResponse(back, 303)
    set_session(response, token, secure=state.secure)
    return response


@router.post("/sign-out")
async def leave(request: Request) -> Response:
    """End the session."""
    state = state_of(request)
    if not state.accounts:
        raise HTTPException(404)
    async with request.form(max_files=0, max_fields=4) as sent:
        state.tokens.check(request, sent.get(FIELD))
    await run_in_threadpool(sign_out, state.record, request.cookies[SESSION])
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="strict", secure=state.secure)
    return response


@router.get("/name")
def name(request: Request) -> HTMLResponse:
    """With what name decisions are kept, where nobody signs in."""
    state = state_of(request)
    if state.accounts:
        raise HTTPException(404)
    back = own_page(request.query_params.get("back")) or "/"
    return state.page(request, "name.html", back=back)


@router.post("/name")
async def rename(request: Request) -> Response:
    """Keep another name with this browser."""
    state = state_of(request)
    if state.accounts:
        raise HTTPException(404)
    async with request.form(max_files=0, max_fields=4) as sent:
        state.tokens.check(request, sent.get(FIELD))
        viewer = Viewer(given(sent, "name", "a name")[:LONGEST])
        response = RedirectResponse(own_page(sent.get("back")) or "/", 303)
    remember(state, response, viewer)
    return response
