"""Who may sign in."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Table

from according.store.schema.base import ID, TEXT, metadata

users = Table(
    "users",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("role", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("removed_at", DateTime),
)
"""Who may sign in. A name that was removed stays, so that it is never anybody else's."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", ID, primary_key=True),
    Column("user", TEXT, ForeignKey("users.name"), nullable=False, index=True),
    Column("began_at", DateTime, nullable=False),
    Column("used_at", DateTime, nullable=False),
    sqlite_with_rowid=False,
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name_hash", ID, nullable=False, index=True),
    Column("address", TEXT, nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
)
"""Attempts to sign in that failed, of the last day. The name is hashed: people type
passwords there."""
