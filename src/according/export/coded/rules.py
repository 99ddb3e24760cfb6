"""The rules by which an event is coded: options of an export, and none of them hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from according.errors import SettingsError
from according.reading.quantities.bounds import (
    DEFAULT,
    Convention,
    convention,
    load_conventions,
)


class Best(StrEnum):
    """Which number of those that are given is the best one. None says that it is true."""

    ORIGINS = "origins"
    """The one that most independent origins give; of several the lowest."""
    LATEST = "latest"
    """Of those of the latest day of publication, the one that most origins give, then the
    lowest."""
    LOWEST = "lowest"
    HIGHEST = "highest"
    TRUSTED = "trusted"
    """That of the first of the holders and outlets that the user names, who gives one: UCDP's
    practice of the most reliable source, where who that is, is the user's word. Where none of them
    gives one, as ``origins``."""


class Tolls(StrEnum):
    """Which figures stand where a toll rose."""

    ALL = "all"
    """All but those that a report itself calls an older toll."""
    LAST = "last"
    """Also without those that a greater figure, first given on a later day, goes on from."""


_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Rules:
    """How an event is coded.

    ``by`` is the convention for vague words ("dozens"), None where figures stay as they were read;
    ``trusted`` names holders or outlets, the first before the others.
    """

    best: Best = Best.ORIGINS
    tolls: Tolls = Tolls.ALL
    trusted: tuple[str, ...] = ()
    by: Convention | None = None

    def said(self) -> dict[str, str]:
        """Each rule in words."""
        vague = f"convention {self.by.name}" if self.by else f"convention {DEFAULT}"
        whom = f": {'; '.join(self.trusted)}" if self.trusted else ""
        return {
            "best": f"{_BEST_SAID[self.best]}{whom}",
            "low": "the least lower bound of a standing figure",
            "high": "the greatest number that a standing figure names",
            "tolls": _TOLLS_SAID[self.tolls],
            "vague words": vague,
        }


_BEST_SAID = {
    Best.ORIGINS: "the number that most independent origins give; of several the lowest",
    Best.LATEST: "of the latest day of publication; then most origins, then the lowest",
    Best.LOWEST: "the lowest number that is given",
    Best.HIGHEST: "the highest number that is given",
    Best.TRUSTED: "the number of the first who gives one of those that the user trusts",
}
_TOLLS_SAID = {
    Tolls.ALL: "all figures stand but those that a report itself calls an older toll",
    Tolls.LAST: "figures that one of a later day goes on from do not stand either",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that people can set. An empty ``default``: it need not be given."""

    name: str
    what: str
    default: str = ""
    values: Sequence[str] = field(default=())


VAGUE = {
    "couple": "a couple",
    "several": "several",
    "few": "a few",
    "handful": "a handful",
    "tens": "tens",
    "dozens": "dozens",
    "scores": "scores",
    "hundreds": "hundreds",
    "thousands": "thousands",
}
"""Options for what a vague word comes to, and the word."""


def _choices() -> tuple[Choice, ...]:
    best = tuple(each.value for each in Best)
    tolls = tuple(each.value for each in Tolls)
    return (
        Choice("best", "which number of a figure is the best one", Best.ORIGINS, best),
        Choice("trusted", "for best=trusted: holders or outlets, first before others; with ;"),
        Choice("tolls", "which figures stand where a toll rose", Tolls.ALL, tolls),
        Choice(
            "convention",
            "what vague words and “about” come to",
            DEFAULT,
            tuple(sorted(load_conventions())),
        ),
        *(Choice(name, f"what “{word}” counts as: {_like(word)}") for name, word in VAGUE.items()),
    )


def _like(word: str) -> str:
    return "12" if word == "dozens" else "a whole number"


CHOICES = _choices()
"""What all forms of coders have in common."""


def rules_of(given: Mapping[str, str]) -> Rules:
    """The rules of options as they were typed; those that are not here are left alone.

    Raises:
        SettingsError: a value that cannot be used.
    """
    try:
        best, tolls = Best(given.get("best") or "origins"), Tolls(given.get("tolls") or "all")
    except ValueError as error:
        raise SettingsError(f"{error}; see according export") from error
    trusted = tuple(each.strip() for each in given.get("trusted", "").split(";") if each.strip())
    if (best is Best.TRUSTED) != bool(trusted):
        raise SettingsError(
            "best=trusted and trusted=NAME;NAME go together: who is trusted is yours to say"
        )
    return Rules(best, tolls, trusted, _convention(given))


def _convention(given: Mapping[str, str]) -> Convention | None:
    name = given.get("convention") or DEFAULT
    found = convention(name)
    own = {
        VAGUE[option]: _whole(option, value)
        for option, value in given.items()
        if option in VAGUE and value
    }
    if not own:
        return found if name != DEFAULT else None
    vague = {**found.vague, **{word: (number, number, number) for word, number in own.items()}}
    said = ", ".join(f"{word} = {number}" for word, number in own.items())
    return replace(found, name=f"{name}, {said}", vague=vague)


def _whole(option: str, value: str) -> int:
    if not value.isdecimal() or int(value) > _MOST:
        raise SettingsError(f"{option}={value}: give a whole number, such as {option}=12")
    return int(value)
