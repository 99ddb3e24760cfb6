"""Deciding on pages: kept with who and why, shown apart from the machine's, taken back."""

import re

import pytest

from tests.web.conftest import HOME, WRITE, first_event


def fields_of(page: str, action: str) -> dict[str, str]:
    form = re.search(rf'<form method="post" action="{action}">(.*?)</form>', page, re.DOTALL)[1]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def told_by(state, event):
    return state.looking.line(event, 40)[0].reports


def leads(client, event):
    """The event that the address of an event leads to."""
    answer = client.get(f"/event/{event[:12]}")
    if answer.status_code == 200:
        return event[:12]
    return answer.headers["location"].removeprefix("/event/")


def test_a_report_is_split_off_and_put_back(client, send, state):
    event = first_event(client)
    page = client.get(event).text
    report = re.search(r'<option value="(\w{64})">Capital Standard', page)[1]
    given = fields_of(page, "/judge/split")
    assert report in told_by(state, given["event"])
    answer = send(
        event, "/judge/split", **given, report=report, by="Ada", why="another <b>bomb</b>"
    )
    assert answer.status_code == 303
    assert report not in told_by(state, given["event"])
    shown = client.get(event).text
    assert '<span class="badge by-person">ada</span>' in shown
    assert "another &lt;b&gt;bomb&lt;/b&gt;" in shown
    assert '<span class="badge by-person">decided</span>' in client.get("/events").text
    accounts = re.search(r'<h2 id="accounts">.*?</table>', shown, re.DOTALL)[0]
    assert "Capital Standard" not in accounts
    judgement = fields_of(client.get("/judgements").text, "/judge/undo")["judgement"]
    back = send("/judgements", "/judge/undo", judgement=judgement, by="Ben", back="/judgements")
    assert back.status_code == 303
    assert report in told_by(state, given["event"])
    assert "taken back" in client.get("/judgements").text
    assert '<span class="badge by-person">decided</span>' not in client.get("/events").text
    shown = client.get("/judgements").text
    (about, _) = re.findall(r'<div class="small about">(.*?)</div>', shown, re.DOTALL)
    assert f'href="{event}"' in about
    assert "Capital Standard, 13 March 2024" in about
    # Both rows stay.
    assert len(state.record.across.judgements()) == 2


def test_events_are_joined_by_id_or_address(client, send, state):
    addresses = list(dict.fromkeys(re.findall(r"/event/[0-9a-f]+", client.get("/events").text)))
    one, other = addresses[0], addresses[-1]
    lines = [state.looking.line(each.rsplit("/", 1)[1], 40)[0] for each in (one, other)]
    given = fields_of(client.get(one).text, "/judge/join")
    answer = send(one, "/judge/join", **given, other=f"{HOME}{other}", by="Ada")
    assert answer.status_code == 303
    accounts = [account for line in lines for account in line.account_ids]
    (joined,) = set(state.record.across.events_of(accounts).values())
    # The address of what is gone leads to what it became, joined and taken back.
    for line in lines:
        assert leads(client, line.id) == joined[:12]
        assert client.get(f"/event/{line.id[:12]}/review").status_code == 200
        assert state.record.across.event(line.id).id == joined
    judgement = fields_of(client.get("/judgements").text, "/judge/undo")["judgement"]
    send("/judgements", "/judge/undo", judgement=judgement, by="Ada", back="/judgements")
    for line in lines:
        now = state.record.across.events_of(line.account_ids)
        assert leads(client, line.id) in {each[:12] for each in now.values()}
    assert client.get("/event/0123456789ab").status_code == 404


def test_not_a_copy_changes_the_origins(client, send, state):
    event = first_event(client)
    before = re.search(r"Told by [^<]+", client.get(event).text)[0]
    page = client.get(event).text
    reports = re.findall(r'<option value="(\w{64})">([^,<]+),', page)
    by_outlet = {outlet: report for report, outlet in reports}
    a, b = by_outlet["Capital Standard"], by_outlet["Meridian News Agency"]
    beside = f"/report/{a[:12]}/beside/{b[:12]}"
    given = fields_of(client.get(beside).text, "/judge/not-a-copy")
    assert send(beside, "/judge/not-a-copy", **given, by="Ada", why="own work").status_code == 303
    assert "not a copy, a person decided" in client.get(beside).text
    assert re.search(r"Told by [^<]+", client.get(event).text)[0] != before


def test_two_of_a_name_are_not_the_same(client, send, state):
    page = client.get("/actor?name=Delta+Front").text
    ids = re.findall(r'<option value="(\w{64})">', page)
    answer = send("/actor?name=Delta+Front", "/judge/not-the-same", a=ids[0], b=ids[1], by="Ada")
    assert answer.status_code == 303
    assert "two actors are not the same" in client.get("/actor?name=Delta+Front").text


@pytest.mark.parametrize("token", ["", "0" * 64, "é", None])
def test_a_forged_form_decides_nothing(client, state, token):
    event = first_event(client)
    client.get(event)
    data = {"event": "ab", "report": "cd", "by": "Mallory"}
    if token is not None:
        data["token"] = token
    answer = client.post("/judge/split", data=data, headers=WRITE)
    assert answer.status_code == 403
    assert not state.record.across.judgements()


def test_a_token_is_of_one_browser(client, state):
    token = re.search(r'name="token" value="(\w+)"', client.get("/add").text)[1]
    client.cookies.clear()
    data = {"token": token, "judgement": "ab", "by": "Mallory"}
    assert client.post("/judge/undo", data=data, headers=WRITE).status_code == 403


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        ("/judge/split", {"event": "zz", "report": "zz", "by": "Ada"}),
        ("/judge/split", {"by": "Ada"}),
        ("/judge/join", {"event": "ffffffff", "other": "eeeeeeee", "by": "Ada"}),
        ("/judge/undo", {"judgement": "ffff", "by": "Ada"}),
        ("/judge/undo", {"judgement": "ffff", "by": "  "}),
        ("/judge/else", {"by": "Ada"}),
    ],
)
def test_what_cannot_be_decided_is_said(send, state, to, fields):
    answer = send("/add", to, **fields)
    assert answer.status_code in (400, 404)
    assert "This was not done" in answer.text
    assert not state.record.across.judgements()


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_nobody_is_sent_elsewhere(client, send, state, back):
    page = client.get("/actor?name=Delta+Front").text
    ids = re.findall(r'<option value="(\w{64})">', page)
    answer = send("/add", "/judge/not-the-same", a=ids[0], b=ids[1], by="Ada", back=back)
    assert answer.headers["location"] == "/judgements"


def test_two_names_are_the_same(client, send):
    front = re.findall(r'<option value="(\w{64})">', client.get("/actor?name=Delta+Front").text)[0]
    other = re.search(
        r'<option value="(\w{64})">', client.get("/actor?name=Black+Reed+Brigade").text
    )[1]
    answer = send("/actor?name=Delta+Front", "/judge/same", a=front, b=other[:12], by="Ada")
    assert answer.status_code == 303
    page = client.get("/judgements").text
    assert "two actors are one" in page
    assert "Black Reed Brigade" in client.get("/actor?name=Delta+Front").text
