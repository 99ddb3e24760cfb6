"""`SHEETS`: each table that people filter, and each column with what it holds and in what unit.

The one place that says so: headers, the page of the guide, the manifest and the first sheet of a
workbook are made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """Who says what a column holds."""

    SOURCE = "source"
    """The report itself, its capture, or where it was had."""
    MACHINE = "machine"
    """What the machine read or reckoned; a person's decision does not change it."""
    PEOPLE = "people"
    """What people decided; empty where nobody did."""
    COUNTS = "counts"
    """What people decided where they did, else the machine's reading."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``kind``: "text", "integer", "number", "boolean", "day" (ISO 8601), "moment" (ISO
    8601, without an offset)."""

    name: str
    what: str
    by: By = By.MACHINE
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what one row is, and its columns."""

    name: str
    what: str
    columns: tuple[Column, ...]


def _text(*lines: str, by: By = By.MACHINE, kind: str = "text") -> tuple[Column, ...]:
    """Columns from lines of "name: what"."""
    pairs = (line.partition(": ") for line in lines)
    return tuple(Column(name, what, by, kind) for name, _, what in pairs)


def _integers(*lines: str, by: By = By.MACHINE) -> tuple[Column, ...]:
    return _text(*lines, by=by, kind="integer")


_REPORT = (
    *_text("report_id: of the report", by=By.SOURCE),
    *_text("outlet: who published it", by=By.SOURCE),
    *_text("published: day of publication", by=By.SOURCE, kind="day"),
    *_text("url: address of the report", by=By.SOURCE),
)

_WORDS = (
    *_text("quote: the words that the row rests on, as they stand"),
    *_integers(
        "start: where they begin in the report's text, code points from 0",
        "end: where they end, code points; the text from start to end is the quote",
    ),
    *_text("page: address of these words on the pages, with --pages"),
)

_HOLDER = _text(
    "holder: on whose word it is: the innermost source by its fullest name in the report, else the "
    "outlet",
    "holder_kind: what sort of source: named, role, organisation, anonymous, document, outlet; "
    "none where it is the outlet's own word",
    "holder_chain: from the outlet to the innermost source, parted by >",
)

_DECIDED = _text(
    "decided_by: machine, or the names of those whose decision counts, or: coders differ",
    "decision: accept, correct, reject, add; empty where nobody decided",
    by=By.PEOPLE,
)

_ORIGIN = _integers(
    "origin: number of the independent origin within the event, from 1: reports with the same "
    "number derive from one text or source as far as can be told; empty where the report tells "
    "nothing of the event by what people decided",
    by=By.COUNTS,
)

SHEETS = (
    Sheet(
        "events",
        "one happening, as all its reports come to",
        (
            *_text(
                "event_id: of the event; another when accounts join or part",
                "page: address of its page, with --pages",
            ),
            *_text(
                "type: PLOVER's type that most reports tell, empty where none is told",
                "type_said: the same in plain words",
                "words: what most reports call it",
                "place: the place that most reports give",
                "country: its country, ISO 3166 code",
                by=By.COUNTS,
            ),
            *_text(
                "latitude: of the place, degrees, WGS 84",
                "longitude: of the place, degrees, WGS 84",
                by=By.COUNTS,
                kind="number",
            ),
            *_text("wide: whether the place is a district or more", by=By.COUNTS, kind="boolean"),
            *_text(
                "earliest: from when, as most reports give it",
                "latest: until when, as most reports give it",
                by=By.COUNTS,
                kind="moment",
            ),
            *_text("first_published: day of the first report", by=By.COUNTS, kind="day"),
            *_integers(
                "reports: that tell of it",
                "outlets: that tell of it",
                "origins_low: independent origins, at least",
                "origins: independent origins, as far as can be told",
                "origins_high: independent origins, at most",
                "killed_low: people killed, the least of all values that reports give",
                "killed_high: people killed, the most; empty where a report gives no upper bound",
                by=By.COUNTS,
            ),
            *_text("differs: figures that are in conflict, by kind", by=By.COUNTS),
            *_integers("decisions: of people that count, on findings of its reports", by=By.PEOPLE),
        ),
    ),
    Sheet(
        "accounts",
        "what one report tells of one event",
        (
            *_text("account_id: of the account", "event_id: of its event, empty before linking"),
            *_REPORT,
            *_ORIGIN,
            *_text(
                "type: PLOVER's type of its first mention",
                "mode: PLOVER's mode of it",
                "certainty: how surely its holder tells it",
            ),
            *_HOLDER,
            *_text("earliest: from when", "latest: until when", kind="moment"),
            *_text("course: whether it is a course of things, no happening", kind="boolean"),
            *_integers(
                "mentions: that it is told with",
                "figures: that it comes to",
                "blames: that it has",
            ),
            *_WORDS,
        ),
    ),
    Sheet(
        "mentions",
        "words that tell of a happening, with who and what has part in it",
        (
            *_text(
                "mention_id: of the event mention",
                "account_id: of its account, empty where it is of none",
                "event_id: of its event",
            ),
            *_REPORT,
            *_text("type: PLOVER's type", "mode: PLOVER's mode", "certainty: how surely"),
            *_HOLDER,
            *_text(
                "actor: words for who did it, parted by ;",
                "recipient: words for who or what it was done to",
                "instrument: words for what it was done with",
                "place: words for where",
                "time: words for when",
            ),
            *_WORDS,
        ),
    ),
    Sheet(
        "figures",
        "how many were killed, wounded and so on, as one report gives it",
        (
            *_text(
                "figure_id: of the figure; empty where a person added it",
                "account_id: of the account that it is of",
                "event_id: of the event",
            ),
            *_REPORT,
            *_ORIGIN,
            *_text("kind: killed, wounded, detained, ...", by=By.COUNTS),
            *_text("of_whom: words for who is counted"),
            *_integers(
                "low: at least, people", "best: best, people", "high: at most, people", by=By.COUNTS
            ),
            *_DECIDED,
            *_integers(
                "machine_low: at least, as the machine read it",
                "machine_best: best, as the machine read it",
                "machine_high: at most, as the machine read it",
            ),
            *_text("machine_kind: what is counted, as the machine read it"),
            *_HOLDER,
            *_text("part_of: figure_id of the total that it is a part of"),
            *_text(
                "superseded: whether the report says itself that it is an older toll",
                kind="boolean",
            ),
            *_WORDS,
        ),
    ),
    Sheet(
        "blames",
        "who is said to have done it",
        (
            *_text(
                "account_id: of the account", "event_id: of the event", "mention_id: of the mention"
            ),
            *_REPORT,
            *_text(
                "name: the fullest name in the report of whom is meant",
                "certainty: asserted, accused, claimed, possible, denied",
            ),
            *_HOLDER,
            *_WORDS,
        ),
    ),
    Sheet(
        "places",
        "words that name a place",
        (
            *_REPORT,
            *_text("name: of the place", "country: ISO 3166 code", by=By.COUNTS),
            *_integers("geonames_id: number in GeoNames", by=By.COUNTS),
            *_text(
                "latitude: degrees, WGS 84",
                "longitude: degrees, WGS 84",
                by=By.COUNTS,
                kind="number",
            ),
            *_integers("precision: UCDP's code, 1 (exact) to 7", by=By.COUNTS),
            *_text("score: how sure the gazetteer's reading is, 0 to 1", kind="number"),
            *_text("usage: literal, metonymic, ..."),
            *_DECIDED,
            *_integers("machine_geonames_id: as the machine read it"),
            *_WORDS,
        ),
    ),
    Sheet(
        "times",
        "words that say when",
        (
            *_REPORT,
            *_text("type: TIMEX3 type", "value: TIMEX3 value"),
            *_text("earliest: from when", "latest: until when", by=By.COUNTS, kind="moment"),
            *_DECIDED,
            *_text(
                "machine_earliest: as the machine read it",
                "machine_latest: as the machine read it",
                kind="moment",
            ),
            *_WORDS,
        ),
    ),
    Sheet(
        "attributions",
        "a statement that is put into somebody's mouth",
        (
            *_text("attribution_id: of the attribution", "inside: the one that it stands in"),
            *_REPORT,
            *_text("source: words for who says it, empty where none are", by=By.COUNTS),
            *_text("source_name: the fullest name in the report of whom is meant"),
            *_text("source_kind: what sort of source", by=By.COUNTS),
            *_DECIDED,
            *_text(
                "machine_source: as the machine read it",
                "machine_source_kind: as the machine read it",
                "cue: the words that attribute it",
                "quotation: direct, indirect, mixed",
            ),
            *_WORDS,
        ),
    ),
    Sheet(
        "wordings",
        "a loaded word or phrase, about whom and in whose voice",
        (
            *_REPORT,
            *_text(
                "about: the fullest name in the report of whom it is about",
                "actor_id: as of the table actors",
            ),
            *_HOLDER,
            *_WORDS,
        ),
    ),
    Sheet(
        "origins",
        "two reports whose texts hang together",
        (
            *_text("report_a: of the one", "outlet_a: who published it", by=By.SOURCE),
            *_text("published_a: when", by=By.SOURCE, kind="day"),
            *_text("report_b: of the other", "outlet_b: who published it", by=By.SOURCE),
            *_text("published_b: when", by=By.SOURCE, kind="day"),
            *_text("relation: copy, rewrite, shared quotation only"),
            *_text("score: share of the shorter text's words that both have", kind="number"),
            *_integers("runs: stretches of text that both have"),
            *_text("quote_a: the longest of them in the one", "quote_b: and in the other"),
            *_integers(
                "start_a: where it begins, code points",
                "end_a: where it ends",
                "start_b: where it begins in the other",
                "end_b: where it ends",
            ),
            *_text("decision: not a copy, where people decided so", by=By.PEOPLE),
        ),
    ),
    Sheet(
        "actors",
        "how one outlet names somebody",
        (
            *_text(
                "actor_id: the same for all that are one across reports, as far as can be told",
                "called: the name that most reports use; a description only where there is no name",
                "kind: person, organisation, group, government, place, unknown",
            ),
            *_text("outlet: whose reports", by=By.SOURCE),
            *_text("name: as written", "form: name, or nominal: a description"),
            *_integers("reports: of the outlet that name them so", "times: that they do"),
        ),
    ),
    Sheet(
        "reports",
        "one published text",
        (
            *_REPORT,
            *_text(
                "published_at: moment of publication with the outlet's offset, where it is given",
                "title: headline",
                "byline: who wrote it, as given",
                "language: ISO 639-1 code",
                "agencies: agencies that it credits, parted by ;",
                by=By.SOURCE,
            ),
            *_integers("characters: length of the text, code points", by=By.SOURCE),
            *_integers("captures: how often it was had", by=By.SOURCE),
            *_text("unread: why nothing was read in it, empty where it was"),
            *_text("page: address of its page, with --pages"),
        ),
    ),
    Sheet(
        "refusals",
        "an input that could not be used",
        (
            *_text(
                "location: path or address",
                "member: which part of it",
                "reason: why, as the guide lists them",
                "detail: what was wrong",
                "sha256: of its bytes, where they were had",
                by=By.SOURCE,
            ),
        ),
    ),
    Sheet(
        "decisions",
        "what one person decided, also what was taken back",
        (
            *_text(
                "judgement_id: of the decision",
                "kind: what sort of thing it is about",
                "about: what it is about",
                "field: which field of it, empty: the whole",
                "decision: accept, correct, reject, add, note, join, split, not a copy, ..., undo",
                "value: what the field is by it, and what the machine read, as JSON",
                "by: who",
                by=By.PEOPLE,
            ),
            *_text("at: when, UTC", by=By.PEOPLE, kind="moment"),
            *_text("why: in their words", "undoes: the decision that it takes back", by=By.PEOPLE),
        ),
    ),
)

NAMES = tuple(each.name for each in SHEETS)


def sheet(name: str) -> Sheet:
    """The sheet of a name."""
    return next(each for each in SHEETS if each.name == name)


def page() -> str:
    """The page of the guide: every sheet with its columns."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Columns of csv and xlsx"
    yield ""
    yield (
        "Made of `according.export.sheets.columns`. *By* says who says what a column holds: "
        "`source`, the report itself; `machine`, the machine's reading, which no decision changes; "
        "`people`, what they decided; `counts`, what people decided where they did, else the "
        "machine's reading."
    )
    for each in SHEETS:
        yield from ("", f"## {each.name}", "", f"A row is {each.what}.", "")
        yield from ("| column | kind | by | what it holds |", "|---|---|---|---|")
        for column in each.columns:
            yield f"| `{column.name}` | {column.kind} | {column.by.value} | {column.what} |"
