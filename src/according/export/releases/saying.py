"""Releases and what changed between them, in plain words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from according.export.releases.changes import Change
from according.export.releases.method import METHODS
from according.export.releases.snapshot import CHANGES, RELEASE
from according.export.releases.sums import SUMS

Plain = dict[str, Any]

SHORT = 10
"""Characters of an id that are shown."""

_SAID = {
    Change.ADDED: "added",
    Change.SPLIT: "split from others",
    Change.BACK: "back",
    Change.CHANGED: "changed",
    Change.MERGED: "merged into others",
    Change.DELETED: "deleted",
}

_FILES = {
    "events.jsonl": "the events, a row each: fields with every value, who holds it and in which "
    "words; names, copies, checks; what people decided, beside what the machine read",
    "ids.jsonl": "every id of an event that was ever given, what became of it, and the events that "
    "it means now",
    "sources.jsonl": "the reports with outlets, readers, and the SHA-256 of the bytes that they "
    "came from",
    "judgements.jsonl": "what people decided, whether it stands, and why",
    "changes.jsonl": "what changed since the release before, and because of what",
    "release.json": "number, moment, query, method, the release before",
    "tables/": "all that the record holds of these reports, without loss",
}


def counts(folder: Path) -> dict[str, int] | None:
    """How many events were added, changed and so on since the release before; None for the first
    release."""
    path = folder / CHANGES
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        return Counter(json.loads(line)["change"] for line in file)


def counted(found: Mapping[str, int]) -> str:
    """The same in words."""
    said = [f"{found[each]:,} {_SAID[each]}" for each in Change if found.get(each)]
    return ", ".join(said) or "nothing changed"


def lines(row: Plain) -> Iterator[str]:
    """A change: the event, then each field with its old and new value, and because of what."""
    fields = row.get("fields", ())
    whole = _because(row["because"])
    # Said once where it is the same for all.
    is_same = all(_because(each["because"]) == whole for each in fields)
    yield f"{_SAID[Change(row['change'])]}: {row['event'][:SHORT]} {row['label']}{_where(row)}"
    for field in fields:
        yield f"  {field['field']}: {value_said(field['old'])} -> {value_said(field['new'])}"
        if not is_same:
            yield from (f"    because {each}" for each in _because(field["because"]))
    if is_same:
        yield from (f"  because {each}" for each in whole)


def _where(row: Plain) -> str:
    ways = (("from", "from"), ("into", "into"), ("took", "with"), ("gave", "without"))
    said = [
        f"{word} {', '.join(each[:SHORT] for each in row[key])}"
        for key, word in ways
        if row.get(key)
    ]
    return f" ({'; '.join(said)})" if said else ""


def _because(causes: Iterable[Plain]) -> list[str]:
    return list(dict.fromkeys(str(each["said"]) for each in causes))


def value_said(value: Any) -> str:
    """A value of a field in words: what is said and how that stands."""
    if value is None:
        return "nothing"
    if isinstance(value, dict) and "values" in value:
        said = "; ".join(f"{each['value']} ({_held(each)})" for each in value["values"])
        return f"{said}, {value['standing']}"
    if isinstance(value, list):
        return ", ".join(map(_short, value)) or "none"
    return str(value)


def _held(value: Plain) -> str:
    reports = len({each[0] for each in value["held"]})
    origins = value["origins"]
    return (
        f"{reports} {'report' if reports == 1 else 'reports'}, "
        f"{origins} {'origin' if origins == 1 else 'origins'}"
    )


def _short(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_short, value))
    if isinstance(value, dict):
        return f"{value.get('quote', '')} ({value.get('state', '')})"
    text = str(value)
    return text[:SHORT] if len(text) == 64 and text.isalnum() else text


def page(folder: Path) -> str:
    """The page that goes with a release: what it is, how it was made, how to check it, and what
    changed since the last."""
    release = json.loads((folder / RELEASE).read_text("utf-8"))
    return "\n".join([*_head(release), *_files(folder), *_changes(folder, release["previous"])])


def _head(release: Plain) -> Iterator[str]:
    counts = release["counts"]
    yield f"# Release {release['number']}"
    yield ""
    yield f"Made {release['made_at']}. {counts['events']:,} events of {counts['reports']:,} reports"
    yield f"with {counts['judgements']:,} decisions of people."
    if counts["waiting"]:
        yield f"**{counts['waiting']:,} reports of the record were not compared with others yet.**"
    if release["note"]:
        yield f"\n> {' '.join(release['note'].split())}"
    query = ", ".join(f"{name}: {value}" for name, value in sorted(release["query"].items()))
    yield f"\nAsked for: {query or 'everything'}."
    yield "\nMade by:\n"
    yield from (f"- {words}: {release['method'][key]}" for key, words in METHODS.items())
    yield from (
        f"- read by {name}: {number:,} reports"
        for name, number in release["method"]["readers"].items()
    )


def _files(folder: Path) -> Iterator[str]:
    yield "\n## Files\n"
    for name, words in _FILES.items():
        if (folder / name).exists():
            yield f"- `{name}`: {words}."
    yield f"\nWhether all is as it was released: `sha256sum --check {SUMS}`, or"
    yield "`according release --check .`"


def _changes(folder: Path, previous: Plain | None) -> Iterator[str]:
    found = counts(folder)
    if previous is None or found is None:
        yield "\nThis is the first release.\n"
        return
    said = counted(found)
    yield f"\n## Since release {previous['number']}\n"
    yield f"{said[0].upper()}{said[1:]}. Each with its reason: `changes.jsonl`, or"
    yield f"`according diff ../{previous['number']:04} .`\n"
