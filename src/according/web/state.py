"""What the pages of one server share: the record, what looks into it, templates, tokens."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from according import __version__
from according.errors import NotAllowed
from according.export import kinds
from according.export.accord import origins_said, range_said
from according.export.decisions import decided_said
from according.export.event_view import day_said, face_title, place_said, what_said, when_said
from according.export.voices import shortened
from according.faces import Faces
from according.linking.judged import KINDS, anchors
from according.model import Evidence
from according.reviewing.findings import Anchor
from according.reviewing.roles import Action, Viewer, may
from according.store import Record
from according.store.browsing import Browsing
from according.store.connect import called
from according.store.finding import Finding
from according.store.looking import Looking
from according.web.asking import SESSION, viewer
from according.web.files import static
from according.web.jobs import Jobs
from according.web.tokens import Tokens

T = TypeVar("T")

SHORT = 12
"""Characters of an id in an address."""

_KEPT = 160
"""What is kept until the record changes, in weights: about a mebibyte each at most."""

_CATCH_UP = 400
"""Events whose faces a page waits for; more are done as further pages are asked for."""


def _one(_: object) -> int:
    return 1


class Cache:
    """Keeps what was made, until the record changes."""

    def __init__(self, stamp: Callable[[], int]) -> None:
        self._stamp = stamp
        self._lock = Lock()
        self._at = -1
        self._kept: OrderedDict[object, tuple[Any, int]] = OrderedDict()

    def get(self, key: object, make: Callable[[], T], weigh: Callable[[T], int] = _one) -> T:
        """What was made for ``key`` since the record changed last, or made now.

        Args:
            weigh: how much of the room it takes.
        """
        now = self._stamp()
        with self._lock:
            if now != self._at:
                self._kept.clear()
                self._at = now
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key][0]
                return found
        made = make()
        with self._lock:
            # What the record became while this was made is not in it.
            if self._at == now:
                self._kept[key] = (made, weigh(made))
            while len(self._kept) > 1 and sum(each for _, each in self._kept.values()) > _KEPT:
                self._kept.popitem(last=False)
        return made


@dataclass(frozen=True)
class State:
    """What pages are made with."""

    record: Record
    looking: Looking
    finding: Finding
    browsing: Browsing
    faces: Faces
    cache: Cache
    tokens: Tokens
    jobs: Jobs
    environment: Environment
    coder: str
    accounts: bool = False
    """Whether people sign in; else whoever is at this machine may do everything."""
    secure: bool = False
    """Whether pages are reached by https alone."""

    def page(
        self, request: Request, template: str, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Render a page."""
        cookie = self.tokens.cookie(request)
        asking = self.viewer(request)
        text = self.environment.get_template(f"{template}.j2").render(
            token=self.tokens.token(cookie, request.cookies.get(SESSION, "")),
            coder=asking.name if asking else "",
            viewer=asking,
            accounts=self.accounts,
            may=lambda name: asking is not None and may(asking.role, Action[name]),
            path=request.url.path,
            decided=self.decided(),
            record_name=called(self.record.url),
            **values,
        )
        response = HTMLResponse(text, status)
        self.tokens.set_cookie(response, cookie, secure=self.secure)
        return response

    def decided(self) -> frozenset[str]:
        """The events that people decided something of that stands."""
        return self.cache.get("decided", self._decided)

    def _decided(self) -> frozenset[str]:
        across = self.record.across
        sides = [side for each in across.standing(KINDS) for side in anchors(each)]
        accounts = [account for side in sides for account, _, _ in side]
        return frozenset(across.events_of(accounts).values())

    def viewer(self, request: Request) -> Viewer | None:
        """Who asks; None where nobody is signed in."""
        if not hasattr(request.state, "viewer"):
            request.state.viewer = viewer(self.record, request, self.coder, accounts=self.accounts)
        found: Viewer | None = request.state.viewer
        return found

    def asking(self, request: Request) -> Viewer:
        """Who asks, of a page that is only for those who may read.

        Raises:
            NotAllowed: nobody is signed in.
        """
        found = self.viewer(request)
        if found is None:
            raise NotAllowed("sign in first")
        return found

    def up_to_date(self) -> None:
        """Bring the faces of events up to date, as far as a page can wait for."""
        self.cache.get("faces", lambda: self.faces.catch_up(_CATCH_UP))


def state_of(request: Request) -> State:
    """The state of the application that answers."""
    found: State = request.app.state.according
    return found


def environment() -> Environment:
    """The templates, with what they use."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("according.web"), PackageLoader("according.export")]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        version=__version__,
        words_link=words_link,
        words_at=words_at,
        static=static,
        address=address,
        decided_said=decided_said,
        face_title=face_title,
        place_said=place_said,
        what_said=what_said,
        when_said=when_said,
        origins_said=origins_said,
        range_said=range_said,
        kind_said=kinds.kind_said,
        family=kinds.family,
        families=kinds.FAMILIES,
        kind_names=kinds.NAMES,
    )
    made.filters.update(headline=_headline, shortened=shortened, day=day_said_or_not, short=_short)
    return made


def _short(identity: str) -> str:
    return identity[:SHORT]


def _headline(found: Any) -> str:
    """The headline of a report, or the words that it opens with."""
    if found.title:
        return str(found.title)
    words = " ".join(found.text[:90].split())
    return f"{words.rsplit(' ', 1)[0]} …" if len(found.text) > 90 else words


def day_said_or_not(value: date | datetime | None) -> str:
    """A day as people write it, and that there is none."""
    return day_said(value) if value else "no date"


def words_link(words: Evidence | Anchor) -> Markup:
    """The attributes of a link that opens words in their report: in place where a script runs,
    else on the report's page."""
    return _link(words.report_id, words.start, words.end)


def words_at(about: Sequence[str]) -> Markup:
    """The same, of the words that a decision is about: report, start, end."""
    return _link(about[0], int(about[1]), int(about[2]))


def _link(report_id: str, start: int, end: int) -> Markup:
    report, spot = escape(f"/report/{report_id[:SHORT]}"), f"start={start}&amp;end={end}"
    # An event's page has hundreds of these: put together at once, all of it being safe.
    return Markup(f'href="{report}?{spot}#here" data-words="{report}/words?{spot}"')


def address(path: str, values: Mapping[str, Any] | None = None, **more: Any) -> str:
    """A path with a query of what is not empty."""
    merged = {**(values or {}), **more}
    query = urlencode({key: str(each) for key, each in merged.items() if each})
    return f"{path}?{query}" if query else path
