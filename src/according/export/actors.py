"""Actors across reports in plain words, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from according.store import ActorLine


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """All actors of reports that are taken for one, by outlet and day."""

    canonical_id: str
    lines: tuple[ActorLine, ...]

    @property
    def kind(self) -> str:
        """The kind that most reports give it; on a tie the first of the alphabet."""
        kinds = [str(each.named["kind"]) for each in self.lines]
        return min(kinds, key=lambda each: (-kinds.count(each), each))

    @property
    def reports(self) -> int:
        """How many reports name it."""
        return len({each.report_id for each in self.lines})

    @property
    def names(self) -> dict[str, list[ActorLine]]:
        """Its actors outlet by outlet."""
        found: dict[str, list[ActorLine]] = {}
        for each in self.lines:
            found.setdefault(each.outlet or "no outlet", []).append(each)
        return found

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Why they are taken for one, each reason with the names that it joined; none for one
        actor alone."""
        if len(self.lines) < 2:
            return {}
        found: dict[str, dict[str, None]] = {}
        for each in self.lines:
            found.setdefault(each.reason, {}).setdefault(str(each.named["name"]))
        return {reason: list(names) for reason, names in sorted(found.items())}


def actor_groups(lines: Iterable[ActorLine]) -> list[ActorGroup]:
    """Actors by who they are, those first whom most reports name."""
    groups: dict[str, list[ActorLine]] = {}
    for each in lines:
        groups.setdefault(each.canonical_id, []).append(each)
    made = [
        ActorGroup(canonical, tuple(sorted(some, key=_order))) for canonical, some in groups.items()
    ]
    return sorted(
        made, key=lambda each: (-each.reports, str(each.lines[0].named["name"]), each.canonical_id)
    )


def _order(line: ActorLine) -> tuple[str, str, str]:
    return line.outlet or "", str(line.published), line.actor_id


def names_of(lines: Iterable[ActorLine]) -> list[str]:
    """The names that some actors have in their reports, each once."""
    return list(
        dict.fromkeys(
            str(name) for each in lines for name in (each.named["name"], *each.named["names"])
        )
    )


def reasons_said(group: ActorGroup) -> Iterator[str]:
    """Why the actors of a group are taken for one, with the names that each reason joined."""
    for reason, names in group.reasons.items():
        yield f"{reason}: {', '.join(names)}"


def plain_group(group: ActorGroup) -> dict[str, Any]:
    """Actors that are taken for one as JSON holds them."""
    return {
        "id": group.canonical_id,
        "kind": group.kind,
        "reports": group.reports,
        "names": {outlet: names_of(lines) for outlet, lines in group.names.items()},
        "reasons": group.reasons,
        "actors": [
            {
                "id": each.actor_id,
                "report": each.report_id,
                "outlet": each.outlet,
                "published": each.published.isoformat() if each.published else None,
                "kind": each.named["kind"],
                "name": each.named["name"],
                "names": each.named["names"],
                "key": each.key,
                "reason": each.reason,
                "rests_on": each.rests_on,
            }
            for each in group.lines
        ],
    }
