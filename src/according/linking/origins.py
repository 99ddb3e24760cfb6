"""Origins: reports that derive from one text, with the words on both sides that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from according.linking.alignment import Alignment, align
from according.linking.fingerprints import candidates, fingerprints
from according.linking.relations import Compared, compare
from according.linking.words import Words, words_of
from according.model import Evidence, Origin, OriginLink, Relation, Report, Span
from according.model.canonical import digest

DERIVED = (Relation.COPY, Relation.REWRITE)
"""Relations by which two reports are of one origin."""

Quotes = Mapping[str, Sequence[Span]]
"""Where direct speech stands, by the id of the report."""


def links(reports: Sequence[Report], quotes: Quotes) -> Iterator[OriginLink]:
    """How reports stand to one another, as far as their texts show it.

    Of many that share a text each is compared with the first few that had it, not all with all.

    Args:
        reports: in the order in which they are to be taken: the first of a group is compared with
            all behind it.
    """
    words = [words_of(each.text, quotes.get(each.id, ())) for each in reports]
    for a, b, _ in candidates([fingerprints(each) for each in words]):
        link = _link(reports[a], reports[b], words[a], words[b])
        if link is not None:
            yield link


def _link(a: Report, b: Report, left: Words, right: Words) -> OriginLink | None:
    alignment = align(left, right)
    found = compare(alignment)
    if found.relation is None:
        return None
    in_a, in_b = _evidence(a, b, alignment, found)
    return OriginLink(a.id, b.id, found.relation, in_a, in_b, max(found.left, found.right))


def _evidence(
    a: Report, b: Report, alignment: Alignment, found: Compared
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The shared words on both sides, run by run."""
    left = (alignment.left.span(run.a, run.a + run.length) for run in found.runs)
    right = (alignment.right.span(run.b, run.b + run.length) for run in found.runs)
    return (
        tuple(Evidence.at(a, each.start, each.end) for each in left),
        tuple(Evidence.at(b, each.start, each.end) for each in right),
    )


def origins(reports: Sequence[Report], found: Sequence[OriginLink]) -> tuple[Origin, ...]:
    """The reports in groups that derive from one text each; a report by itself is a group too.

    The order in which reports or links come changes nothing.
    """
    group = {each.id: each.id for each in reports}
    for link in found:
        if link.relation in DERIVED:
            one, other = sorted((_root(group, link.a), _root(group, link.b)))
            group[other] = one
    members: dict[str, list[str]] = {}
    for each in sorted(group):
        members.setdefault(_root(group, each), []).append(each)
    by_group: dict[str, list[OriginLink]] = {}
    for link in sorted(found, key=lambda each: (each.a, each.b)):
        if link.relation in DERIVED:
            by_group.setdefault(_root(group, link.a), []).append(link)
    return tuple(
        Origin(digest("origin/1", *each), tuple(each), tuple(by_group.get(root, ())))
        for root, each in sorted(members.items())
    )


def _root(group: dict[str, str], name: str) -> str:
    while group[name] != name:
        group[name] = group[group[name]]
        name = group[name]
    return name
