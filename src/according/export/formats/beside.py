"""Tables that stand in a dataset beside the record's own: made of them, and asked more quickly."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table

from according.store.schema.base import ID
from according.store.shelves import faces

_OWN = MetaData()

origins = Table(
    "origins",
    _OWN,
    Column("origin_id", ID, primary_key=True),
    Column("report_id", ID, primary_key=True),
)
"""Which reports derive from one text; one by itself is an origin too."""

event_faces = Table(
    "event_faces",
    _OWN,
    *(Column(each.name, each.type, primary_key=each.primary_key) for each in faces.c),
)
"""Events as lists and maps show them, weighed: on how many origins each rests, at least and at
most, and how its figures stand."""

called = Table(
    "called",
    _OWN,
    Column("name", String, primary_key=True),
    Column("actor_id", ID, primary_key=True),
)
"""The names of actors, in small letters, each with whoever has it across reports."""

naming = Table(
    "naming",
    _OWN,
    Column("actor_id", ID, primary_key=True),
    Column("outlet", String, primary_key=True),
    Column("month", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("how", String, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("times", Integer, nullable=False),
)
"""What outlets call an actor across reports, month by month, in how many reports and how often.
``how`` is the form of a mention, or whose voice a loaded word is in."""

BESIDE = (origins, event_faces, called, naming)

LOADED = {True: "loaded, outlet's voice", False: "loaded, a source's voice"}
"""What ``how`` says of a loaded word, by whether it is in the outlet's own voice."""
