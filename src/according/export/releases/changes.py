"""What changed from one release to the next, event by event and field by field, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from according.export.releases.causes import Causes
from according.export.releases.snapshot import Snapshot
from according.export.releases.stable import State, leads_to, split_of

Plain = dict[str, Any]


class Change(StrEnum):
    """What became of an event."""

    ADDED = "added"
    SPLIT = "split"
    """Its accounts were of another event."""
    BACK = "back"
    """It was in a release before the last."""
    CHANGED = "changed"
    MERGED = "merged"
    """Its accounts are of another event now."""
    DELETED = "deleted"


def changes(old: Snapshot, new: Snapshot) -> Iterator[Plain]:
    """What changed, by the events' ids. Both must have one series of ids."""
    causes = Causes(old, new)
    split = split_of(old.known, new.known)
    gave: dict[str, list[str]] = {}
    for name, sources in split.items():
        for each in sources:
            gave.setdefault(each, []).append(name)
    took: dict[str, list[str]] = {}
    for name in old.live:
        for each in new.known[name].into if new.known[name].state is State.MERGED else ():
            took.setdefault(each, []).append(name)
    for name in sorted({*old.live, *new.live}):
        if name not in old.live:
            yield _came(name, old, new, split.get(name, ()), causes)
        elif name not in new.live:
            yield _went(name, old, new, causes)
        else:
            more = {"took": sorted(took.get(name, ())), "gave": sorted(gave.get(name, ()))}
            found = _changed(old.event(name), new.event(name), more, causes)
            if found is not None:
                yield found


def _came(name: str, old: Snapshot, new: Snapshot, sources: Iterable[str], causes: Causes) -> Plain:
    row = new.event(name)
    kind = Change.BACK if name in old.known else Change.ADDED
    before = [old.event(each) for each in sources]
    if before:
        kind = Change.SPLIT
    return {
        "event": name,
        "change": kind.value,
        "label": row["label"],
        "from": list(sources),
        "because": causes.of_event(row, *before),
    }


def _went(name: str, old: Snapshot, new: Snapshot, causes: Causes) -> Plain:
    row = old.event(name)
    into = new.known[name].into if new.known[name].state is State.MERGED else ()
    after = [new.event(each) for each in leads_to(name, new.known)]
    return {
        "event": name,
        "change": (Change.MERGED if into else Change.DELETED).value,
        "label": row["label"],
        "into": list(into),
        "because": causes.of_event(row, *after),
    }


def _changed(old: Plain, new: Plain, more: Plain, causes: Causes) -> Plain | None:
    fields = list(_fields(old, new, causes))
    if not fields:
        return None
    return {
        "event": new["id"],
        "change": Change.CHANGED.value,
        "label": new["label"],
        **more,
        "fields": fields,
        "because": _once(each for field in fields for each in field["because"]),
    }


def _once(found: Iterable[Plain]) -> list[Plain]:
    return list({(each["kind"], each["id"], each["said"]): each for each in found}.values())


def _fields(old: Plain, new: Plain, causes: Causes) -> Iterator[Plain]:
    of_event = causes.of_event(old, new)
    for name, before, after in _whole(old, new):
        if before != after:
            yield {"field": name, "old": before, "new": after, "because": of_event}
    was_aside, now_aside = _set_aside(old), _set_aside(new)
    if was_aside.keys() != now_aside.keys():
        yield {
            "field": "set aside",
            "old": sorted(was_aside),
            "new": sorted(now_aside),
            "because": causes.of_words(_apart(was_aside, now_aside)) or of_event,
        }
    was = {each["field"]: each for each in old["fields"]}
    now = {each["field"]: each for each in new["fields"]}
    for name in {**was, **now}:
        before, after = was.get(name), now.get(name)
        if _value(before) != _value(after):
            moved = causes.of_words(_moved(before, after))
            yield {
                "field": name,
                "old": _value(before),
                "new": _value(after),
                "because": moved or of_event,
            }


def _whole(old: Plain, new: Plain) -> Iterator[tuple[str, Any, Any]]:
    """What is of an event as a whole."""
    for name in ("label", "reports"):
        yield name, old[name], new[name]
    for name in ("low", "best", "high"):
        yield f"origins ({name})", old["origins"][name], new["origins"][name]
    yield "names", _names(old), _names(new)
    yield "copies", _copies(old), _copies(new)
    yield "checks", _checks(old), _checks(new)
    yield "withdrawn", old["withdrawn"], new["withdrawn"]


def _names(row: Plain) -> list[Any]:
    return sorted(
        sorted([outlet, *words] for outlet, words in each["names"].items()) for each in row["names"]
    )


def _copies(row: Plain) -> list[list[Any]]:
    return sorted([each["a"], each["b"], each["relation"]] for each in row["links"])


def _checks(row: Plain) -> list[str]:
    return sorted(f"{each['kind']}: {each['said']}" for each in row["checks"])


def _set_aside(row: Plain) -> dict[str, Plain]:
    """The values of the machine's that people set aside, in words, with who gives them."""
    found = {}
    for each in row["set_aside"]:
        held = each["held"]
        words = f"“{held['words']['quote']}” in {held['outlet']}"
        found[f"{each['field']} {each['value']}, {words}"] = held
    return found


def _value(field: Plain | None) -> Plain | None:
    """A field as it is compared: what is said, by which reports, on whose word, in what words; how
    that stands. Numbers of origins mean nothing beyond one release: they are counted."""
    if field is None:
        return None
    return {
        "standing": field["standing"],
        "low": field["low"],
        "high": field["high"],
        "values": sorted(
            (
                {
                    "value": each["value"],
                    "origins": len(each["origins"]),
                    "held": sorted(map(_held, each["held"])),
                }
                for each in field["values"]
            ),
            key=lambda each: str(each["value"]),
        ),
    }


def _held(held: Plain) -> tuple[str, int, int, str, str]:
    words = held["words"]
    return words["report"], words["start"], words["end"], held["holder"], held["by"]


def _moved(old: Plain | None, new: Plain | None) -> list[Plain]:
    """Who gives a value in one of two and not in the other."""
    return _apart(_by_value(old), _by_value(new))


def _by_value(field: Plain | None) -> dict[tuple[Any, ...], Plain]:
    values = field["values"] if field else ()
    return {(each["value"], *_held(held)): held for each in values for held in each["held"]}


K = TypeVar("K")


def _apart(old: Mapping[K, Plain], new: Mapping[K, Plain]) -> list[Plain]:
    """What only one of two has."""
    return [one[key] for one, other in ((old, new), (new, old)) for key in one if key not in other]
