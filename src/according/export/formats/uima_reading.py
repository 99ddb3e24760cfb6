"""The reading of a report from the XMI that `uima` made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from xml.parsers import expat

from lxml import etree

from according.errors import EvidenceError, StoreError
from according.export.formats.utf16 import Utf16
from according.model import (
    Account,
    Actor,
    Attribution,
    Blame,
    Credit,
    EventMention,
    Figure,
    Mention,
    Quantity,
    Reading,
    Report,
    Span,
    TimeExpression,
    Toponym,
    Wording,
)
from according.store.codec import decode

Plain = dict[str, Any]
T = TypeVar("T")

_CAS = "{http:///uima/cas.ecore}"
_SEGMENT = "{http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore}"
_CUSTOM = "{http:///webanno/custom.ecore}"


def read_xmi(path: Path) -> Reading:
    """The reading that a file holds. Every quote is compared with the text again.

    Raises:
        StoreError: the file cannot be read, declares a grammar, or holds no reading.
        EvidenceError: a quote is not what stands in the text.
    """
    # Neither entities nor other files: a file can come from anybody. Some versions of libxml2 put
    # entities into attributes whatever they are told, and with "huge" without end.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        _refuse_grammar(path)
        root = etree.parse(path, parser).getroot()
        return _reading(root)
    except EvidenceError:
        raise
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    except (etree.XMLSyntaxError, expat.ExpatError) as error:
        raise StoreError(f"{path} is no XML: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"{path} holds no reading of According: {error!r}") from error


class _Root(Exception):
    """The root element begins: no grammar can come any more."""


def _refuse_grammar(path: Path) -> None:
    """Raise where a grammar (DTD) is declared.

    Raises:
        StoreError: there is one.
        ExpatError, OSError: there is no root, or the file cannot be read.
    """

    def declared(*_: object) -> None:
        raise StoreError(f"{path} declares a grammar or entities (DTD); none is read")

    def begun(*_: object) -> None:
        raise _Root

    look = expat.ParserCreate()
    look.StartDoctypeDeclHandler = declared
    look.StartElementHandler = begun
    try:
        with path.open("rb") as file:
            look.ParseFile(file)
    except _Root:
        return


def _reading(root: Any) -> Reading:
    text = root.find(f"{_CAS}Sofa").get("sofaString")
    about = root.find(f"{_CUSTOM}Reading")
    rest = json.loads(about.get("detail"))
    report = _report(rest["report"], _restored(text, rest["illegal"]))
    found = [(each.get("kind"), each.get("detail")) for each in root.iter(f"{_CUSTOM}Finding")]

    def of(kind: str, made: type[T]) -> tuple[T, ...]:
        return tuple(
            decode(made, json.loads(plain), report) for name, plain in found if name == kind
        )

    at = Utf16(text).code_points
    return Reading(
        report,
        about.get("reader"),
        sentences=tuple(_spans(root, "Sentence", at)),
        tokens=tuple(_spans(root, "Token", at)),
        mentions=of("mention", Mention),
        actors=tuple(decode(Actor, each, report) for each in rest["actors"]),
        unread=rest["unread"],
        limits=tuple(rest["limits"]),
        times=of("time", TimeExpression),
        toponyms=of("toponym", Toponym),
        quantities=of("quantity", Quantity),
        attributions=of("attribution", Attribution),
        events=of("event-mention", EventMention),
        figures=of("figure", Figure),
        blames=of("blame", Blame),
        accounts=tuple(decode(Account, each, report) for each in rest["accounts"]),
        wordings=of("wording", Wording),
    )


def _spans(root: Any, name: str, at: Callable[[int], int]) -> Iterator[Span]:
    for each in root.iter(f"{_SEGMENT}{name}"):
        yield Span(at(int(each.get("begin"))), at(int(each.get("end"))))


def _restored(text: str, illegal: list[list[int]]) -> str:
    characters = list(text)
    for at, code in illegal:
        characters[at] = chr(code)
    return "".join(characters)


def _report(plain: Plain, text: str) -> Report:
    day, moment = plain["published"], plain["published_at"]
    made = Report(
        text,
        outlet=plain["outlet"],
        published=date.fromisoformat(day) if day else None,
        title=plain["title"],
        published_at=datetime.fromisoformat(moment) if moment else None,
        byline=plain["byline"],
        credits=tuple(Credit(**each) for each in plain["credits"]),
        url=plain["url"],
        language=plain["language"],
    )
    if made.id != plain["id"]:
        raise ValueError(f"the text is not that of report {plain['id'][:10]}")
    return made
