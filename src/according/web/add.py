"""Adding reports: files that are dropped, or text that is pasted; with progress."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from itertools import count as count_from
from pathlib import Path, PurePath

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from according.errors import SettingsError
from according.settings import Given
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

FILES = 500
"""Files that are added at once at most."""

_PART = 1024 * 1024
_NAME = 200
"""Bytes of a file's name, at most; file systems take 255."""
_UNSAFE = re.compile(r"[^\w.\- ]+")


@router.get("/add")
def form(request: Request) -> HTMLResponse:
    """The form, and what was added since the server was started."""
    state = state_of(request)
    return state.page(request, "add.html", jobs=state.jobs.all(), said="")


@router.post("/add")
async def add(request: Request) -> Response:
    """Take files or text in, and show how far they are."""
    state = state_of(request)
    async with request.form(max_files=FILES, max_part_size=16 * _PART) as sent:
        state.tokens.check(request, sent.get(FIELD))
        try:
            job = await _begin(state, sent)
        except SettingsError as error:
            jobs = state.jobs.all()
            return state.page(request, "add.html", 400, jobs=jobs, said=str(error))
    return RedirectResponse(f"/add/{job}", 303)


@router.get("/add/{job_id}")
def progress(request: Request, job_id: str) -> HTMLResponse:
    """How far a job is: a page, or the part of it that changes."""
    state = state_of(request)
    job = state.jobs.get(job_id)
    if job is None:
        raise HTTPException(404)
    part = request.headers.get("hx-request") == "true"
    return state.page(request, "job.html" if part else "adding.html", job=job)


async def _begin(state: State, sent: FormData) -> str:
    given = Given(_text(sent, "outlet") or None, _day(_text(sent, "published")))
    title, text = _text(sent, "title"), _text(sent, "text")
    files = [
        each for each in sent.getlist("files") if isinstance(each, UploadFile) and each.filename
    ]
    if not files and not text:
        raise SettingsError("nothing was given: drop files, or paste a text")
    folder = state.jobs.folder()
    with ExitStack() as undone:
        undone.callback(shutil.rmtree, folder.parent, ignore_errors=True)
        for number, each in enumerate(files):
            await _save(each, folder / _name(each.filename or "", number, files))
        if text:
            body = f"{title}\n\n{text}" if title else text
            _free(folder, "pasted").write_text(body + "\n", encoding="utf-8")
        count = len(files) + bool(text)
        what = files[0].filename if len(files) == 1 and not text else f"{count} inputs"
        said = (what or "")[:120] if not text else "pasted text"
        job = state.jobs.add(folder, said, count, given)
        undone.pop_all()  # From here on the job removes the folder.
    return job.id


def _free(folder: Path, stem: str) -> Path:
    """A name for a text that no file which was sent has."""
    names = (f"{stem}{number or ''}.txt" for number in count_from(0))
    return next(path for name in names if not (path := folder / name).exists())


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise SettingsError(f"“{written}” is no day; write it as 2024-03-11") from error


def _name(filename: str, number: int, files: Sequence[object]) -> str:
    """A name for a file in our folder: the sender's without anything that could lead out of it."""
    bare = PurePath(filename.replace("\\", "/")).name
    safe = _UNSAFE.sub("_", bare).lstrip(". ") or "file"
    safe = safe.encode()[-_NAME:].decode("utf-8", "ignore")
    return f"{number:03d} {safe}" if len(files) > 1 else safe


async def _save(sent: UploadFile, target: Path) -> None:
    with target.open("xb") as file:
        while part := await sent.read(_PART):
            file.write(part)
