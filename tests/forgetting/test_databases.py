"""What is taken out is gone from a PostgreSQL database too."""

from __future__ import annotations

from according.forgetting.taking_out import forget_person, forget_reports
from tests.postgres import BOTH
from tests.test_linker import REPORTS, filled

DATABASES = BOTH


def test_reports_and_names_go(database, reader) -> None:
    with filled(database, [reader.read(each) for each in REPORTS]) as record:
        forget_reports(record, [REPORTS[2].id], "ana", "asked for")
        done = forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "asked for")
        assert len(done.reports) == 2
        left = [record.report(each) for each in record.report_ids()]
        assert len(left) == 3
        assert not any("elnik" in each.text for each in left)
        assert len(record.forgetting.audits()) == 3
        assert not record.across.waiting()
