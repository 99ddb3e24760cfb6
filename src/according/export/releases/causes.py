"""Why an event is otherwise than in the release before: what changed since that touches it.

A cause is a row: ``kind``, ``id`` (of the report or judgement) and ``said``, in plain words. Where
several things changed at once all that touch the event are named: which of them it was is not
claimed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from according.export.releases.method import METHODS
from according.export.releases.rows import to_telling
from according.export.releases.snapshot import Snapshot
from according.export.releases.stable import Telling

Plain = dict[str, Any]

SHORT = 10
"""Characters of an id that are shown."""


class Cause(StrEnum):
    """What can be the cause of a change."""

    JUDGEMENT = "judgement"
    """A person decided, or took back what was decided."""
    REPORT = "new report"
    LEFT = "report left out"
    """It was in the last release, and is not among the reports of this one."""
    READING = "read anew"
    METHOD = "other method"
    QUERY = "other query"
    GROUPING = "grouping"
    """None of these touches it: accounts are grouped otherwise since others came or went."""


class Causes:
    """What changed from one release to another."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self._old, self._new = old, new
        self._decided = list(_decided(old.judgements, new.judgements))
        self._method = list(_method(old.release["method"], new.release["method"]))

    def of_event(self, *rows: Plain) -> list[Plain]:
        """What touches an event, as it was and as it is."""
        reports = {report for row in rows for report in row["reports"]}
        tellings = [to_telling(each) for row in rows for each in row["tellings"]]
        found = [
            *(_judgement(each, back) for each, back in self._decided if _links(each, tellings)),
            *self.of_reports(reports),
            *self.of_all(),
        ]
        return found or [_cause(Cause.GROUPING, None, "grouped otherwise beside other reports")]

    def of_words(self, held: Iterable[Plain]) -> list[Plain]:
        """What touches some words of reports that a value rests on, as they are held."""
        rows = list(held)
        words = [each["words"] for each in rows]
        named = {one["judgement"] for each in rows for one in each["decided"]}
        found = [
            _judgement(each, back)
            for each, back in self._decided
            if each["id"] in named or any(_is_about(each, one) for one in words)
        ]
        return [*found, *self.of_reports({each["report"] for each in words})]

    def of_reports(self, reports: Iterable[str]) -> Iterator[Plain]:
        """Which of some reports came, went or were read anew."""
        old, new = self._old.sources, self._new.sources
        for each in sorted(reports):
            if each not in old and each in new:
                yield _cause(Cause.REPORT, each, f"{_report(new[each])} is new")
            elif each not in new and each in old:
                yield _cause(Cause.LEFT, each, f"{_report(old[each])} is not in this release")
            elif each in new and old[each]["reading_sha256"] != new[each]["reading_sha256"]:
                said = f"{_report(new[each])} was read anew"
                yield _cause(Cause.READING, each, said)

    def of_all(self) -> Iterator[Plain]:
        """What changed for all events: the method, the query."""
        yield from self._method
        old, new = self._old.release["query"], self._new.release["query"]
        if old != new:
            yield _cause(Cause.QUERY, None, f"the query is {_said(new)}, before {_said(old)}")


def _cause(kind: Cause, identity: str | None, said: str) -> Plain:
    return {"kind": kind.value, "id": identity, "said": said}


def _decided(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[tuple[Plain, bool]]:
    """The judgements that stand now and did not before, and those that do not any more (True)."""
    for name, each in new.items():
        stood = name in old and old[name]["stands"]
        if each["stands"] and not stood:
            yield each, False
        elif stood and not each["stands"]:
            yield each, True


def _judgement(row: Plain, back: bool) -> Plain:
    said = f"{row['by']} decided: {row['said']}"
    if back:
        said = f"taken back: {said}"
    if row["why"] and not back:
        said += f" ({row['why']})"
    return _cause(Cause.JUDGEMENT, row["id"], said)


def _links(row: Plain, tellings: Iterable[Telling]) -> bool:
    """Whether a judgement of what belongs together is about an event."""
    if row["kind"] in ("reports", "actors"):
        return bool(set(row["reports"]) & {each.report_id for each in tellings})
    if row["kind"] != "event" or row["value"] is None:
        return False
    sides = json.loads(row["value"])
    accounts = [(account, report, at) for side in sides.values() for account, report, at in side]
    return any(
        each.account_id == account
        or (each.report_id == report and any(start <= at < end for start, end in each.words))
        for each in tellings
        for account, report, at in accounts
    )


def _is_about(row: Plain, words: Plain) -> bool:
    """Whether a judgement of a finding is about some words."""
    if row["kind"] in ("event", "reports", "actors", "assignment"):
        return False
    report, start, end, *_ = row["about"].split(" ")
    is_there = int(start) < words["end"] and words["start"] < int(end)
    return bool(report == words["report"] and is_there)


def _method(old: Plain, new: Plain) -> Iterator[Plain]:
    another = old["program"] != new["program"]
    for key, words in METHODS.items():
        # That another version has other code goes without saying.
        if old[key] != new[key] and not (another and key == "code"):
            said = f"{words}: {_short(new[key])}, before {_short(old[key])}"
            yield _cause(Cause.METHOD, None, said)


def _short(value: Any) -> str:
    text = "none" if value is None else str(value)
    return text[:SHORT] if len(text) == 64 else text


def _said(query: Plain) -> str:
    said = ", ".join(f"{name} {value}" for name, value in sorted(query.items()))
    return said or "everything"


def _report(row: Plain) -> str:
    day = f", {row['published']}" if row["published"] else ""
    return f"report {row['report'][:SHORT]} ({row['outlet'] or 'no outlet'}{day})"
