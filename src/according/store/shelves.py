"""What is kept beside a record so that pages need not go through all of it.

All of it follows from the record's own tables and can be made anew at any time: it is no part of
what the record says, and of no release. Triggers keep it as reports and events come, whoever
writes them; how, each database says for itself (`dialects`).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    delete,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError

from according.errors import StoreError
from according.store import dialects
from according.store.connect import said
from according.store.schema import meta
from according.store.schema.base import ID, NOCASE, TEXT

VERSION = "3"
"""Of these tables: those of another version are made anew."""

shelves = MetaData()

docs = Table(
    "shelf_docs",
    shelves,
    Column("number", Integer, primary_key=True),
    Column("report_id", ID, nullable=False, unique=True),
)
"""The number that a report has in the table of words."""

names = Table(
    "shelf_names",
    shelves,
    Column("quote", NOCASE, primary_key=True),
    Column("kind", TEXT, primary_key=True),
    Column("reports", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Each name of somebody as written, and how many reports name somebody so."""

stale = Table(
    "shelf_stale",
    shelves,
    Column("number", Integer, primary_key=True),
    Column("event_id", ID, nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""Events that changed since their face was made. One that changes again has another number."""

faces = Table(
    "shelf_faces",
    shelves,
    Column("event_id", ID, primary_key=True),
    Column("type", TEXT),
    Column("words", TEXT, nullable=False),
    Column("place", NOCASE, index=True),
    Column("country", TEXT),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("wide", Boolean),
    Column("earliest", DateTime, index=True),
    Column("latest", DateTime),
    Column("week", Date),
    Column("published", Date),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("differs", TEXT, nullable=False),
    Column("apart", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
"""An event as lists and maps show it. ``week`` is its Monday; ``low`` and ``high`` are origins;
``differs`` names the figures that are in conflict, ``apart`` says whether where and when it was
are; both are empty where they are not."""

changes = Table(
    "shelf_changes",
    shelves,
    Column("a", ID, primary_key=True),
    Column("b", ID, primary_key=True),
    Column("figures", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Two reports of which one was made of the other, and how many figures differ. Texts and figures
do not change, so a pair that was looked at stays so until its link goes."""

Index("shelf_changes_most", changes.c.figures.desc(), changes.c.a, changes.c.b)
Index("shelf_faces_told", faces.c.reports.desc(), faces.c.high.desc(), faces.c.event_id)
Index("shelf_faces_weeks", faces.c.week, faces.c.type)
Index("shelf_faces_type", faces.c.type, faces.c.reports.desc(), faces.c.low)
Index("shelf_faces_origins", faces.c.low, faces.c.reports.desc())
Index("shelf_faces_spots", faces.c.latitude, faces.c.longitude)
Index("shelf_faces_differs", faces.c.differs, faces.c.reports.desc())

_KEY = "shelves"


def prepare(engine: Engine, url: str) -> None:
    """Make the shelves of a record if it has none of this version.

    Raises:
        StoreError: the record cannot be written.
    """
    dialect = dialects.of(engine)
    try:
        with engine.connect() as connection:
            if _is_there(connection):
                return
            connection.rollback()
            # One makes them while no other does.
            dialect.hold(connection)
            if not _is_there(connection):
                remove(connection, dialect)
                dialect.make_shelves(connection, shelves)
                connection.execute(insert(meta).values(key=_KEY, value=VERSION))
            connection.commit()
    except DBAPIError as error:
        raise StoreError(f"{url} cannot be prepared for pages: {said(error)}") from error


def remove(connection: Connection, dialect: dialects.Dialect) -> None:
    """Remove the shelves of a record; they are made anew where they are asked for."""
    dialect.clear_shelves(connection, shelves)
    connection.execute(delete(meta).where(meta.c.key == _KEY))


def _is_there(connection: Connection) -> bool:
    query = select(meta.c.value).where(meta.c.key == _KEY)
    return connection.execute(query).scalar() == VERSION


def is_prepared(engine: Engine) -> bool:
    """Whether a record has shelves."""
    return inspect(engine).has_table(faces.name)
