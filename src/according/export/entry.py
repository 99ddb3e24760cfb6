"""What a page or terminal lists beside a report's text: entries, in groups, in layers."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Evidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, or several that mean the same.

    ``name`` is the class of its marks, ``kind`` gives their colour; ``facts`` are lines about
    it; ``warning`` is what a person should look at; ``reasons`` are (quote, why it is the same).
    ``parts`` says that the evidence are parts of one finding, not the places where it stands.
    """

    name: str
    kind: str
    label: str
    evidence: tuple[Evidence, ...]
    facts: tuple[str, ...] = ()
    warning: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    parts: bool = False

    @property
    def times(self) -> int:
        """How often it was found."""
        return 1 if self.parts else len(self.evidence)

    @property
    def found(self) -> list[tuple[str, Evidence]]:
        """Its words, each with the anchor of its mark."""
        return [(f"{self.name}m{number}", each) for number, each in enumerate(self.evidence)]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under a heading."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One sort of finding, which can be shown and hidden."""

    name: str
    heading: str
    groups: tuple[Group, ...]

    @property
    def entries(self) -> list[Entry]:
        """Its entries in order."""
        return [entry for group in self.groups for entry in group.entries]
