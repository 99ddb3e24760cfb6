"""The tasks that find accounts which are likely of one happening.

::

    keys --Near--> pairs by the later report --Ask--> whose accounts are needed where
      --Tell--> accounts --Odds--> pairs with their odds, and edges of them
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from according.bulk import keeping, rows, shuffle
from according.bulk.components import written_edges
from according.bulk.links import Linked, links_of
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.bulk.texts import asked_schema, behind, placed, write_asked
from according.export.formats.parquet import arrow
from according.linking.events import CANDIDATES, by_reports, odds
from according.linking.pairs import load_weights
from according.linking.sketches import Sketch, to_sketch
from according.store import schema

NEAR, ASKED, TOLD, EDGES = "near", "asked-accounts", "told-accounts", "account-edges"
PAIRS = "account-pairs"

SEVERAL = 60_000
"""Pairs that a key of very many accounts gives, about: of the more there are, each is compared by
way of it with the fewer of the first. Those of one happening share rarer keys as well."""
FEWEST = 4

_DIGITS = 6
"""Of sums of weights, so that the order of adding up decides nothing."""


@cache
def near_schema() -> Any:
    """Two accounts with their reports, the later first, and what speaks for them to be compared."""
    pa, _ = arrow()
    names = ("later_report", "later", "earlier_report", "earlier")
    return pa.schema([*((each, pa.uint64()) for each in names), ("weight", pa.float64())])


@cache
def told_schema() -> Any:
    """An account with its report and what is compared of it."""
    pa, _ = arrow()
    return pa.schema(
        [
            ("report", pa.uint64()),
            ("account", pa.uint64()),
            ("account_id", pa.string()),
            ("detail", pa.string()),
        ]
    )


@dataclass(frozen=True, slots=True)
class Near:
    """Of a bucket of keys, the pairs of accounts that share some."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many pairs, one for each key."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, keeping.KEYS, bucket, keeping.keys_schema())
        keys, weights, days, reports, accounts = shuffle.numbers(
            found, "key", "weight", "day", "report", "account"
        )
        order = np.lexsort((accounts, reports, days, keys))
        later, earlier = _behind(keys[order])
        at_later, at_earlier = order[later], order[earlier]
        apart = reports[at_later] != reports[at_earlier]
        at_later, at_earlier = at_later[apart], at_earlier[apart]
        columns = [
            pa.array(each)
            for each in (
                reports[at_later],
                accounts[at_later],
                reports[at_earlier],
                accounts[at_earlier],
                weights[at_later],
            )
        ]
        table = pa.table(columns, schema=near_schema())
        to = shuffle.buckets_of(reports[at_later], self.buckets)
        shuffle.write(storage, shuffle.file_of(NEAR, bucket), table, to, self.buckets)
        return {"near": len(at_later)}


def _behind(keys: Numbers) -> tuple[Any, Any]:
    """Places of accounts with those of the first before them that have the key too: so many that
    a key gives no more pairs than `SEVERAL` or so."""
    places = np.arange(len(keys))
    if not len(keys):
        return places, places
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sizes = np.diff(np.append(begins, len(keys)))
    most = np.clip(SEVERAL // sizes, FEWEST, CANDIDATES)
    later, earlier = [], []
    for each in np.unique(most).tolist():
        some = np.repeat(most == each, sizes)
        one, other = behind(keys[some], places[some].astype(np.uint64), each)
        later.append(one)
        earlier.append(other)
    return np.concatenate(later).astype(np.int64), np.concatenate(earlier).astype(np.int64)


def _chosen(storage: Storage, bucket: int) -> list[Numbers]:
    """Of each account of a bucket those before it that share most with it: later report, later,
    earlier report, earlier."""
    found = shuffle.read(storage, NEAR, bucket, near_schema())
    names = ("later_report", "later", "earlier_report", "earlier", "weight")
    reports, later, others, earlier, weights = shuffle.numbers(found, *names)
    # By weight too: a sum is then of the same numbers in the same order, whoever wrote them.
    order = np.lexsort((weights, earlier, later))
    reports, later, others, earlier, weights = (
        each[order] for each in (reports, later, others, earlier, weights)
    )
    new = np.ones(len(later), dtype=bool)
    new[1:] = (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])
    begins = np.flatnonzero(new)
    if len(begins):
        weights = np.round(np.add.reduceat(weights, begins), _DIGITS)
    reports, later, others, earlier = (each[begins] for each in (reports, later, others, earlier))
    order = np.lexsort((earlier, -weights, later))
    kept = order[placed(later[order]) < CANDIDATES]
    return [each[kept] for each in (reports, later, others, earlier)]


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks for the accounts that a bucket's are compared with: those near by, and all of reports
    that share text."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many reports are asked for."""
        storage = Storage(self.out)
        _, _, others, _ = _chosen(storage, bucket)
        beside = [shuffle.number_of(one) for each in links_of(storage, bucket) for one in each.ends]
        wanted = np.concatenate([others, np.array(beside, dtype=np.uint64)])
        name = shuffle.file_of(ASKED, bucket)
        return {"asked": write_asked(storage, name, wanted, bucket, self.buckets)}


