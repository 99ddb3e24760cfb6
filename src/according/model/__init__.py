"""The terms of the record as frozen, slotted, typed values without I/O."""

from according.model.canonical import canonical, digest, unicode_text
from according.model.event import (
    Account,
    Blame,
    BlameCertainty,
    Event,
    EventMention,
    Figure,
    FigureKind,
    Role,
    RoleFiller,
)
from according.model.evidence import Evidence, Span
from according.model.naming import Actor, ActorKind, Mention, MentionForm, actor_id
from according.model.place import (
    Discrepancy,
    Place,
    PlaceKind,
    Region,
    Relative,
    Toponym,
    Usage,
)
from according.model.quantity import Quantity, QuantityKind
from according.model.reader import Notes, Noting, Refused, ReportReader
from according.model.reading import Reading
from according.model.record import Judgement, Origin, OriginLink, Relation, Release
from according.model.refusal import Refusal
from according.model.report import UNDETERMINED, Capture, Credit, Report, published_text
from according.model.time import Granularity, Modifier, TimeExpression, TimexType
from according.model.voice import (
    OUTLET,
    Attribution,
    Certainty,
    Holder,
    Quotation,
    SourceKind,
    Wording,
)

__all__ = [
    "OUTLET",
    "UNDETERMINED",
    "Account",
    "Actor",
    "ActorKind",
    "Attribution",
    "Blame",
    "BlameCertainty",
    "Capture",
    "Certainty",
    "Credit",
    "Discrepancy",
    "Event",
    "EventMention",
    "Evidence",
    "Figure",
    "FigureKind",
    "Granularity",
    "Holder",
    "Judgement",
    "Mention",
    "MentionForm",
    "Modifier",
    "Notes",
    "Noting",
    "Origin",
    "OriginLink",
    "Place",
    "PlaceKind",
    "Quantity",
    "QuantityKind",
    "Quotation",
    "Reading",
    "Refusal",
    "Refused",
    "Region",
    "Relation",
    "Relative",
    "Release",
    "Report",
    "ReportReader",
    "Role",
    "RoleFiller",
    "SourceKind",
    "Span",
    "TimeExpression",
    "TimexType",
    "Toponym",
    "Usage",
    "Wording",
    "actor_id",
    "canonical",
    "digest",
    "published_text",
    "unicode_text",
]
