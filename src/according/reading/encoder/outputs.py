"""What the encoder says of each piece, and where it stands in the model's one output matrix."""

from __future__ import annotations

from according.model import Certainty, SourceKind
from according.reading.encoder.tags import TAGS

KINDS = tuple(kind.value for kind in SourceKind if kind is not SourceKind.NONE)
CERTAINTIES = tuple(certainty.value for certainty in Certainty)

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
)
"""Root types of PLOVER, CONCEDE and RETREAT as YIELD; and what is none of them."""

PARTIES = ("actor", "recipient", "instrument", "place")
INCIDENT_ROLES = ("perpetrator", "organisation", "target", "victim", "weapon")
INCIDENTS = ("attack", "bombing", "kidnapping", "arson", "robbery", "stoppage")

HAPPENING = 48
"""Numbers that describe a part of a happening, as `SPAN` counts them."""

SPAN = 96
"""Numbers that describe a span, of its first piece, its last, and the mean over it."""

WIDTHS = {
    "tags0": TAGS,
    "tags1": TAGS,
    "kind": len(KINDS),
    "event": 1,
    "certainty": len(CERTAINTIES),
    "factuality": 1,
    "loaded": 2,
    "biased": 1,
    "mention": 2,
    "attribution": 3 * SPAN,
    "mention_ends": 2 * 64,
    "coreference": 3 * SPAN,
    "type": len(TYPES),
    "parties": 1 + 2 * len(PARTIES),
    "incident_roles": 1 + 2 * len(INCIDENT_ROLES),
    "incidents": len(INCIDENTS),
    "happening": 3 * HAPPENING,
}
"""Output columns by head, in order:

``tags0``, ``tags1``: scores of the BIO tags of a layer of attribution. ``kind``: of the kinds
of source. ``event``: log odds that a happening is told here. ``certainty``: scores of how its
holder holds it. ``factuality``: the same on the scale of -3 to 3. ``loaded``: log odds that
the word is loaded, as annotators of whole articles mark it and as those of single sentences
do. ``biased``: what the piece adds to its sentence's score. ``mention``: scores that a mention
begins and ends here. ``type``: of the types of event, where one is told. ``parties``: of BIO
tags of who and what has part in one. ``incident_roles``: of BIO tags of those that have part in
an attack, by the rules of MUC-4. ``incidents``: log odds, at what has part, that it has in an
incident of each sort. The others describe pieces for scoring spans and pairs.
"""


def _slices() -> dict[str, slice]:
    found, at = {}, 0
    for name, width in WIDTHS.items():
        found[name] = slice(at, at + width)
        at += width
    return found


SLICES = _slices()
COLUMNS = sum(WIDTHS.values())
