"""A parser and a reader of times, loaded once; and the invented cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from according.model import Report, TimeExpression
from according.reading.parse import Parser
from according.reading.times import TimeReader
from according.settings import Settings

FILE = Path(__file__).with_name("cases.tsv")


@dataclass(frozen=True)
class Case:
    """A text and what should be read in it, as quotes and their readings."""

    line: int
    published: date | None
    text: str
    quotes: list[str]
    readings: list[str]


def cases() -> list[Case]:
    """The cases of the file."""
    found = []
    for number, line in enumerate(FILE.read_text("utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        day, marked, readings = line.split("\t")
        found.append(
            Case(
                number,
                None if day == "-" else date.fromisoformat(day),
                re.sub(r"[\[\]]", "", marked).replace("\\n", "\n\n"),
                re.findall(r"\[(.*?)\]", marked),
                [each.strip() for each in readings.split(";") if each.strip()],
            )
        )
    return found


def told(expression: TimeExpression) -> str:
    """A reading in the form of the file."""
    ends = [expression.earliest, expression.latest]
    days = "..".join(str(end.date()) if end else "…" for end in ends) if any(ends) else "-"
    parts = [str(expression.type), expression.value or "-", days]
    if expression.modifier:
        parts.append(str(expression.modifier))
    return " ".join(parts)


@pytest.fixture(scope="session")
def read():  # type: ignore[no-untyped-def]
    """A function from a text and a day to its time expressions."""
    parser, reader = Parser(Settings().pipeline), TimeReader()

    def read_times(text: str, published: date | None = None) -> tuple[TimeExpression, ...]:
        report = Report(text, published=published, language="en")
        return reader.read(report, parser.parse(text))

    return read_times
