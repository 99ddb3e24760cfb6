"""`Refusal`: an input that could not be used, kept as a counted row."""

from __future__ import annotations

from dataclasses import dataclass, field

from according.errors import Reason
from according.model.canonical import digest, unicode_text


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that cannot be used, and why.

    ``location`` and ``member`` tell where it was found, as in `Capture`; ``sha256`` is over
    its bytes where they could be had. ``detail`` is for people: what was wrong, and what to do.
    """

    location: str
    reason: Reason
    detail: str
    member: str | None = None
    sha256: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        for name in ("location", "detail", "member"):
            value = getattr(self, name)
            object.__setattr__(self, name, unicode_text(value) if value is not None else None)
        identity = digest("refusal/1", self.location, self.member, self.sha256, self.reason)
        object.__setattr__(self, "id", identity)
