"""The record in a database: one schema, SQLite by default, any URL of SQLAlchemy's else."""

from according.store.across import Changed, Kept, KeptSketch, Overtaken
from according.store.actors import ActorLine, Actors, Joining
from according.store.codec import encode
from according.store.event_rows import EventLine
from according.store.gathered import Placed, ToldAccount
from according.store.people import Session, User
from according.store.record import Added, Record, ReportLine
from according.store.review import Assignment, Queued, Waiting, Words

__all__ = [
    "ActorLine",
    "Actors",
    "Added",
    "Assignment",
    "Changed",
    "EventLine",
    "Joining",
    "Kept",
    "KeptSketch",
    "Overtaken",
    "Placed",
    "Queued",
    "Record",
    "ReportLine",
    "Session",
    "ToldAccount",
    "User",
    "Waiting",
    "Words",
    "encode",
]
