"""Every route by every role: who is let in, and that no form of others' making does anything."""

import re

import pytest
from starlette.testclient import TestClient

from according.errors import NotAllowed
from according.reviewing.roles import Action, Role, may
from according.web.access import NEEDS, OPEN, needed
from according.web.app import make_app
from tests.web.conftest import HOME, RULES, WRITE

LOCAL = {("GET", "/name"), ("POST", "/name")}
"""Where nobody signs in; where people do, there is no such page."""


def routes(app):
    # Routers that are taken in are kept whole, or spread out, as FastAPI's version has it.
    found, todo = set(), list(app.app.routes)
    while todo:
        each = todo.pop()
        inner = getattr(each, "original_router", None)
        if inner is not None:
            todo += inner.routes
        elif getattr(each, "methods", None):
            found |= {(method, each.path) for method in each.methods if method != "HEAD"}
    return found


def test_every_route_is_known_and_every_write_has_its_action(state):
    found = routes(make_app(state, RULES))
    assert len(found) > 35
    writes = {each for each in found if each[0] != "GET"}
    assert writes <= set(NEEDS) | OPEN
    assert set(NEEDS) | OPEN <= found
    # Without an account there are the form, and what it is drawn with.
    assert {path for _, path in OPEN} == {"/static/{name}", "/favicon.ico", "/sign-in"}
    with pytest.raises(NotAllowed):
        needed("POST", "/else")
    assert needed("GET", "/else") is Action.READ


def filled(path, event, report):
    values = {
        "event_id": event.rsplit("/", 1)[1],
        "report_id": report,
        "other_id": report,
        "job_id": "0" * 16,
        "what": "add" if path.startswith("/users") else "split",
        "name": "style.css",
    }
    return re.sub(r"{(\w+)}", lambda each: values[each[1]], path)


@pytest.fixture
def addresses(people):
    event = re.search(r"/event/[0-9a-f]+", people["rea"].get("/events").text)[0]
    report = re.search(r"/report/([0-9a-f]+)", people["rea"].get("/search").text)[1]
    return event, report


def test_reads_by_role(people, desk, addresses):
    for method, path in sorted(routes(make_app(desk, RULES))):
        if method != "GET" or (method, path) in LOCAL:
            continue
        address = filled(path, *addresses)
        action = needed(method, path)
        for name, browser in people.items():
            role = {"": None, "rea": Role.READER, "cat": Role.ADJUDICATOR}.get(name, Role.CODER)
            status = browser.get(address).status_code
            where = f"{name or 'nobody'} at {path}"
            if action is None:
                assert status in (200, 303), where
            elif role is None:
                assert status == 303, where
            elif not may(role, action):
                assert status == 403, where
            else:
                assert status in (200, 400, 404), where


def test_writes_by_role(people, desk, addresses):
    for method, path in sorted(set(NEEDS)):
        if method != "POST" or (method, path) in LOCAL or path == "/sign-out":
            continue
        address = filled(path, *addresses)
        for name, browser in people.items():
            role = {"": None, "rea": Role.READER, "cat": Role.ADJUDICATOR}.get(name, Role.CODER)
            status = browser.post(address).status_code
            where = f"{name or 'nobody'} at {path}"
            if role is None:
                assert status == 401, where
            elif not may(role, NEEDS[method, path]):
                assert status == 403, where
            else:
                # They are let in; the form has nothing in it.
                assert status in (400, 404), where
    assert not desk.record.across.judgements()


@pytest.mark.parametrize("token", ["", "0" * 64, "é", None])
def test_no_form_of_others_does_anything(people, desk, token):
    cat = people["cat"]
    for method, path in sorted(NEEDS):
        if method != "POST" or (method, path) in LOCAL:
            continue
        address = path.replace("{what}", "undo")
        data = {"token": token} if token is not None else {"name": "x"}
        assert cat.client.post(address, data=data, headers=WRITE).status_code == 403, path
    # Cat is signed in still: nobody else could sign her out.
    assert cat.get("/").status_code == 200


def test_a_form_of_another_session_is_none(people, desk):
    cat, ana = people["cat"], people["ana"]
    event = re.search(r"/event/([0-9a-f]+)", cat.get("/events").text)[1]
    taken = ana.token()
    assert cat.post("/coding/assign", token=taken, event=event, coder="ana").status_code == 403
    old = cat.token()
    assert cat.sign_in("cat").status_code == 303
    assert cat.post("/coding/assign", token=old, event=event, coder="ana").status_code == 403
    assert cat.post("/coding/assign", event=event, coder="ana").status_code == 303


def test_nothing_of_the_record_is_shown_before(people):
    nobody = people[""]
    for address in ("/", "/queue", "/nothing", "/event/ffff", "/add/ffff", "/sign-in"):
        answer = nobody.get(address)
        assert "desk.db" not in answer.text
        assert "Tulcea" not in answer.text
        assert "/events" not in answer.text
    part = nobody.get("/report/ffff/words", **{"hx-request": "true"})
    assert part.status_code == 401


def test_readers_see_no_forms_but_to_leave(people, addresses):
    event, report = addresses
    pages = (event, f"{event}/review", f"/report/{report}", "/queue", "/judgements", "/coding")
    for address in pages:
        forms = re.findall(
            r'<form[^>]*method="post"[^>]*action="([^"]+)"', people["rea"].get(address).text
        )
        assert set(forms) == {"/sign-out"}, address


def test_on_ones_own_machine_nobody_signs_in(state):
    client = TestClient(make_app(state, RULES), base_url=HOME, follow_redirects=False)
    assert client.get("/sign-in").status_code == 404
    assert client.post("/sign-in", data={}, headers=WRITE).status_code == 404
    client.cookies.set("according-session", "x" * 43)
    assert client.get("/").status_code == 200
