"""PLOVER's types of events in plain words, and the four families that drawings colour."""

from __future__ import annotations

from functools import cache

from according.data import load_json

NAMES = {
    "ASSAULT": "Violence",
    "COERCE": "Arrest, seizure or ban",
    "MOBILIZE": "Mobilisation",
    "SANCTION": "Cut in ties or aid",
    "PROTEST": "Protest",
    "THREATEN": "Threat",
    "REJECT": "Refusal",
    "ACCUSE": "Accusation",
    "REQUEST": "Request or demand",
    "YIELD": "Concession",
    "AID": "Aid",
    "COOPERATE": "Cooperation",
    "SUPPORT": "Support",
    "CONSULT": "Meeting or visit",
    "AGREE": "Agreement",
}
"""By type; what most people look for first."""

OTHER = "other"
FAMILIES = {
    "material-conflict": "Force: violence, arrests, protests, sanctions",
    "verbal-conflict": "Conflict in words: threats, accusations, refusals, demands",
    "verbal-cooperation": "Cooperation in words: meetings, agreements, support",
    "material-cooperation": "Help: aid, cooperation, concessions",
    OTHER: "Not told of which kind",
}
"""What colours stand for, in the order in which they are drawn."""


@cache
def _families() -> dict[str, str]:
    return {
        name: each["quad"].replace(" ", "-")
        for name, each in load_json("events/ontology.json")["types"].items()
    }


def kind_said(kind: str | None) -> str:
    """A type in plain words."""
    return NAMES.get(kind or "", "Event")


def family(kind: str | None) -> str:
    """The family of a type."""
    found = _families().get(kind or "", OTHER)
    return found if found in FAMILIES else OTHER
