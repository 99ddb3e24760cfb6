"""JSON: lines of objects, one array of objects, or one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from according.errors import InputRefused, Reason
from according.intake.charset import decode, marked, wide
from according.intake.columns import row_draft
from according.intake.integers import integer
from according.intake.item import Draft, Item
from according.intake.streams import Opened, lines
from according.intake.text import refuse_binary
from according.model import Refusal
from according.settings import MIB, Settings

_MEDIA_TYPE = "application/json"
_BRACKETS = 200_000
"""Objects and arrays that one report's JSON may have. Each takes up to 200 bytes of memory for
its two characters; a real report has a dozen."""

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


def walk_lines(opened: Opened, settings: Settings) -> Iterator[Item | Refusal]:
    """Every line that is not blank, as an item."""
    _refuse_wide(opened.head)
    cap = settings.limits.member_bytes
    for number, line in lines(opened.stream, cap):
        member = f"{opened.unit} {opened.before + number}"
        if line is None:
            detail = f"more than {cap // MIB} MiB in one line"
            yield Refusal(opened.location, Reason.TOO_LARGE, detail, member)
        elif line.strip():
            yield opened.item(line, _MEDIA_TYPE, draft, member)


def walk_document(opened: Opened, settings: Settings) -> Iterator[Item | Refusal]:
    """Every element of an array, or the one object, as an item."""
    _refuse_wide(opened.head)
    data = opened.whole()
    start = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    if data[start : start + 1] != b"[":
        yield opened.item(data, _MEDIA_TYPE, draft)
        return
    for number, element in enumerate(_elements(data, start), 1):
        member = f"element {number}"
        if len(element) > settings.limits.member_bytes:
            detail = f"{len(element):,} bytes in one element"
            yield Refusal(opened.location, Reason.TOO_LARGE, detail, member)
        else:
            yield opened.item(element, _MEDIA_TYPE, draft, member)


def draft(item: Item, settings: Settings) -> Draft:
    """The fields of one JSON object.

    Raises:
        InputRefused: FORMAT, CHARSET, BINARY, EMPTY.
    """
    if item.data.count(b"{") + item.data.count(b"[") > _BRACKETS:
        raise InputRefused(Reason.FORMAT, f"more than {_BRACKETS:,} objects and arrays")
    refuse_binary(item.data, None)
    text = decode(item.data, given=settings.given.encoding, declared=item.charset)
    try:
        found = json.loads(text, parse_int=integer)
    except ValueError as error:
        raise InputRefused(Reason.FORMAT, f"not JSON: {error}") from error
    except RecursionError as error:
        raise InputRefused(Reason.FORMAT, "JSON nested too deeply") from error
    if not isinstance(found, dict):
        raise InputRefused(Reason.FORMAT, f"not a JSON object but {_kind(found)}")
    return row_draft(found, settings.columns)


def _kind(value: object) -> str:
    return {list: "an array", str: "a string", type(None): "null"}.get(type(value), "a number")


def _refuse_wide(head: bytes) -> None:
    mark = marked(head)
    if mark and wide(mark[0]):
        raise InputRefused(Reason.CHARSET, f"{mark[0]}: tables are read in UTF-8; save it so")


def _elements(data: bytes, start: int) -> Iterator[bytes]:
    """The parts of the array at ``start``, cut at its own commas; nothing is parsed.

    Raises:
        InputRefused: FORMAT, after the parts before the damage.
    """
    depth, begin = 0, start + 1
    for token in _TOKEN.finditer(data, start):
        mark = token.group()
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if (depth == 1 and mark == b",") or depth == 0:
            element = data[begin : token.start()]
            begin = token.end()
            if element.strip() or depth:
                yield element
        if depth == 0:
            _refuse_rest(data[begin:])
            return
    raise InputRefused(Reason.FORMAT, "the JSON array is not closed")


def _refuse_rest(rest: bytes) -> None:
    if rest.strip():
        raise InputRefused(Reason.FORMAT, "other text follows the JSON array")
