"""Days and moments as metadata write them.

Only what can be read in one way is read: ``03/04/2016`` is March to some and April to others,
and stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeVar

_Made = TypeVar("_Made", bound=date)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
    r"(?:\s*(?P<zone>(?:utc|gmt)?[+-]\d\d(?::?\d\d)?|[a-z]{1,5})(?![a-z\d]))?"
    r"(?:\s*\([a-z ]{1,40}\))?"
)
_AFTER = rf"(?:(?:,|\s+at|\s*[-–|])?\s*{_TIME})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})([-/.])(?P<number>\d{{1,2}})\2(?P<day>\d{{1,2}})(?:(?:t|\s+){_TIME})?",
        r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:t?(?P<hour>\d\d)"
        r"(?:(?P<minute>\d\d)(?P<second>\d\d)?)?(?P<zone>z|[+-]\d\d:?\d\d)?)?",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}){_AFTER}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_AFTER}",
    )
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d{1,9})?|(\d{12,13})")
_COMPACT = re.compile(r"(?:19|20)\d{8}(?:\d\d)?")
"""Year, month, day, hour (and minute). As seconds since 1970 that would be a day from 2030 on, and
as milliseconds one in the 1970s."""

_ZONES = {
    "z": 0,
    "utc": 0,
    "ut": 0,
    "gmt": 0,
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}
"""Hours from UTC of the names that RFC 822 defines; other names mean several zones."""

_NO_YEAR = ("0001-", "9999-")
_YEARS = range(1500, 2101)
"""Years outside are mistakes: ``0001`` and ``9999`` stand for "none" in some systems."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the moment where its time of day and its offset from UTC are given too."""

    day: date | None = None
    moment: datetime | None = None


NEVER = When()


def parse_when(value: object) -> When:
    """The day (and moment) that ``value`` says; `NEVER` for what is none or is ambiguous.

    Read are ISO 8601, RFC 822, "5 July 2016", "Jul 5, 2016 10:00 AM UTC", and seconds or
    milliseconds since 1970. The day is that of the offset as written. A zone whose name has no
    one meaning leaves the day without a moment.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return NEVER
    text = " ".join(str(value)[:100].split())
    epoch = _EPOCH.fullmatch(text)
    compact = _written(text) if _COMPACT.fullmatch(text) else NEVER
    if epoch and compact.day is None:
        return _since_1970(int(epoch[1]) if epoch[1] else int(epoch[2]) // 1000)
    return _written(text)


def _written(text: str) -> When:
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _dated(match.groupdict())
    numeric = _NUMERIC.fullmatch(text)
    return When(_unambiguous(numeric)) if numeric else NEVER


def says_unread(value: object) -> bool:
    """Whether ``value`` tells a date, but not one that `parse_when` reads: "03/04/2024".

    What has no digits ("unknown") tells none, and what stands for none ("0000-00-00",
    "0001-01-01", "9999-12-31") does not either.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    text = str(value)[:100].strip()
    digits = set(filter(str.isdigit, text)) - {"0"}
    return bool(digits) and not text.startswith(_NO_YEAR) and parse_when(text).day is None


def _since_1970(seconds: int) -> When:
    moment = datetime.fromtimestamp(seconds, UTC)
    return When(moment.date(), moment) if moment.year in _YEARS else NEVER


def _dated(found: dict[str, str | None]) -> When:
    day = _made(
        lambda: date(int(found["year"] or 0), _month(found), int(found["day"] or 0)),
    )
    if day is None or day.year not in _YEARS:
        return NEVER
    zone = _zone(found.get("zone"))
    if zone is None or not found.get("hour"):
        return When(day)
    moment = _made(
        lambda: datetime(
            day.year,
            day.month,
            day.day,
            _hour(found),
            int(found["minute"] or 0),
            int(found["second"] or 0),
            tzinfo=zone,
        )
    )
    return When(day, moment)


def _made(make: Callable[[], _Made]) -> _Made | None:
    try:
        return make()
    except ValueError:  # the 31st of June
        return None


def _month(found: dict[str, str | None]) -> int:
    name = found.get("month")
    if name:
        return _MONTHS.index(name[:3].lower()) + 1
    return int(found["number"] or 0)


def _hour(found: dict[str, str | None]) -> int:
    hour = int(found["hour"] or 0)
    half = (found.get("half") or "").lower()
    if not half:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    name = written.lower()
    if name.isalpha():
        hours = _ZONES.get(name)
        return None if hours is None else timezone(timedelta(hours=hours))
    offset = name.removeprefix("utc").removeprefix("gmt")
    digits = offset[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _unambiguous(match: re.Match[str]) -> date | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year not in _YEARS:
        return None
    readings = {_made(lambda: date(year, second, first)), _made(lambda: date(year, first, second))}
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None
