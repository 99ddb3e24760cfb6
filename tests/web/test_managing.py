"""Who may sign in, managed on a page: by adjudicators, and by nobody else."""

import re

import pytest

from according.reviewing import users
from according.reviewing.roles import Role
from tests.web import accounts


def listed(desk):
    return {each.name: each.role for each in users.users(desk.record)}


def shown_password(answer):
    return re.search(r"has the password <code>([^<]+)</code>", answer.text)[1]


@pytest.mark.parametrize("name", ["ana", "rea", ""])
def test_nobody_else_sees_or_does_it(people, desk, name):
    before = listed(desk)
    browser = people[name]
    assert browser.get("/users").status_code == (303 if not name else 403)
    assert "/users" not in browser.get("/").text
    refused = 401 if not name else 403
    for what, fields in (
        ("add", {"name": "eve", "role": "adjudicator"}),
        ("role", {"name": name or "ana", "role": "adjudicator"}),
        ("password", {"name": "cat", "password": "a word of her own"}),
        ("shut-out", {"name": "cat"}),
    ):
        assert browser.post(f"/users/{what}", **fields).status_code == refused, what
    assert listed(desk) == before
    assert people["cat"].get("/users").status_code == 200


def test_an_adjudicator_sees_who_may_sign_in(people):
    page = people["cat"].get("/users").text
    assert re.findall(r'<td><span class="badge by-person">(\w+)</span>', page) == [*accounts.PEOPLE]
    assert '<a href="/users"' in people["cat"].get("/").text
    assert "argon2" not in page


def test_somebody_is_added_and_signs_in(people, desk):
    answer = people["cat"].post("/users/add", name="Dov ", role="coder")
    password = shown_password(answer)
    assert len(password) >= 16
    assert people[""].sign_in("dov", password).status_code == 303
    assert listed(desk)["dov"] == "coder"
    # It is shown this once.
    assert password not in people["cat"].get("/users").text
    given = people["cat"].post("/users/add", name="eli", role="reader", password="  ten spaces  ")
    assert given.status_code == 200
    assert people[""].sign_in("eli", "  ten spaces  ").status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "ana", "role": "coder"}, "There is a user &#39;ana&#39; already"),
        ({"name": "dov", "role": "coder", "password": "short"}, "10 to 1024 characters"),
        ({"name": "<b>", "role": "coder"}, "is no user name"),
        ({"name": "dov", "role": "king"}, "there is no role"),
        ({"name": "", "role": "coder"}, "not given: a name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_added(people, desk, fields, said):
    answer = people["cat"].post("/users/add", **fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert set(listed(desk)) == set(accounts.PEOPLE)


def test_another_role_counts_at_once(people, desk):
    assert people["cat"].post("/users/role", name="ana", role="reader").status_code == 303
    assert people["ana"].get("/").status_code == 303
    assert people["ana"].sign_in("ana").status_code == 303
    assert people["ana"].get("/add").status_code == 403
    assert listed(desk)["ana"] == Role.READER


def test_another_password_signs_out_and_lets_in(people):
    password = shown_password(people["cat"].post("/users/password", name="ana"))
    assert people["ana"].get("/").status_code == 303
    assert people["ana"].sign_in("ana").status_code == 401
    assert people["ana"].sign_in("ana", password).status_code == 303


def test_who_is_shut_out_is_out_at_once_and_stays_listed(people, desk):
    assert people["cat"].post("/users/shut-out", name="ana").status_code == 303
    assert people["ana"].get("/").status_code == 303
    assert people["ana"].sign_in("ana").status_code == 401
    assert "ana" not in listed(desk)
    assert "shut out" in people["cat"].get("/users").text
    again = people["cat"].post("/users/add", name="ana", role="reader")
    assert people["ana"].sign_in("ana", shown_password(again)).status_code == 303


@pytest.mark.parametrize(
    ("what", "fields"), [("role", {"role": "reader"}), ("shut-out", {"name": "CAT"})]
)
def test_somebody_who_manages_is_always_left(people, desk, what, fields):
    answer = people["cat"].post(f"/users/{what}", **{"name": "cat", **fields})
    assert answer.status_code == 403
    assert "another adjudicator can" in answer.text
    assert listed(desk)["cat"] == Role.ADJUDICATOR


def test_no_form_of_others_does_anything(people, desk):
    before = listed(desk)
    for token in ("", "0" * 64, people["ana"].token()):
        answer = people["cat"].post("/users/shut-out", token=token, name="ana")
        assert answer.status_code == 403
    elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    data = {"token": people["cat"].token(), "name": "ana"}
    sent = people["cat"].client.post("/users/shut-out", data=data, headers=elsewhere)
    assert sent.status_code == 403
    assert listed(desk) == before


def test_where_nobody_signs_in_there_is_no_such_page(client, send):
    assert client.get("/users").status_code == 404
    assert send("/queue", "/users/add", name="eve", role="coder").status_code == 404
    assert 'href="/users"' not in client.get("/").text
