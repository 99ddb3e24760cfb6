"""The JSON Schema of what `jsonl` writes, made from the tables and the model themselves."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import Column, Table

from according.export.formats import tables
from according.model import (
    Account,
    Attribution,
    Blame,
    EventMention,
    Evidence,
    Figure,
    Quantity,
    TimeExpression,
    Toponym,
    Wording,
)
from according.store import schema

Plain = dict[str, Any]

NAME = f"urn:according:record:{schema.VERSION}"
"""What the schema is called; it is at no address."""

DETAILS: dict[Table, type] = {
    schema.times: TimeExpression,
    schema.toponyms: Toponym,
    schema.quantities: Quantity,
    schema.attributions: Attribution,
    schema.events: EventMention,
    schema.figures: Figure,
    schema.blames: Blame,
    schema.accounts: Account,
    schema.wordings: Wording,
}
"""What stands in the column ``detail`` of each kind of finding."""

_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$"

_KINDS: dict[str, Plain] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "pattern": _MOMENT},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "json": {},
}


def json_schema() -> Plain:
    """JSON Schema (2020-12) of one line of each file: ``#/$defs/TABLE``."""
    made = _Model()
    rows = {table.name: _row(table, made) for table in tables.CARRIED}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": NAME,
        "title": f"A record of According, schema version {schema.VERSION}, as JSON lines",
        "description": "Each line of TABLE.jsonl is an object as $defs has it for TABLE. Moments "
        "have no offset; those at which something was had or decided are UTC. Positions count "
        "Unicode code points of reports.text. In readings, sentences and tokens are deflated "
        "32-bit little-endian pairs: how far each begins behind the last, and its length.",
        "$defs": rows | made.records,
    }


def _row(table: Table, made: _Model) -> Plain:
    properties = {tables.name_of(each): _cell(each, table, made) for each in table.columns}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _cell(column: Column[Any], table: Table, made: _Model) -> Plain:
    if column.name == "detail" and table in DETAILS:
        return made.of(DETAILS[table])
    found = _KINDS[tables.kind_of(column)]
    return {"anyOf": [found, {"type": "null"}]} if column.nullable and found else dict(found)


class _Model:
    """What `store.codec` makes of records of the model; fields that have their default are left
    out there."""

    def __init__(self) -> None:
        self.records: dict[str, Plain] = {}

    def of(self, kind: Any) -> Plain:
        if get_origin(kind) is UnionType:
            return {"anyOf": [self.of(each) for each in get_args(kind)]}
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if is_dataclass(kind):
            return self._record(kind)
        if issubclass(kind, Enum):
            return {"enum": [each.value for each in kind]}
        plain: dict[type, Plain] = {
            datetime: {"type": "string", "pattern": _MOMENT},
            date: {"type": "string", "format": "date"},
            bool: {"type": "boolean"},
            int: {"type": "integer"},
            float: {"type": "number"},
            str: {"type": "string"},
            NoneType: {"type": "null"},
        }
        return plain[kind]

    def _record(self, kind: Any) -> Plain:
        name = kind.__name__
        if name not in self.records:
            self.records[name] = {}
            self.records[name] = _EVIDENCE if kind is Evidence else self._fields(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _fields(self, kind: Any) -> Plain:
        types = get_type_hints(kind)
        given = [each for each in fields(kind) if each.init]
        needed = [each.name for each in given if each.default is each.default_factory is MISSING]
        return {
            "type": "object",
            "properties": {each.name: self.of(types[each.name]) for each in given},
            "required": needed,
            "additionalProperties": False,
        }


_EVIDENCE: Plain = {
    "type": "object",
    "description": "Words of the row's report: its text from start to end is the quote.",
    "properties": {
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
        "quote": {"type": "string"},
    },
    "required": ["start", "end", "quote"],
    "additionalProperties": False,
}
