"""The tasks that group accounts into events, component by component, and say what each comes to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from according.bulk import rows, shuffle
from according.bulk.component import Component, Member
from according.bulk.components import roots
from according.bulk.links import plain_links, to_linked
from according.bulk.storage import Storage
from according.export.formats.beside import event_faces
from according.export.formats.parquet import arrow
from according.faces import face
from according.linker import kept
from according.linking.sketches import Sketch
from according.store import schema
from according.store.looking import Trigger
from according.store.rows import Values

GATHERED, PAIRS, LINKS, STAGE = "gathered", "gathered-pairs", "gathered-links", "events"


@cache
def _gathered_schema() -> Any:
    pa, _ = arrow()
    texts = ("account_id", "report_id", "detail", "more")
    return pa.schema([("root", pa.uint64()), *((each, pa.string()) for each in texts)])


@cache
def _pairs_schema() -> Any:
    pa, _ = arrow()
    return pa.schema([("root", pa.uint64()), *rows.schema_of_table(schema.account_pairs)])


@cache
def _links_schema() -> Any:
    pa, _ = arrow()
    return pa.schema([("root", pa.uint64()), *rows.schema_of_table(schema.origin_links)])


@dataclass(frozen=True, slots=True)
class Gather:
    """Sends the accounts of a bucket, what is known of their reports, and the pairs and links that
    hold them together, to where their component is grouped."""

    out: str
    buckets: int
    stars: str
    texts: str

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many accounts."""
        storage = Storage(self.out)
        of = roots(storage, self.stars, bucket)
        accounts = list(self._accounts(storage, bucket, of))
        root_of = {each["account_id"]: each["root"] for each in accounts}
        by_report: dict[str, set[int]] = {}
        for each in accounts:
            by_report.setdefault(each["report_id"], set()).add(each["root"])
        self._write(storage, GATHERED, bucket, accounts, _gathered_schema())
        pairs = [
            {"root": root_of[each["a"] if each["a"] in root_of else each["b"]], **each}
            for each in rows.get(storage, schema.account_pairs, bucket).to_pylist()
        ]
        self._write(storage, PAIRS, bucket, pairs, _pairs_schema())
        links = [
            {"root": root, **each}
            for each in plain_links(storage, bucket)
            for root in sorted(by_report.get(each["a"], set()) | by_report.get(each["b"], set()))
        ]
        self._write(storage, LINKS, bucket, links, _links_schema())
        return {"gathered": len(accounts)}

    def _write(
        self, storage: Storage, stage: str, bucket: int, some: Sequence[Values], kind: Any
    ) -> None:
        pa, _ = arrow()
        table = pa.Table.from_pylist(list(some), schema=kind)
        (own,) = shuffle.numbers(table, "root")
        to = shuffle.buckets_of(own, self.buckets)
        shuffle.write(storage, shuffle.file_of(stage, bucket), table, to, self.buckets)

    def _accounts(self, storage: Storage, bucket: int, of: dict[int, int]) -> Iterator[Values]:
        told = _told_of_reports(storage, bucket, roots(storage, self.texts, bucket))
        triggers, figures = _triggers(storage, bucket), _figures(storage, bucket)
        for each in rows.get(storage, schema.sketches, bucket).to_pylist():
            report = each["report_id"]
            number = shuffle.number_within(each["account_id"], shuffle.number_of(report))
            own = each["account_id"]
            more = {**told[report], "triggers": triggers.get(own, []), "figures": figures[own]}
            yield {
                "root": of.get(number, number),
                "account_id": each["account_id"],
                "report_id": report,
                "detail": each["detail"],
                "more": json.dumps(more),
            }


def _told_of_reports(storage: Storage, bucket: int, texts: dict[int, int]) -> dict[str, Values]:
    reports = rows.get(storage, schema.reports, bucket, ("id", "outlet")).to_pylist()
    agencies: dict[str, set[str]] = {}
    for each in rows.get(storage, schema.credits_, bucket, ("report_id", "agency")).to_pylist():
        agencies.setdefault(each["report_id"], set()).add(each["agency"])
    return {
        each["id"]: {
            "outlet": each["outlet"],
            "agencies": sorted(agencies.get(each["id"], ())),
            "text": str(texts.get(number, number)),
        }
        for each in reports
        for number in (shuffle.number_of(each["id"]),)
    }


