"""`Format`: what a form of export is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.losses import Losses

Writer: TypeAlias = Callable[[Chosen, Destination, Mapping[str, str], Losses], int]


class Shape(StrEnum):
    """What stands at the path that is given."""

    TEXT = "one text file"
    """It can go to standard output too."""
    BINARY = "one file"
    FOLDER = "a folder, or one zip file where the path ends in .zip"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a format can be told. An empty ``default``: it need not be given."""

    name: str
    what: str
    default: str = ""
    choices: Sequence[str] = ()


FACES = Option(
    "faces",
    "yes writes event_faces too: events as lists show them, which `according query` asks",
    "no",
    ("yes", "no"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A form of export.

    Args:
        name: what it is called on the command line.
        what: what it is and for whom, in one line.
        extension: of its files, with the dot.
        rows: what its writer counts ("events", "rows").
        faces: whether it always looks at the faces of events (`Chosen.rows` of ``shelf_faces``), so
            that they must be brought up to date before.
    """

    name: str
    what: str
    shape: Shape
    extension: str
    rows: str
    write: Writer
    options: tuple[Option, ...] = ()
    faces: bool = False

    def needs_faces(self, given: Mapping[str, str]) -> bool:
        """Whether it looks at the faces of events, with these options."""
        return self.faces or given.get(FACES.name) == "yes"

    def told(self, given: Mapping[str, str]) -> dict[str, str]:
        """A value for each option.

        Raises:
            SettingsError: there is no such option, or it has no such value.
        """
        known = {each.name: each for each in self.options}
        for name, value in given.items():
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise SettingsError(f"format {self.name} has no option {name!r}; {has}")
            choices = known[name].choices
            if choices and value not in choices:
                raise SettingsError(f"{name}={value}: give one of {', '.join(choices)}")
        return {each.name: given.get(each.name, each.default) for each in self.options}
