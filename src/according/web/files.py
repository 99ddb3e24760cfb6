"""Files that pages are made with: style, script, icon. All are in the package."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

router = APIRouter()

TYPES = {
    "style.css": "text/css; charset=utf-8",
    "according.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def content(name: str) -> bytes:
    """The bytes of a file that pages use."""
    if name == "style.css":  # dossiers take it along
        return resources.files("according.export").joinpath("templates", name).read_bytes()
    return resources.files("according.web").joinpath("static", name).read_bytes()


@cache
def tag(name: str) -> str:
    """A short mark that is another when the file is another."""
    return hashlib.sha256(content(name)).hexdigest()[:16]


def static(name: str) -> str:
    """The address of a file."""
    return f"/static/{name}?{tag(name)}"


@router.get("/static/{name}")
def file(request: Request, name: str) -> Response:
    """A file of the pages; it may be kept, its address changes with it."""
    if name not in TYPES:
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(content(name), media_type=TYPES[name], headers=headers)


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon, where a browser looks for it by itself."""
    return Response(content("icon.svg"), media_type=TYPES["icon.svg"])
