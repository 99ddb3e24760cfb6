"""Releases: numbered, immutable exports of a record, each with what changed since the last."""
