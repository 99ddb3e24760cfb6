"""The record in a database: one schema, SQLite by default, any URL of SQLAlchemy's else."""

from according.store.across import EventLine, Kept
from according.store.codec import encode
from according.store.record import Added, Record, ReportLine

__all__ = ["Added", "EventLine", "Kept", "Record", "ReportLine", "encode"]
