"""What intake hands on: a report with its capture, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Capture, Refusal, Report

__all__ = ["Cut", "Outcome", "Refusal", "Source", "Taken"]


@dataclass(frozen=True, slots=True)
class Cut:
    """What comes before a part of a file of lines: so many lines, and so many inputs in them.
    ``unit`` is what a line is called, ``name`` the file's name where lines are told by it."""

    lines: int = 0
    inputs: int = 0
    unit: str = "line"
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file, stream or address to take reports from.

    ``location`` is as the user gave it, or as found in a folder that the user gave; ``-`` is
    standard input. ``spooled`` is where the bytes lie now, where that is another place. ``cut``
    says which part of a file of JSON lines it is.
    """

    location: str
    spooled: str | None = None
    cut: Cut = Cut()


@dataclass(frozen=True, slots=True)
class Taken:
    """An input that became a report. ``data`` are the capture's untouched bytes."""

    report: Report
    capture: Capture
    data: bytes


Outcome = Taken | Refusal
