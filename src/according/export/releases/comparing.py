"""Two releases, or records, side by side: what changed from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from according.errors import StoreError
from according.export.releases.changes import changes
from according.export.releases.snapshot import Snapshot
from according.export.releases.stable import name
from according.export.releases.sums import faults, is_release, sha256_of

Plain: TypeAlias = dict[str, Any]


def is_one(path: Path) -> bool:
    """Whether a path is a release."""
    return path.is_dir() and is_release(path)


def opened(path: Path) -> Snapshot:
    """A release, after a look at its checksums.

    Raises:
        StoreError: there is none, or it is not what it was.
    """
    if not is_one(path):
        raise StoreError(f"{path} is no release; name a folder such as {path / '0001'}")
    wrong = faults(path)
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise StoreError(f"{path} is not what was released: {wrong[0]}{more}")
    return Snapshot(path)


def compare(old: Snapshot, new: Snapshot) -> Iterator[Plain]:
    """What changed, event by event. Releases of one series are compared by the ids of their events;
    others by what their events consist of, under the ids of the older."""
    if _is_after(new, old):
        return changes(old, new)
    events = {each.id: each.tellings for each in new.live.values()}
    number = old.number + 1
    return changes(old, Snapshot(new.folder, name(events, old.known.values(), number)))


def _is_after(new: Snapshot, old: Snapshot) -> bool:
    """Whether a release goes on from another of the same series: by the chain of checksums."""
    wanted = new.release["previous"]
    while wanted is not None and is_one(old.folder):
        if wanted["number"] == old.number:
            return bool(wanted["sha256"] == sha256_of(old.folder))
        before = new.folder.parent / f"{wanted['number']:04}"
        if not is_one(before) or sha256_of(before) != wanted["sha256"]:
            return False
        wanted = Snapshot(before).release["previous"]
    return False
