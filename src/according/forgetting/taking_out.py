"""A report is taken out; a person's name is put out of all reports, which are read anew.

Each report is one transaction, so a run that was stopped goes on where it was: what is done is
done, and what still has the name is found by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from according.errors import SettingsError
from according.forgetting.names import Names, address_words, parts_left, put_out_of
from according.linker import decided, link
from according.linking.sketches import to_sketch
from according.model import Capture, Report, ReportReader
from according.neighbourhood import Neighbourhood
from according.store import Overtaken, Record
from according.store.forgetting import Audit, Removed

OnProgress = Callable[[int, int], None]
"""How many reports are done, of how many."""


@dataclass(slots=True)
class Forgotten:
    """What came of it.

    ``reports`` are the ids of those that are gone; ``rows`` how many rows went with them, by table;
    ``shared`` places of bytes that stay, because they hold other reports too; ``pseudonym`` what
    stands for a person; ``left`` single words of the name that still stand in some reports.
    """

    reports: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)
    pseudonym: str | None = None
    left: dict[str, int] = field(default_factory=dict)
    compact: bool = False

    def add(self, report: str, removed: Removed) -> None:
        """Count what went with one report."""
        self.reports.append(report)
        self.shared += removed.shared
        for table, count in removed.rows.items():
            self.rows[table] = self.rows.get(table, 0) + count


def forget_reports(
    record: Record,
    reports: Sequence[str],
    by: str,
    why: str,
    on_progress: OnProgress = lambda *_: None,
) -> Forgotten:
    """Take reports out, with all that rests on them; the events that they told are grouped anew.

    Args:
        reports: their whole ids.

    Raises:
        NotFound: one of them is not there; those before it are gone.
        StoreError: the record cannot be written.
    """
    done = Forgotten()
    for number, report in enumerate(reports):
        on_progress(number, len(reports))
        removed = record.forgetting.remove(Audit(report, by, _now(), why))
        done.add(report, removed)
        _regroup(record, removed.accounts)
    done.compact = record.forgetting.compact()
    on_progress(len(reports), len(reports))
    return done


def naming(record: Record, names: Names) -> list[str]:
    """The ids of the reports that name somebody: in text, byline or address, in what any of their
    captures says of itself, or in the captured bytes."""
    return [each.id for each in _all_reports(record) if _names(record, each, names)]


def _names(record: Record, report: Report, names: Names) -> bool:
    if put_out_of(report, names) != report:
        return True
    for each in record.captures(report.id):
        said = (each.location, each.member, each.byline, *address_words(each.url))
        if any(map(names.found_in, said)):
            return True
        if names.found_in(record.bytes_of(each.sha256).decode("utf-8", "replace")):
            return True
    return False


def forget_person(
    record: Record,
    reader: ReportReader,
    forms: Sequence[str],
    by: str,
    why: str,
    on_progress: OnProgress = lambda *_: None,
) -> Forgotten:
    """Put a pseudonym in the place of a person's name wherever it stands.

    Each report that has it is read anew with the pseudonym and stands in place of the first, which
    is taken out with its captured bytes. What people decided of its words stays with them.

    Args:
        forms: the name, and other forms of it.

    Raises:
        SettingsError: a form is no name, or stands in ``why`` or ``by``.
        StoreError: the record cannot be written.
    """
    names = Names(tuple(forms), record.forgetting.begin(forms))
    if names.found_in(why) or names.found_in(by):
        raise SettingsError("the reason has the name in it, and is kept; put it otherwise")
    done = Forgotten(pseudonym=names.pseudonym)
    todo = naming(record, names)
    for number, report_id in enumerate(todo):
        on_progress(number, len(todo))
        removed = _put_out(record, reader, report_id, names, Audit(report_id, by, _now(), why))
        done.add(report_id, removed)
        _regroup(record, removed.accounts)
    record.forgetting.rename_said(names.found_in, names.put_out)
    link(record)
    record.forgetting.end()
    done.left = parts_left((each.text for each in _all_reports(record)), names)
    done.compact = record.forgetting.compact()
    on_progress(len(todo), len(todo))
    return done


def _all_reports(record: Record) -> Iterator[Report]:
    return (record.report(each) for each in list(record.report_ids()))


def _now() -> datetime:
    return datetime.now(UTC)


def _put_out(
    record: Record, reader: ReportReader, report_id: str, names: Names, audit: Audit
) -> Removed:
    """Put the names out of one report, and the bytes that it came from with them."""
    report = put_out_of(record.report(report_id), names)
    audit = replace(audit, became=report.id, pseudonym=names.pseudonym)
    data = report.text.encode("utf-8")
    first = record.captures(report_id)[:1]
    location = names.put_out(first[0].location) if first else "pseudonymised"
    sha256 = hashlib.sha256(data).hexdigest()
    capture = Capture(sha256, "text/plain", location, "pseudonymised", size=len(data))
    if report.id == report_id:  # the name was beside the text only, and is no part of the id
        return record.forgetting.strip(audit, report.byline, report.url, capture, data)
    record.add(reader.read(report), capture, data)
    return record.forgetting.remove(audit, names.put_out)


def _regroup(record: Record, accounts: Iterable[str]) -> None:
    """Group what is left of events: what held it together may be gone."""
    some = sorted(accounts)
    if not some:
        return
    while True:
        seen = record.across.revision()
        told = map(to_sketch, record.across.sketches(some).values())
        changed = Neighbourhood(record, decided(record).judged, told).changed(seen)
        try:
            record.across.move(changed)
        except Overtaken:
            continue
        return