def _triggers(storage: Storage, bucket: int) -> dict[str, list[list[str | None]]]:
    """The words that tell of each account."""
    names = ("id", "quote", "type", "mode")
    told = {
        each["id"]: [each["quote"], each["type"], each["mode"]]
        for each in rows.get(storage, schema.events, bucket, names).to_pylist()
    }
    return {
        each["id"]: [told[name] for name in json.loads(each["detail"])["event_mention_ids"]]
        for each in rows.get(storage, schema.accounts, bucket, ("id", "detail")).to_pylist()
    }


def _figures(storage: Storage, bucket: int) -> dict[str, list[list[Any]]]:
    """The figures of each account: the fields of a `Counted`."""
    names = ("id", "kind", "low", "high", "part_of", "detail")
    told = {
        each["id"]: [
            *(each["kind"], each["low"], each["high"], each["part_of"] is not None),
            bool(json.loads(each["detail"]).get("superseded")),
        ]
        for each in rows.get(storage, schema.figures, bucket, names).to_pylist()
    }
    return {
        each["id"]: [told[name] for name in json.loads(each["detail"]).get("figure_ids", ())]
        for each in rows.get(storage, schema.accounts, bucket, ("id", "detail")).to_pylist()
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Groups the components of a bucket, one after the other."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many rows each table has of it."""
        storage = Storage(self.out)
        told: dict[str, list[Values]] = {
            table.name: [] for table in (schema.event_accounts, schema.event_lines)
        }
        told[event_faces.name] = []
        for component in _components(storage, bucket):
            for event, members in component.events():
                told[schema.event_accounts.name] += [
                    {
                        "account_id": each.sketch.account_id,
                        "event_id": event,
                        "report_id": each.sketch.report_id,
                    }
                    for each in members
                ]
                told[schema.event_lines.name].append(line(event, members))
                told[event_faces.name].append(_face(event, members))
        return {
            table.name: rows.put(storage, table, bucket, told[table.name])
            for table in (schema.event_accounts, schema.event_lines, event_faces)
        }


def _components(storage: Storage, bucket: int) -> Iterator[Component]:
    found = shuffle.read(storage, GATHERED, bucket, _gathered_schema()).sort_by("root")
    pairs = _by_root(shuffle.read(storage, PAIRS, bucket, _pairs_schema()))
    links = _by_root(shuffle.read(storage, LINKS, bucket, _links_schema()))
    (own,) = shuffle.numbers(found, "root")
    cuts: list[int] = []
    if len(own):
        cuts = np.flatnonzero(np.concatenate([[True], own[1:] != own[:-1]])).tolist()
    for first, last in pairwise([*cuts, len(own)]):
        root = int(own[first])
        some = found.slice(first, last - first).select(["detail", "more"]).to_pylist()
        yield Component(
            [Member.of(each) for each in some],
            {(each["a"], each["b"]): each["odds"] for each in pairs.get(root, ())},
            [to_linked(each) for each in links.get(root, ())],
        )


def _by_root(found: Any) -> dict[int, list[Values]]:
    by: dict[int, list[Values]] = {}
    for each in found.to_pylist():
        by.setdefault(each["root"], []).append(each)
    return by


def line(event: str, members: Sequence[Member]) -> Values:
    """A row of ``event_lines``, as `store.event_rows.sum_up` makes it of a record."""
    outlets = {each.outlet or each.sketch.report_id for each in members}
    published = [each.sketch.published for each in members if each.sketch.published]
    days = [kept(each.sketch) for each in members]
    return {
        "event_id": event,
        "reports": len({each.sketch.report_id for each in members}),
        "outlets": len(outlets),
        "published": min(published, default=None),
        "last_published": max(published, default=None),
        "earliest": min((each.earliest for each in days if each.earliest), default=None),
        "latest": max((each.latest for each in days if each.latest), default=None),
    }


def _face(event: str, members: Sequence[Member]) -> Values:
    sketches: list[Sketch] = [each.sketch for each in members]
    triggers = [Trigger(each.sketch.report_id, *told) for each in members for told in each.triggers]
    figures = {each.sketch.account_id: each.figures for each in members}
    return face(
        event,
        sketches,
        triggers,
        figures,
        {each.sketch.report_id: each.outlet for each in members},
        {each.sketch.report_id: each.agencies for each in members},
        {each.sketch.report_id: each.text for each in members},
    )
