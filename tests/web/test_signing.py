"""Signing in on pages: cookies, rotation, ends, limits, and what is not given away."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from according.errors import SettingsError
from according.reviewing import signing, users
from according.reviewing.roles import Role
from according.web.app import make_app, open_state
from according.web.guard import Rules
from according.web.serving import Serving
from tests import demo_record
from tests.web import accounts
from tests.web.conftest import HOME, RULES


@pytest.fixture
def browser(desk):
    return accounts.Browser(make_app(desk, RULES))


def cookie(answer, name="according-session"):
    return next(
        (each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{name}=")), ""
    )


def test_a_session_begins_and_ends(browser, desk):
    answer = browser.sign_in("Ana ", back="/coding")
    assert answer.headers["location"] == "/coding"
    given = cookie(answer)
    assert "HttpOnly" in given
    assert "SameSite=strict" in given
    assert "Secure" not in given
    token = browser.client.cookies["according-session"]
    assert len(token) >= 43
    assert ">ana</span>" in browser.get("/").text
    # The record has no token.
    with desk.record.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM sessions").all()
    assert len(kept) == 1
    assert token not in str(kept)
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert browser.get("/").status_code == 303
    browser.client.cookies.set("according-session", token)
    assert browser.get("/").status_code == 303


def test_each_signing_in_makes_another_session_and_ends_the_one_before(browser):
    tokens = []
    for _ in range(2):
        assert browser.sign_in("ana").status_code == 303
        tokens.append(browser.client.cookies["according-session"])
    assert tokens[0] != tokens[1]
    for token, status in zip(tokens, (303, 200), strict=True):
        again = accounts.Browser(browser.client.app)
        again.client.cookies.set("according-session", token)
        assert again.get("/about").status_code == status


def test_a_token_that_another_chose_is_no_session(browser):
    other = accounts.Browser(browser.client.app)
    other.client.cookies.set("according-session", "chosen by another")
    assert other.get("/").status_code == 303
    answer = other.sign_in("ana")
    assert answer.status_code == 303
    assert "chosen by another" not in cookie(answer)


@pytest.mark.parametrize("later", [timedelta(hours=2, minutes=1), timedelta(hours=13)])
def test_a_session_ends_by_itself(browser, monkeypatch, later):
    browser.sign_in("ana")
    assert browser.get("/about").status_code == 200
    moment = signing.now()
    monkeypatch.setattr(signing.signed_in, "__defaults__", (None, lambda: moment + later))
    assert browser.get("/about").status_code == 303


def test_roles_are_those_of_now(browser, desk):
    browser.sign_in("ana")
    users.set_role(desk.record, "ana", Role.READER)
    assert browser.get("/").status_code == 303
    users.remove(desk.record, "ben")
    assert browser.sign_in("ben").status_code == 401


def test_who_has_an_account_is_not_given_away(browser):
    wrong = browser.sign_in("ana", "not this one at all")
    nobody = browser.sign_in("ann", "not this one at all")
    assert wrong.status_code == nobody.status_code == 401
    plain = [re.sub(r"an[an]", "", each.text) for each in (wrong, nobody)]
    assert plain[0] == plain[1]
    assert not cookie(wrong)


def test_who_tries_too_often_waits(browser):
    for _ in range(8):
        assert browser.sign_in("ana", "not this one at all").status_code == 401
    answer = browser.sign_in("ana")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "too many attempts" in answer.text.lower()
    # A name that nobody has is treated alike; others are let in.
    for _ in range(8):
        assert browser.sign_in("ann", "not this one at all").status_code == 401
    assert browser.sign_in("ann").status_code == 429
    assert browser.sign_in("ben").status_code == 303


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/\n/e", ""],
)
def test_nobody_is_sent_elsewhere(browser, back):
    assert browser.sign_in("ana", back=back).headers["location"] == "/"


def test_who_is_asked_goes_on_to_what_they_asked_for(browser):
    to = browser.get("/queue?own=yes").headers["location"]
    assert to == "/sign-in?back=%2Fqueue%3Fown%3Dyes"
    assert 'name="back" value="/queue?own=yes"' in browser.get(to).text


def test_a_form_to_sign_in_is_short_and_ours(browser):
    assert browser.sign_in("ana", "x" * 20_000).status_code == 413
    assert browser.post("/sign-in", token="0" * 64, name="ana").status_code == 403


def test_names_in_forms_decide_nothing_where_people_sign_in(browser, desk):
    browser.sign_in("ana")
    page = browser.get("/actor?name=Delta+Front").text
    ids = re.findall(r'<option value="(\w{64})">', page)
    answer = browser.post("/judge/not-the-same", a=ids[0], b=ids[1], by="cat")
    assert answer.status_code == 303
    assert [each.by for each in desk.record.across.judgements()] == ["ana"]


def test_by_https_cookies_are_secure(demo_db, tmp_path, monkeypatch):
    monkeypatch.setattr("according.reviewing.users.HASHER", accounts.CHEAP)
    path = str(demo_record.copy(demo_db, tmp_path / "record.db"))
    home = "https://desk.example"
    with open_state(path, accounts=True, secure=True) as state:
        accounts.add_people(state.record)
        rules = Rules(frozenset((home,)), 1e6, 10**6, 1e6, 10**6)
        browser = accounts.Browser(make_app(state, rules), home)
        answer = browser.sign_in("ana")
        assert "Secure" in cookie(answer)
        assert "Secure" in cookie(browser.get("/sign-in"), "according") or browser.get("/").text


def test_the_name_of_ones_own_machine(state):
    client = TestClient(make_app(state, RULES), base_url=HOME, follow_redirects=False)
    browser = accounts.Browser(client.app)
    assert browser.post("/name", name="Zoë; Ünal", back="/queue").headers["location"] == "/queue"
    assert "zoë; ünal" in browser.get("/").text
    assert browser.post("/name", name="  ").status_code == 400


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"host": "0.0.0.0"}, "sign in"),
        ({"host": "192.168.0.2"}, "sign in"),
        ({"host": "0.0.0.0", "users": True}, "at which address"),
        ({"host": "192.168.0.2", "users": True}, "for others to read"),
        ({"host": "::", "users": True, "origins": ["http://desk.example"]}, "for others to read"),
        ({"origins": ["desk.example"]}, "no address"),
        ({"origins": ["https://desk.example/path"]}, "no address"),
        ({"origins": ["https://a@desk.example"]}, "no address"),
        ({"origins": ["https://desk.example:99999999"]}, "no address"),
        ({"certificate": "x"}, "go together"),
    ],
)
def test_what_is_not_served(options, said):
    with pytest.raises(SettingsError, match=said):
        Serving(**options).rules()


def test_what_is_served():
    assert "http://localhost:8417" in Serving().rules().origins
    assert not Serving().is_secure(Serving().rules())
    lan = Serving("192.168.0.2", users=True, without_https=True)
    assert lan.rules().origins == {"http://192.168.0.2:8417"}
    far = Serving("0.0.0.0", users=True, origins=["https://Desk.Example:443/"])
    assert far.rules().origins == {"https://desk.example"}
    assert far.is_secure(far.rules())
    own = Serving("192.168.0.2", 443, users=True, certificate="c", key="k")
    assert own.rules().origins == {"https://192.168.0.2", "https://192.168.0.2:443"}