@dataclass(frozen=True, slots=True)
class Tell:
    """Sends the accounts of a bucket's reports to those that asked for them."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many are sent."""
        pa, _ = arrow()
        storage = Storage(self.out)
        found = shuffle.read(storage, ASKED, bucket, asked_schema())
        askers: dict[int, list[int]] = {}
        for report, asker in zip(*found.to_pydict().values(), strict=True):
            askers.setdefault(report, []).append(asker)
        own = _own(storage, bucket)
        reports = own.column("report").to_pylist()
        to = [(at, asker) for at, each in enumerate(reports) for asker in askers.get(each, ())]
        table = own.take(pa.array([at for at, _ in to], pa.int64()))
        buckets = np.array([asker for _, asker in to], dtype=np.int64)
        shuffle.write(storage, shuffle.file_of(TOLD, bucket), table, buckets, self.buckets)
        return {"told": len(to)}


def _own(storage: Storage, bucket: int) -> Any:
    """The accounts of a bucket."""
    pa, _ = arrow()
    names = ("report_id", "account_id", "detail")
    found = rows.get(storage, schema.sketches, bucket, names).select(names)
    reports, accounts = found.column("report_id").to_pylist(), found.column("account_id")
    numbers = [shuffle.number_of(each) for each in reports]
    own = [
        shuffle.number_within(account, report)
        for account, report in zip(accounts.to_pylist(), numbers, strict=True)
    ]
    columns = [
        pa.array(np.array(numbers, dtype=np.uint64)),
        pa.array(np.array(own, dtype=np.uint64)),
        accounts,
        found.column("detail"),
    ]
    return pa.table(columns, schema=told_schema())


@dataclass(frozen=True, slots=True)
class Odds:
    """Compares the accounts of a bucket with those before them."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many pairs are likely of one happening."""
        storage = Storage(self.out)
        found = dict(_likely(storage, bucket))
        pairs = [{"a": a, "b": b, "odds": value} for (a, b), (value, _) in found.items()]
        edges = np.array([each for _, each in found.values()], dtype=np.uint64).reshape(-1, 2)
        name = shuffle.file_of(EDGES, bucket)
        written = written_edges(storage, name, edges, self.buckets)
        kept = rows.put(storage, schema.account_pairs, bucket, pairs)
        return {schema.account_pairs.name: kept, "edges": written}


_Found = tuple[tuple[str, str], tuple[float, tuple[int, int]]]


def _likely(storage: Storage, bucket: int) -> Iterator[_Found]:
    links = links_of(storage, bucket)
    by = by_reports(links)
    book = _Book(_own(storage, bucket), shuffle.read(storage, TOLD, bucket, told_schema()))
    threshold = load_weights().threshold
    for later, others in _compared(storage, bucket, links, book).items():
        one = book.sketch(later)
        for each in sorted(others):
            other = book.sketch(each)
            if one.report_id != other.report_id:
                value = odds(one, other, by)
                if value >= threshold:
                    a, b = sorted((one.account_id, other.account_id))
                    yield (a, b), (value, (later, each))


def _compared(
    storage: Storage, bucket: int, links: Iterable[Linked], book: _Book
) -> Mapping[int, set[int]]:
    """By each account of a bucket, those that it is compared with."""
    found: dict[int, set[int]] = {}
    _, later, _, earlier = _chosen(storage, bucket)
    for one, other in zip(later.tolist(), earlier.tolist(), strict=True):
        found.setdefault(one, set()).add(other)
    for each in links:
        a, b = map(shuffle.number_of, each.ends)
        for one in book.of_report(a):
            found.setdefault(one, set()).update(book.of_report(b))
    return found


class _Book:
    """Accounts by their numbers: as they lie in files, and the last few as they are compared."""

    def __init__(self, *tables: Any) -> None:
        self._columns = [table.column("detail").combine_chunks() for table in tables]
        self._at: dict[int, tuple[int, int]] = {}
        self._reports: dict[int, set[int]] = {}
        for number, table in enumerate(tables):
            columns = (table.column(name).to_pylist() for name in ("report", "account"))
            for at, (report, account) in enumerate(zip(*columns, strict=True)):
                self._at[account] = (number, at)
                self._reports.setdefault(report, set()).add(account)
        self.sketch = lru_cache(maxsize=2000)(self._sketch)

    def of_report(self, report: int) -> set[int]:
        """The accounts of a report."""
        return self._reports.get(report, set())

    def _sketch(self, account: int) -> Sketch:
        table, at = self._at[account]
        return to_sketch(json.loads(self._columns[table][at].as_py()))
