"""`Attribution`, `Certainty`, `Wording`: who says it, how surely, in whose words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from according.errors import EvidenceError
from according.model.canonical import digest
from according.model.evidence import Evidence


class SourceKind(StrEnum):
    """What sort of source a statement is attributed to.

    A person by name, or by office alone; a body; nobody that could be told ("sources",
    "residents"); a paper or recording; another outlet or agency; or none is given.
    """

    NAMED = "named"
    ROLE = "role"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    OUTLET = "outlet"
    NONE = "none"


class Quotation(StrEnum):
    """PARC 3's three kinds."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How surely a holder holds an event mention."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and what is attributed (PARC 3, PolNeAR).

    ``inside`` is the id of the attribution whose content this one stands in: "the agency
    reported that the minister said" is two attributions, the minister's inside the agency's.
    """

    cue: Evidence
    content: tuple[Evidence, ...]
    source: Evidence | None
    source_kind: SourceKind
    quotation: Quotation
    source_actor_id: str | None = None
    inside: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.content:
            raise EvidenceError(f"attribution {self.cue.quote!r} has no content")
        if (self.source is None) != (self.source_kind is SourceKind.NONE):
            raise EvidenceError(f"attribution {self.cue.quote!r}: source and its kind disagree")
        spans = [(part.start, part.end) for part in (self.cue, *self.content)]
        object.__setattr__(self, "id", digest("attribution/1", self.cue.report_id, spans))

    def evidence(self) -> Iterator[Evidence]:
        """Its cue, its content and its source."""
        yield from (self.cue, *self.content)
        if self.source is not None:
            yield self.source


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose word it is: an attribution chain, outermost first; empty means the outlet's own."""

    attribution_ids: tuple[str, ...] = ()


OUTLET = Holder()
"""The outlet itself, in its own voice."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A loaded label or phrase. ``voice`` is whose word it is: the outlet's, or a source's that
    is quoted with it. ``scare_quotes``: the outlet sets it in quote marks and names nobody."""

    evidence: Evidence
    voice: Holder
    target_actor_id: str | None = None
    scare_quotes: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        span = self.evidence.span
        identity = digest("wording/1", self.evidence.report_id, span.start, span.end)
        object.__setattr__(self, "id", identity)
