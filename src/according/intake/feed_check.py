"""A feed looked through before it is parsed: nothing forbidden, bounded, well-formed to its end.

feedparser answers to damaged XML with a second, lenient parser, whose time grows with the
square of some inputs. So a damaged feed is cut behind its last whole entry here, and what
feedparser gets is always well-formed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from according.errors import InputRefused, Reason

_NAMED = re.compile(r"&([A-Za-z]\w{1,30};)")
_XML_OWN = frozenset(("lt;", "gt;", "amp;", "quot;", "apos;"))

_DEEP = 100
_ELEMENTS = 50_000
_ATTRIBUTES = 200
"""A feed of 1,000 entries has some 15,000 elements, ten deep, with up to ten attributes."""


@dataclass(frozen=True, slots=True)
class CheckedFeed:
    """A well-formed feed in UTF-8 from its root element on; ``damage`` tells what was cut off."""

    data: bytes
    damage: str | None


def checked(text: str) -> CheckedFeed:
    """``text`` made safe to parse.

    Raises:
        InputRefused: FORBIDDEN for entities or an internal grammar; FORMAT beyond the bounds,
            or where the damage comes before the first whole entry.
    """
    if "<!entity" in text.lower():
        raise _forbidden()
    # Old feeds take HTML's named characters from a DTD that nobody fetches any more.
    data = _NAMED.sub(_character, _undeclared(text)).encode()
    look = _Look()
    try:
        look.parser.Parse(data, True)
    except expat.ExpatError as error:
        damage = f"XML error in line {error.lineno}: {expat.ErrorString(error.code)}"
        if not look.whole:
            raise InputRefused(Reason.FORMAT, damage) from error
        closing = "".join(f"</{name}>" for name in reversed(look.open_then))
        return CheckedFeed(data[look.root : look.whole] + closing.encode(), damage)
    return CheckedFeed(data[look.root :], None)


def _undeclared(text: str) -> str:
    """``text`` without its XML declaration, which may name an encoding that it is no longer in."""
    text = text.lstrip()
    if not text.startswith("<?xml"):
        return text
    return text.partition("?>")[2].lstrip()


def _forbidden() -> InputRefused:
    return InputRefused(
        Reason.FORBIDDEN, "the feed declares entities or its own grammar (DTD); none is read"
    )


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in _XML_OWN else html5.get(match[1], match[0])


@dataclass(slots=True)
class _Look:
    """Follows the elements of a feed; knows where the last whole entry ended."""

    parser: expat.XMLParserType = field(init=False)
    open: list[str] = field(default_factory=list)
    open_then: list[str] = field(default_factory=list)
    whole: int = 0
    root: int = 0
    elements: int = 0
    ended: bool = False

    def __post_init__(self) -> None:
        # With namespaces, as feedparser parses: a prefix that is not declared is an error.
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.namespace_prefixes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.DefaultHandler = self._other
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ordered_attributes = True

    def _doctype(self, name: str, system: object, public: object, subset: int) -> None:
        if subset:
            raise _forbidden()

    def _start(self, name: str, attributes: list[str]) -> None:
        self._after_entry()
        if not self.elements:
            self.root = self.parser.CurrentByteIndex
        self.elements += 1
        self.open.append(_written(name))
        if len(attributes) > 2 * _ATTRIBUTES:
            raise InputRefused(Reason.FORMAT, f"an element of more than {_ATTRIBUTES} attributes")
        if len(self.open) > _DEEP or self.elements > _ELEMENTS:
            raise InputRefused(
                Reason.FORMAT, f"elements nested over {_DEEP} deep, or more than {_ELEMENTS:,}"
            )

    def _end(self, name: str) -> None:
        self._after_entry()
        self.open.pop()
        self.ended = _local(name) in ("item", "entry")

    def _other(self, data: str) -> None:
        self._after_entry()

    def _after_entry(self) -> None:
        # Only the event behind an end tag tells where the tag ended.
        if self.ended:
            self.whole = self.parser.CurrentByteIndex
            self.open_then = list(self.open)
            self.ended = False


def _local(name: str) -> str:
    """An element's name without namespace: expat gives "namespace local prefix"."""
    parts = name.split(" ")
    return parts[1] if len(parts) > 1 else parts[0]


def _written(name: str) -> str:
    """The name as it stands in the file, with its prefix."""
    parts = name.split(" ")
    return f"{parts[2]}:{parts[1]}" if len(parts) > 2 else _local(name)
