"""What intake hands on: a report with its capture, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Capture, Refusal, Report

__all__ = ["Outcome", "Refusal", "Source", "Taken"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, stream or address to take reports from.

    ``location`` is as the user gave it, or as found in a folder that the user gave; ``-`` is
    standard input. ``spooled`` is where the bytes lie now, where that is another place.
    """

    location: str
    spooled: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """An input that became a report. ``data`` are the capture's untouched bytes."""

    report: Report
    capture: Capture
    data: bytes


Outcome = Taken | Refusal
