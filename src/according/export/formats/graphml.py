"""``graphml``: reports, origins and actors as a graph, for Gephi, yEd, networkx and igraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO

from sqlalchemy import select

from according.actor_linker import actors_across
from according.export.formats.choosing import REPORTS, Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Shape
from according.export.formats.losses import Losses
from according.export.formats.xmltext import content, legal
from according.linking.judged import KINDS, not_copies
from according.linking.origins import DERIVED, origin_id, text_groups
from according.model import Relation
from according.store import schema
from according.store.event_rows import parts

NODE = {
    "kind": "string",
    "label": "string",
    "actor_kind": "string",
    "names": "string",
    "outlet": "string",
    "published": "string",
    "language": "string",
    "url": "string",
    "reports": "int",
    "outlets": "int",
}
"""Attributes of nodes and their types."""

EDGE = {
    "kind": "string",
    "relation": "string",
    "score": "double",
    "derived": "boolean",
    "names": "string",
    "reason": "string",
    "by": "string",
}
"""Attributes of edges."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write nodes and edges as they are found; actors, which many reports share, at the end."""
    losses.never("report.text", "texts stay here; nodes have outlet, day and headline")
    losses.never("evidence", "that two texts share words is told, not which")
    losses.never("event, figure, attribution, time, place", "the graph is of origins and actors")
    with to.text() as file:
        graph = _Graph(file, losses)
        graph.head()
        _reports(chosen, graph)
        _links(chosen, graph)
        _actors(chosen, graph)
        file.write("</graph>\n</graphml>\n")
    return graph.written


class _Graph:
    """What is written so far."""

    def __init__(self, file: TextIO, losses: Losses) -> None:
        self._file = file
        self._losses = losses
        self.written = 0

    def head(self) -> None:
        """The attributes that there are."""
        self._file.write(_HEAD)
        for of, attributes in (("node", NODE), ("edge", EDGE)):
            for name, kind in attributes.items():
                self._file.write(
                    f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
                )
        self._file.write('<graph id="record" edgedefault="undirected">\n')

    def node(self, identity: str, values: Mapping[str, Any]) -> None:
        """A node; values that are None are left out."""
        self._element(f'<node id="{identity}">', "node", values, "</node>")

    def edge(self, source: str, target: str, values: Mapping[str, Any]) -> None:
        """An edge. None has a direction: networkx takes no graph that has both sorts."""
        self._element(f'<edge source="{source}" target="{target}">', "edge", values, "</edge>")

    def _element(self, begin: str, of: str, values: Mapping[str, Any], end: str) -> None:
        cells = "".join(
            f'<data key="{of}_{name}">{self._said(value)}</data>'
            for name, value in values.items()
            if value is not None
        )
        self._file.write(f"{begin}{cells}{end}\n")
        self.written += 1

    def _said(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        text, illegal = legal(str(value))
        self._losses.note("text", "a character that XML cannot hold is U+FFFD", count=illegal)
        return content(text)


def _reports(chosen: Chosen, graph: _Graph) -> None:
    table = schema.reports
    columns = (table.c.id, table.c.outlet, table.c.published, table.c.title, table.c.language)
    query = select(*columns, table.c.url).join(REPORTS, REPORTS.c.report_id == table.c.id)
    for number, row in enumerate(chosen.rows(query.order_by(REPORTS.c.number))):
        chosen.progress("reports", number, chosen.reports)
        day = row.published.isoformat() if row.published else None
        values = {
            "kind": "report",
            "label": row.title or f"{row.outlet or 'no outlet'} {day or ''}".strip(),
            "outlet": row.outlet,
            "published": day,
            "language": row.language,
            "url": row.url,
        }
        graph.node(f"report-{row.id}", values)


def _links(chosen: Chosen, graph: _Graph) -> None:
    """How texts stand to each other, and the origins that come of it."""
    denied = not_copies(chosen.record.across.standing(KINDS))
    table, among = schema.origin_links, select(REPORTS.c.report_id)
    query = select(table.c.a, table.c.b, table.c.relation, table.c.score)
    pairs: list[tuple[str, str, float]] = []
    for row in chosen.rows(query.where(table.c.a.in_(among), table.c.b.in_(among))):
        derived = Relation(row.relation) in DERIVED
        is_denied = frozenset((row.a, row.b)) in denied
        if derived and not is_denied:
            pairs.append((row.a, row.b, row.score or 0.0))
        values = {
            "kind": "text",
            "relation": "not a copy" if is_denied else row.relation,
            "score": row.score,
            "derived": derived and not is_denied,
            "by": "people" if is_denied else "machine",
        }
        graph.edge(f"report-{row.a}", f"report-{row.b}", values)
    group = text_groups({each for a, b, _ in pairs for each in (a, b)}, pairs, denied)
    members: dict[str, list[str]] = {}
    for name in sorted(group):
        members.setdefault(group[name], []).append(name)
    for some in members.values():
        identity = f"origin-{origin_id(some)}"
        label = f"{len(some)} reports of one text"
        graph.node(identity, {"kind": "origin", "label": label, "reports": len(some)})
        for each in some:
            graph.edge(f"report-{each}", identity, {"kind": "of origin"})


@dataclass(slots=True)
class _Actor:
    """Somebody, with all names, kinds, reports and outlets so far."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    outlets: set[str] = field(default_factory=set)


def _actors(chosen: Chosen, graph: _Graph) -> None:
    found: dict[str, _Actor] = {}
    for some in parts(chosen.report_ids()):
        for line in actors_across(chosen.record, some):
            actor = found.setdefault(line.canonical_id, _Actor())
            name = str(line.named["name"])
            actor.names[name] += 1
            actor.kinds[str(line.named["kind"])] += 1
            actor.reports += 1
            actor.outlets.add(line.outlet or "no outlet")
            values = {"kind": "names", "names": name, "reason": line.reason}
            target = f"actor-{line.canonical_id}"
            graph.edge(f"report-{line.report_id}", target, values)
    for identity, actor in sorted(found.items()):
        node: dict[str, object] = {
            "kind": "actor",
            "label": _most(actor.names),
            "actor_kind": _most(actor.kinds),
            "names": "; ".join(sorted(actor.names)),
            "reports": actor.reports,
            "outlets": len(actor.outlets),
        }
        graph.node(f"actor-{identity}", node)


def _most(words: Counter[str]) -> str:
    return min(words, key=lambda each: (-words[each], each))


FORMAT = Format(
    name="graphml",
    what="reports, origins and actors as a graph: Gephi, yEd, networkx, igraph",
    shape=Shape.TEXT,
    extension=".graphml",
    rows="nodes and edges",
    write=write,
)
