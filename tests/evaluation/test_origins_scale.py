import pytest

from according.linking import links, origins

made_up = pytest.importorskip("evaluation.made_up")


def test_the_generator_makes_the_same_reports_each_time_and_they_are_found():
    reports, planted = made_up.made(200)
    again, _ = made_up.made(200)
    assert [each.id for each in reports] == [each.id for each in again]
    assert len(planted) == 200 // made_up.PLANTED - 1
    groups = origins(reports, list(links(reports, {})))
    group = {each: one.id for one in groups for each in one.report_ids}
    assert all(group[reports[a].id] == group[reports[b].id] for a, b in planted)
    assert len(groups) == 200 - len(planted)
