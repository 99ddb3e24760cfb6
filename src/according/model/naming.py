"""`Mention` and `Actor`: who is named, and whom the names of one report refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from according.errors import EvidenceError
from according.model.canonical import digest
from according.model.evidence import Evidence


class ActorKind(StrEnum):
    """What sort of thing is named."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    """A people, religious or political community, or armed group: "Shiites", "rebels of X"."""
    GOVERNMENT = "government"
    PLACE = "place"
    UNKNOWN = "unknown"
    """A name, but of what the reader cannot tell."""


class MentionForm(StrEnum):
    """How it is named."""

    NAME = "name"
    NOMINAL = "nominal"
    """A description: "the government of Albania", "the group"."""
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names someone or a place, as observed; linking never rewrites it.

    ``actor_id`` is the `Actor` of the same report that the span refers to.
    """

    evidence: Evidence
    kind: ActorKind
    form: MentionForm
    actor_id: str
    id: str = field(init=False)

    def __post_init__(self) -> None:
        span = self.evidence.span
        identity = digest("mention/1", self.evidence.report_id, span.start, span.end)
        object.__setattr__(self, "id", identity)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, organisation, group, government or place that mentions refer to.

    ``name`` is words of the report: the fullest name that it gives, never a label of our own.
    ``reasons`` say why each further name was taken to be the same ("defined acronym", ...),
    as ``(quote, reason)`` pairs. ``canonical_id`` is added by linking across reports.
    """

    id: str
    kind: ActorKind
    name: Evidence
    reasons: tuple[tuple[str, str], ...] = ()
    canonical_id: str | None = None


def actor_id(first: Evidence) -> str:
    """The id of the actor whose first mention in its report is ``first``."""
    return digest("actor/1", first.report_id, first.start, first.end)


def check_actors(mentions: tuple[Mention, ...], actors: tuple[Actor, ...]) -> None:
    """Raise unless mentions and actors of a reading fit together.

    Every mention refers to one of ``actors`` and is of its kind, every actor is mentioned, and
    no two mentions stand at the same place.

    Raises:
        EvidenceError: they do not, or an id is given twice.
    """
    kinds = {actor.id: actor.kind for actor in actors}
    if len(kinds) != len(actors):
        raise EvidenceError("two actors of a reading have the same id")
    if {mention.actor_id for mention in mentions} != set(kinds):
        raise EvidenceError("mentions and actors of a reading do not refer to one another")
    if any(mention.kind is not kinds[mention.actor_id] for mention in mentions):
        raise EvidenceError("a mention of a reading is of another kind than its actor")
    if len({mention.evidence.span for mention in mentions}) != len(mentions):
        raise EvidenceError("two mentions of a reading stand at the same place")
