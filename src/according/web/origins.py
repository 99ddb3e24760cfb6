"""Origins: texts that several reports derive from."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.linking.judged import not_copies
from according.linking.origins import DERIVED, First, first_of, origins
from according.model import OriginLink, Report
from according.web.paging import pager
from according.web.state import state_of

router = APIRouter()

SIZE = 30
_MOST = 60
"""Reports of one text that a page lists."""


@router.get("/origins")
def all_origins(request: Request) -> HTMLResponse:
    """Reports that share their text with others, those first that most others have it of."""
    state = state_of(request)
    pages = pager(request, SIZE)
    key = ("origins", pages.number)
    found = state.cache.get(key, lambda: state.browsing.origins(size=SIZE, at=pages.at))
    return state.page(request, "origins.html", found=found, pages=pages.of(found.total))


@router.get("/origin/{report_id}")
def origin(request: Request, report_id: str) -> HTMLResponse:
    """The reports that derive from one text with a report, and the words that show it."""
    state = state_of(request)
    whole = state.record.find(report_id)
    ids = state.browsing.group_of(whole, _MOST)
    denied = not_copies(state.record.across.standing(("reports",)))
    links = [each for each in state.looking.plain_links(ids) if each.relation in DERIVED]
    standing = [each for each in links if frozenset((each.a, each.b)) not in denied]
    reports = {each: state.record.report(each) for each in ids}
    groups = origins(list(reports.values()), standing, denied)
    own = next(each for each in groups if whole in each.report_ids)
    order = sorted(own.report_ids, key=lambda each: _when(reports[each]))
    return state.page(
        request,
        "origin.html",
        asked=reports[whole],
        reports=[reports[each] for each in order],
        links=[(each, *_ends(each, reports)) for each in own.links],
        denied=[
            (each, *_ends(each, reports)) for each in links if frozenset((each.a, each.b)) in denied
        ],
        more=len(ids) >= _MOST,
    )


def _when(report: Report) -> tuple[str, str, str]:
    return str(report.published or "9"), str(report.published_at), report.id


def _ends(link: OriginLink, reports: dict[str, Report]) -> tuple[Report, Report, First | None]:
    a, b = reports[link.a], reports[link.b]
    return a, b, first_of(a, b)
