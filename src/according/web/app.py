"""The application: its pages, what stands before them, and what becomes of errors."""

from __future__ import annotations

import getpass
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from according.errors import (
    AccordingError,
    Ambiguous,
    EvidenceError,
    JudgementError,
    NotAllowed,
    NotFound,
    SettingsError,
)
from according.export.drawing import maps
from according.faces import Faces
from according.settings import Settings
from according.store import Record
from according.store.browsing import Browsing
from according.store.finding import Finding
from according.store.looking import Looking
from according.web import (
    about,
    actors,
    add,
    changes,
    coding,
    deciding,
    event,
    files,
    find,
    home,
    judging,
    managing,
    origins,
    outlets,
    queue,
    report,
    review,
    signing,
)
from according.web.access import SignedOut, check
from according.web.guard import Guard, Rules
from according.web.jobs import Jobs
from according.web.state import Cache, State, environment, state_of
from according.web.tokens import Forged, Tokens

THREADS = 8
"""Pages that are made at the same time."""

_PAGES = (
    *(home, find, event, report, actors, outlets, changes, origins, add, judging, about, files),
    *(queue, review, deciding, coding, signing, managing),
)


@contextmanager
def open_state(
    url: str,
    settings: Settings | None = None,
    *,
    accounts: bool = False,
    secure: bool = False,
) -> Iterator[State]:
    """Open a record for its pages.

    Args:
        accounts: whether people sign in.
        secure: whether browsers come by https alone.

    Raises:
        StoreError: there is none, or it cannot be written.
    """
    record = Record(url)
    engine = record.engine
    maps.whole(())  # the outline of the world is read once, not while somebody waits
    looking = Looking(url, engine)
    jobs = Jobs(url, settings)
    try:
        yield State(
            record=record,
            looking=looking,
            finding=Finding(url, engine),
            browsing=Browsing(url, engine),
            faces=Faces(record, looking),
            cache=Cache(looking.stamp),
            tokens=Tokens(),
            jobs=jobs,
            environment=environment(),
            coder=_user(),
            accounts=accounts,
            secure=secure,
        )
    finally:
        jobs.close()
        looking.close()
        record.close()


def make_app(state: State, rules: Rules) -> Guard:
    """The application of an open record."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield

    app = FastAPI(
        title="According",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        default_response_class=HTMLResponse,
        dependencies=[Depends(check)],
    )
    app.state.according = state
    for page in _PAGES:
        app.include_router(page.router)
    app.add_exception_handler(AccordingError, _failed)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(Exception, _fault)
    # Outermost, so that what it says stands on every answer, that of a fault too.
    return Guard(app, rules)


def _failed(request: Request, error: Exception) -> Response:
    """An error that According raises on purpose, as a page."""
    status = 500
    if isinstance(error, NotFound):
        status = 404
    elif isinstance(error, Ambiguous | SettingsError | JudgementError | EvidenceError):
        status = 400
    elif isinstance(error, SignedOut):
        if error.to is not None:
            return RedirectResponse(error.to, 303)
        status = 401
    elif isinstance(error, Forged | NotAllowed):
        status = 403
    return state_of(request).page(request, "error.html", status, said=str(error))


def _no_page(request: Request, error: Exception) -> HTMLResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = "There is no such page." if status == 404 else "This cannot be done here."
    return state_of(request).page(request, "error.html", status, said=said)


def _fault(request: Request, _: Exception) -> HTMLResponse:
    """A fault of ours; the server says it where it was started."""
    said = (
        "This page could not be made: a fault of According's own. What it is stands in the window "
        "where the pages were started."
    )
    return state_of(request).page(request, "error.html", 500, said=said)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
