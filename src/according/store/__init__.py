"""The record in a database: one schema, SQLite by default, any URL of SQLAlchemy's else."""

from according.store.across import Changed, Kept, KeptSketch, Overtaken
from according.store.actors import ActorLine, Actors, Joining
from according.store.codec import encode
from according.store.event_rows import EventLine
from according.store.record import Added, Record, ReportLine

__all__ = [
    "ActorLine",
    "Actors",
    "Added",
    "Changed",
    "EventLine",
    "Joining",
    "Kept",
    "KeptSketch",
    "Overtaken",
    "Record",
    "ReportLine",
    "encode",
]
