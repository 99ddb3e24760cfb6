"""Short ways to take one file's worth of bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from according.errors import Reason
from according.intake import Outcome, Refusal, Source, Taken, take
from according.model import Report
from according.settings import Given, Settings

SENTENCE = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said. "
BODY = SENTENCE * 4


def outcomes(name: str, data: bytes | str, settings: Settings | None = None) -> list[Outcome]:
    """What comes of a file of this name and content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(take(Source(str(path)), settings or Settings()))


def taken(name: str, data: bytes | str, settings: Settings | None = None) -> Taken:
    """The one report that comes of it, with its capture."""
    (outcome,) = outcomes(name, data, settings)
    assert isinstance(outcome, Taken), outcome
    return outcome


def report(name: str, data: bytes | str, settings: Settings | None = None) -> Report:
    """The one report that comes of it."""
    return taken(name, data, settings).report


def refusal(name: str, data: bytes | str, settings: Settings | None = None) -> Refusal:
    """The one refusal that comes of it."""
    (outcome,) = outcomes(name, data, settings)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def reason(name: str, data: bytes | str, settings: Settings | None = None) -> Reason:
    """Why it is refused."""
    return refusal(name, data, settings).reason


def given(**values: object) -> Settings:
    """Settings with metadata given by the user."""
    return Settings(given=Given(**values))  # type: ignore[arg-type]
