"""The bulk lane on one screen: the stages of a run, each a task over parts, and what comes of it.

::

    inputs --plan--> parts --read--> rows by report --keep--> tables of reports, prints, keys
      prints --pairs, texts--> links --components--> origins
      keys --near, odds--> pairs of accounts --components, group--> events and their lines
      actors --joins--> who is who --names--> what outlets call them

What a task is done with is a small file, written by itself; so a run that was stopped goes on with
what is not done, whoever did the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from according import __version__
from according.bulk import (
    accounts,
    actors,
    comparing,
    events,
    keeping,
    naming,
    origins,
    reading,
    rows,
    texts,
)
from according.bulk.binding import bound
from according.bulk.components import components
from according.bulk.engine import Engine, Task
from according.bulk.planning import PART_MIB, Plan, planned
from according.bulk.storage import Storage
from according.export.formats.parquet import arrow
from according.linker import NAME
from according.settings import Settings
from according.store import schema

RESULT = "manifest/dataset.json"
"""Written last: what is in the dataset. Where it is, the dataset is whole."""

OnProgress: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What a run came to: inputs = stored + already there + refused. ``reasons`` counts the refused
    by their reason, ``tables`` the rows of each table; ``again`` says that all was there before."""

    inputs: int
    stored: int
    already_there: int
    refused: int
    reasons: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A task that notes what it is done with."""

    task: Task
    out: str
    stage: str

    def __call__(self, part: tuple[int, Any]) -> dict[str, Any]:
        """What the task gives."""
        number, own = part
        found: dict[str, Any] = self.task(own)
        Storage(self.out).put(f"{_notes(self.stage)}/{number:06}.json", found)
        return found


def _notes(stage: str) -> str:
    return f"manifest/{stage}"


class Stages:
    """Runs one stage after the other, each over what is not done of it."""

    def __init__(self, storage: Storage, engine: Engine, on_progress: OnProgress) -> None:
        self._storage = storage
        self._engine = engine
        self._on_progress = on_progress

    def run(self, stage: str, what: str, task: Task, parts: Sequence[Any]) -> list[dict[str, Any]]:
        """Run ``task`` over ``parts``; what it gave for each.

        Args:
            what: what people are told that is done.

        Raises:
            AccordingError: a part cannot be done.
        """
        names = self._storage.names(_notes(stage))
        found = {
            int(name.rpartition("/")[2].removesuffix(".json")): self._storage.get(name)
            for name in names
        }
        left = [each for each in enumerate(parts) if each[0] not in found]
        self._on_progress(what, len(found), len(parts))
        noted = Noted(task, self._storage.url, stage)
        for number, value in self._engine.map(noted, left):
            found[left[number][0]] = value
            self._on_progress(what, len(found), len(parts))
        return [found[number] for number in range(len(parts))]


def run(
    arguments: Sequence[str],
    out: str,
    settings: Settings,
    engine: Engine,
    *,
    part_mib: float = PART_MIB,
    buckets: int | None = None,
    on_progress: OnProgress = lambda *_: None,
    read: Callable[[str, int, Settings], Task] = reading.Read,
) -> Written:
    """Read all that ``arguments`` name into a dataset at ``out``.

    Args:
        out: a folder, or its URL; made if it is not there.
        part_mib: what a part is large.
        buckets: over how many reports are spread; None takes what the size of the inputs asks for.
        read: makes the task that reads a part, of ``out``, the buckets and the settings.

    Raises:
        SettingsError: ``out`` was begun with other inputs or options, or the reader cannot be
            loaded.
        StoreError: a part cannot be done.
    """
    arrow()
    storage = Storage(out)
    plan = planned(storage, arguments, settings, engine, part_mib, buckets, on_progress)
    there = storage.get(RESULT)
    if there is not None:
        return Written(**{**there["counts"], "tables": there["tables"], "again": True})
    stages = Stages(storage, engine, on_progress)
    task = read(out, plan.buckets, settings)
    inputs = stages.run(reading.STAGE, "reading parts", task, list(enumerate(plan.parts)))
    counts = _summed(inputs)
    tables = link(stages, storage, plan.buckets)
    stored = tables[schema.reports.name]
    written = Written(
        counts["inputs"],
        stored,
        counts["taken"] - stored,
        counts["refused"],
        {name.removeprefix("refused: "): n for name, n in counts.items() if ": " in name},
        tables,
    )
    _close(storage, plan, written)
    return written


def link(stages: Stages, storage: Storage, buckets: int) -> Counter[str]:
    """All that follows the reading; the rows of each table."""
    tables, stars = link_texts(stages, storage, buckets)
    for found in (
        _events(stages, storage, buckets, stars),
        _actors(stages, storage.url, buckets),
    ):
        tables += _summed(found)
    for table in rows.EMPTY:
        own = [{"key": "linking", "value": NAME}] if table is schema.meta else []
        tables[table.name] = rows.put(storage, table, 0, own)
    return tables


def link_texts(stages: Stages, storage: Storage, buckets: int) -> tuple[Counter[str], str]:
    """Keep the reports, and find which derive from one text; the rows of each table, and the stage
    that has what hangs together. Nothing that was read is needed for it but texts."""
    out, every = storage.url, range(buckets)
    read = bound(stages.run, storage, reading.STAGE, "binding what was read")
    keep = keeping.Keep(out, buckets, read)
    tables = _summed(stages.run(keeping.STAGE, "keeping reports", keep, every))
    links, stars = _texts(stages, storage, buckets)
    tables += _summed(links) + _summed(_origins(stages, out, buckets, stars))
    return tables, stars


def _texts(stages: Stages, storage: Storage, buckets: int) -> tuple[list[dict[str, Any]], str]:
    """Which texts are alike; and the stage that has what hangs together by them."""
    out, every = storage.url, range(buckets)
    stages.run(texts.PAIRS, "pairs of texts", texts.Pairs(out, buckets), every)
    stages.run(texts.CHOSEN, "texts to compare", texts.Choose(out, buckets), every)
    stages.run(texts.TOLD, "texts to compare with", texts.Tell(out, buckets), every)
    links = stages.run(comparing.STAGE, "comparing texts", comparing.Align(out, buckets), every)
    edges = sum(each.pop("edges") for each in links)
    stars = components(
        stages.run, storage, buckets, comparing.EDGES, "text", "groups of texts", edges
    )
    return links, stars


def _origins(stages: Stages, out: str, buckets: int, stars: str) -> list[dict[str, Any]]:
    """Which reports derive from one text."""
    every = range(buckets)
    stages.run(origins.MEMBERS, "reports of one text", origins.Members(out, buckets, stars), every)
    return stages.run(origins.STAGE, "origins", origins.Name(out, buckets), every)


def _events(stages: Stages, storage: Storage, buckets: int, texts: str) -> list[dict[str, Any]]:
    """Which accounts are of one happening, and what that comes to."""
    out, every = storage.url, range(buckets)
    stages.run(accounts.NEAR, "accounts near by", accounts.Near(out, buckets), every)
    stages.run(accounts.ASKED, "accounts to compare", accounts.Ask(out, buckets), every)
    stages.run(accounts.TOLD, "accounts to compare with", accounts.Tell(out, buckets), every)
    pairs = stages.run(accounts.PAIRS, "comparing accounts", accounts.Odds(out, buckets), every)
    edges = sum(each.pop("edges") for each in pairs)
    stars = components(
        stages.run, storage, buckets, accounts.EDGES, "account", "groups of accounts", edges
    )
    gather = events.Gather(out, buckets, stars, texts)
    stages.run(events.GATHERED, "accounts of one group", gather, every)
    return pairs + stages.run(events.STAGE, "events", events.Group(out, buckets), every)


def _actors(stages: Stages, out: str, buckets: int) -> list[dict[str, Any]]:
    """Who in one report is who in others."""
    every = range(buckets)
    stages.run(actors.SENT, "names of actors", actors.Send(out, buckets), every)
    stages.run(actors.SHELVED, "names of actors in order", actors.Shelve(out, buckets), every)
    stages.run(actors.STAGE, "actors", actors.Join(out, buckets), every)
    stages.run(naming.NAMED, "what actors are called", naming.Send(out, buckets), every)
    return stages.run(naming.STAGE, "names by actor", naming.Sum(out, buckets), every)


def _summed(found: Sequence[dict[str, Any]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in found:
        total.update(each)
    return total


def _close(storage: Storage, plan: Plan, written: Written) -> None:
    """Say what the dataset has, and remove what was only on the way."""
    counts = {
        name: getattr(written, name)
        for name in ("inputs", "stored", "already_there", "refused", "reasons")
    }
    storage.put(
        RESULT,
        {
            "made_by": f"according {__version__}",
            "schema": schema.VERSION,
            "linking": NAME,
            "inputs": list(plan.inputs),
            "options": plan.options,
            "buckets": plan.buckets,
            "counts": counts,
            "tables": dict(sorted(written.tables.items())),
        },
    )
    storage.remove("work")
