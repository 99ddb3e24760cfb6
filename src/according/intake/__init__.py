"""Bytes to reports: files, folders, addresses; text, pages, tables, feeds, archives.

`sources` expands what a user named, `take` turns each source into reports and refusals.
"""

from according.intake.charset import is_charset
from according.intake.compose import text_report
from according.intake.fetch import Fetched, Fetcher
from according.intake.item import Item
from according.intake.locating import STDIN, sources
from according.intake.outcome import Cut, Outcome, Refusal, Source, Taken
from according.intake.taking import take, to_report
from according.intake.walking import members

__all__ = [
    "STDIN",
    "Cut",
    "Fetched",
    "Fetcher",
    "Item",
    "Outcome",
    "Refusal",
    "Source",
    "Taken",
    "is_charset",
    "members",
    "sources",
    "take",
    "text_report",
    "to_report",
]
