"""TimeML documents: the text, the TIMEX3 marked in it, and when it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from according.errors import BenchError

_WRITTEN = ("CREATION_TIME", "PUBLICATION_TIME", "MODIFICATION_TIME", "RELEASE_TIME")
"""Functions of a TIMEX3 that make it the document's own time, the best first."""


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: where it stands in the text, and its attributes."""

    start: int
    end: int
    attributes: Mapping[str, str]

    @property
    def type(self) -> str:
        """DATE, TIME, DURATION or SET."""
        return self.attributes.get("type", "")

    @property
    def value(self) -> str:
        """The normalised value."""
        return self.attributes.get("value", "")


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``written`` is None where it says no day.

    ``others`` are the times outside of the text (the document's own), by id: what an anchor
    can point to.
    """

    name: str
    text: str
    timexes: tuple[Timex, ...]
    written: date | None
    others: Mapping[str, str]


def paths(folder: Path) -> list[Path]:
    """Every ``.tml`` file under ``folder``, in the order of their names.

    Raises:
        BenchError: there are none.
    """
    found = sorted(folder.rglob("*.tml"), key=lambda path: (path.name, str(path)))
    if not found:
        raise BenchError(f"no .tml files under {folder}; --data names the folder of the data")
    return found


def load(path: Path) -> Document:
    """Read one document; only what stands in ``TEXT`` is text.

    Raises:
        BenchError: it is no XML, or has no text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise BenchError(f"{path} cannot be read: {error}") from error
    body = root.find(".//TEXT")
    if body is None:
        raise BenchError(f"{path} has no TEXT element; TempEval-3's documents have one")
    parts: list[str] = []
    timexes: list[Timex] = []
    _walk(body, parts, timexes)
    timexes.sort(key=lambda timex: (timex.start, -timex.end))
    others = [dict(each.attrib) for each in root.iter("TIMEX3") if not _inside(each, body)]
    return Document(path.stem, "".join(parts), tuple(timexes), _written(others), _by_id(others))


def _walk(element: etree._Element, parts: list[str], timexes: list[Timex], at: int = 0) -> int:
    """Add an element's text, which begins at ``at``; where it ends."""
    start, at = at, at + len(element.text or "")
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            at = _walk(child, parts, timexes, at)
        parts.append(child.tail or "")
        at += len(child.tail or "")
    if element.tag == "TIMEX3" and at > start:
        timexes.append(Timex(start, at, {str(k): str(v) for k, v in element.attrib.items()}))
    return at


def _inside(element: etree._Element, body: etree._Element) -> bool:
    return body in element.iterancestors()


def _written(others: list[dict[str, str]]) -> date | None:
    """The day of the document's own time: by its function, else the first outside the text."""
    by_function = {each.get("functionInDocument", ""): each.get("value", "") for each in others}
    values = [by_function[function] for function in _WRITTEN if function in by_function]
    values += [each.get("value", "") for each in others]
    for value in values:
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            continue
    return None


def _by_id(others: list[dict[str, str]]) -> dict[str, str]:
    return {each["tid"]: each.get("value", "") for each in others if "tid" in each}
