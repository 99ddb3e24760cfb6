"""FollowTheMoney entities as they are written: lines, ids, and who is named across documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO

from according.model import ActorKind

SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.UNKNOWN: "LegalEntity",
}
"""The schema of each kind of actor. A people or an armed group is no registered body: only that it
can act is said. Places are no entities but addresses of events."""


class Entities:
    """What is written so far."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.written = 0
        self.documents: set[str] = set()
        self._places: set[str] = set()

    def add(self, identity: str, schema: str, properties: Mapping[str, Iterable[Any]]) -> None:
        """An entity. Properties without a value are left out, and an address that is there."""
        if schema == "Address" and identity in self._places:
            return
        if schema == "Address":
            self._places.add(identity)
        values = {
            name: list(dict.fromkeys(str(each) for each in given if each not in (None, "")))
            for name, given in properties.items()
        }
        row = {
            "id": identity,
            "schema": schema,
            "properties": {name: some for name, some in values.items() if some},
        }
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.written += 1


def document_id(report_id: str) -> str:
    """The id of a report's entity."""
    return f"according-report-{report_id}"


def actor_entity_id(canonical_id: str) -> str:
    """The id of the entity of an actor across reports."""
    return f"according-actor-{canonical_id}"


@dataclass(slots=True)
class _Named:
    """Somebody with all names, kinds and the documents that name them."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    documents: dict[str, None] = field(default_factory=dict)


class Who:
    """All who were named so far, by the ids of their entities."""

    def __init__(self) -> None:
        self.named: dict[str, _Named] = {}

    def see(self, identity: str, kind: ActorKind, names: Iterable[str], document: str) -> None:
        """Somebody is named in a document."""
        one = self.named.setdefault(identity, _Named())
        one.kinds[kind] += 1
        one.names.update(list(names))
        one.documents.setdefault(document)

    def entity(self, identity: str) -> tuple[str, dict[str, list[str]]]:
        """The schema and properties of somebody: the name that most documents use first."""
        one = self.named[identity]
        kind = min(one.kinds, key=lambda each: (-one.kinds[each], each.value))
        names = sorted(one.names, key=lambda each: (-one.names[each], each))
        return SCHEMATA[kind], {
            "name": names[:1],
            "alias": names[1:],
            "proof": list(one.documents),
            "notes": ["joined across reports by According, a machine"],
        }
