"""Reviewing on pages: deciding in place, history, undo, the queue, coding alone, adjudication."""

import re
from html import unescape

import pytest

from according.reviewing.deciding import event_items
from according.reviewing.findings import Kind
from according.reviewing.roles import Viewer
from tests.web.conftest import first_event

COUNT = "count"


@pytest.fixture
def event(people):
    return first_event(people["cat"])


@pytest.fixture
def figure(people, desk, event):
    """The name of the first figure of the event."""
    found = event_items(desk.record, Viewer("x"), event.rsplit("/", 1)[1])
    return str(next(each.anchor for each in found if each.anchor.kind is Kind.FIGURE))


def decide(browser, figure, verdict, field=COUNT, back="/queue", **more):
    return browser.post("/decide", finding=figure, field=field, verdict=verdict, back=back, **more)


def assigned(people, event):
    identity = event.rsplit("/", 1)[1]
    for name in ("ana", "ben"):
        answer = people["cat"].post("/coding/assign", event=identity, coder=name, back="/coding")
        assert answer.status_code == 303
    return identity


def row(page, figure, field=COUNT):
    """The part of a page that is a field of a finding."""
    found = re.search(rf'data-finding-name="{re.escape(figure)}".*?</article>', page, re.DOTALL)[0]
    return re.search(rf'data-field="{field}">.*?<div class="past">', found, re.DOTALL)[0]


# ---- deciding


def test_a_figure_is_corrected_in_place_and_stands_apart(people, event, figure):
    ana = people["ana"]
    answer = ana.post(
        *("/decide", True),
        finding=figure,
        field=COUNT,
        verdict="correct",
        value="1,234",
        why="<b>as</b> told",
    )
    assert answer.status_code == 200
    part = answer.text
    assert "<html" not in part
    shown = row(part, figure)
    assert re.search(r'by-machine">machine</span> at least 14', shown)
    assert re.search(r'by-person">ana</span> <b>1,234 \(corrected\)</b>', shown)
    assert "&lt;b&gt;as&lt;/b&gt; told" in shown
    # Also on the event's page, beside the words that the machine read, and for all.
    for browser in people["ben"], people["rea"]:
        shown = browser.get(event).text
        assert "corrected by ana; the machine reads at least 14</span>" in shown


def test_a_correction_takes_the_place_of_the_machines_value_on_the_events_page(
    people, event, figure
):
    before = people["rea"].get(event).text
    assert "Set aside by people" not in before
    decide(people["ana"], figure, "correct", value="1234", why="the list")
    for page in (people["rea"].get(event).text, people["rea"].get(f"{event}/dossier").text):
        assert re.search(r"<b>1,234</b>.*?corrected by ana; the machine reads", page, re.DOTALL)
        aside = page[page.index("Set aside by people") :]
        assert "corrected to 1,234 by ana (“the list”)" in unescape(aside)
    judgement = re.search(
        r'name="judgement" value="(\w{64})"', row(people["ana"].get(f"{event}/review").text, figure)
    )[1]
    assert people["ana"].post("/undo", judgement=judgement, finding=figure).status_code == 303
    assert "Set aside by people" not in people["rea"].get(event).text


def test_of_an_event_that_many_tell_only_the_reports_that_are_shown_are_read(
    people, desk, event, monkeypatch
):
    monkeypatch.setattr("according.web.review.REPORTS", 2)
    had, reading = [], desk.record.reading
    monkeypatch.setattr(desk.record, "reading", lambda name: had.append(name) or reading(name))
    page = people["ana"].get(f"{event}/review").text
    assert re.search(r"Reports 1 to 2 of \d+", page)
    assert len(set(had)) == 2
    assert "Those before" not in page
    after = unescape(re.search(r'href="([^"]+)">Those after', page)[1])
    page = people["ana"].get(after).text
    assert re.search(r"Reports 3 to 4 of \d+", page)
    assert "Those before" in page
    assert len(set(had)) == 4
    far = people["ana"].get(f"{event}/review?part=999").text
    assert "Those after" not in far
    had.clear()
    people["ana"].get(f"{event}/adjudicate?all=yes")
    assert not had, "nothing is decided, so nothing is read"


def test_without_a_script_the_page_comes_back_at_the_finding(people, event, figure):
    answer = decide(people["ana"], figure, "accept", back=f"{event}/review")
    assert answer.status_code == 303
    to, _, place = answer.headers["location"].partition("#")
    assert to == f"{event}/review"
    assert f'id="{place}"' in people["ana"].get(to).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verdict": "correct", "value": "many"}, "is no figure"),
        ({"verdict": "correct"}, "a value is needed"),
        ({"verdict": "note"}, "a note needs words"),
        ({"verdict": "adjudicate"}, "there is no decision"),
        ({"verdict": "add"}, "there is no decision"),
        ({"verdict": "accept", "field": "colour"}, "no field"),
        ({"verdict": "accept", "finding": "figure:ffff:1-2"}, "no report"),
        ({"verdict": "accept", "finding": "nonsense"}, "names no finding"),
        ({"verdict": "accept", "finding": "12ab:1-2"}, "what kind"),
    ],
)
def test_what_cannot_be_decided_is_said(people, desk, figure, fields, said):
    values = {"finding": figure, "field": COUNT, **fields}
    answer = people["ana"].post("/decide", **values)
    assert answer.status_code in (400, 404)
    assert said in unescape(answer.text)
    assert not desk.record.across.judgements()


def test_a_rejected_finding_has_no_fields_left(people, event, figure):
    people["ana"].post("/decide", finding=figure, field="", verdict="reject")
    page = people["ben"].get(f"{event}/review").text
    assert "there is nothing of the kind" in row(page, figure, "as a whole")
    assert "rejected as a whole" in row(page, figure)


def test_undo_is_ones_own_and_history_keeps_all(people, event, figure, desk):
    ana, ben = people["ana"], people["ben"]
    decide(ana, figure, "correct", value="16", why="first")
    decide(ana, figure, "correct", value="17", why="second")
    shown = row(ana.get(f"{event}/review").text, figure)
    judgement = re.search(r'name="judgement" value="(\w{64})"', shown)[1]
    assert "Undo" not in row(ben.get(f"{event}/review").text, figure)
    asked = {"finding": figure, "field": COUNT, "judgement": judgement, "back": "/queue"}
    assert ben.post("/undo", **asked).status_code == 403
    assert ana.post("/undo", **asked).status_code == 303
    assert "16 (corrected)" in row(ana.get(f"{event}/review").text, figure)
    history = ben.client.get("/history", params={"finding": figure, "field": COUNT}).text
    lines = re.findall(r"<li.*?</li>", re.search(r"<ol.*?</ol>", history, re.DOTALL)[0])
    assert [("first" in each, "taken back by ana" in each) for each in lines] == [
        (True, False),
        (False, True),
    ]
    assert len(desk.record.across.judgements()) == 3
    # What is no decision of a finding is not taken back here.
    assert ana.post("/undo", judgement="").status_code == 400
    assert ana.post("/undo", judgement="ffff").status_code == 404


def test_the_history_of_an_event_has_all_sorts_of_decisions(people, event, figure):
    identity = assigned(people, event)
    decide(people["ana"], figure, "reject", why="not so")
    people["cat"].post("/coding/withdraw", event=identity, coder="ben")
    report = figure.split(":")[1]
    people["cat"].post("/judge/split", event=identity, report=report, back=event)
    page = people["ana"].get(f"{first_event(people['ana'])}/history").text
    whole = page + people["ana"].get("/judgements").text
    for said in ("is rejected", "not so", "taken from a coder", "a report tells of another"):
        assert said in whole


def test_what_was_missed_is_added(people, desk, figure):
    report = figure.split(":")[1]
    words = desk.record.report(report).text[30:38].strip()
    page = f"/report/{report[:12]}"
    given = {"report": report, "words": words, "kind": "figure", "counted": "missing"}
    answer = people["ana"].post("/missed", **given, value="3", back=page)
    assert answer.status_code == 303
    shown = people["ben"].get(page).text
    assert re.search(r'by-machine">machine</span> not read', shown)
    assert "3 (added)" in shown
    wrong = {**given, "words": "words of another text"}
    assert people["ana"].post("/missed", **wrong, value="3").status_code == 400
    assert people["ana"].post("/missed", **{**given, "kind": "role"}, value="x").status_code == 400


def test_words_that_are_opened_have_their_findings(people, figure):
    _, report, spot = figure.split(":")
    start, end = spot.split("/")[0].split("-")
    part = people["ana"].get(f"/report/{report[:12]}/words?start={start}&end={end}").text
    assert "at least 14" in row(part, figure)
    page = people["ana"].get(f"/report/{report[:12]}?start={start}&end={end}").text
    assert "at least 14" in row(page, figure)


# ---- the queue


@pytest.mark.parametrize("address", ["/", "/queue"])
def test_nobody_waits_for_all_that_changed(people, desk, monkeypatch, address):
    monkeypatch.setattr("according.web.home._LOOKED_AT", 3)
    monkeypatch.setattr("according.reviewing.queue.AT_ONCE", 3)
    left = desk.record.review.stale_count()
    assert left > 3
    page = people["ana"].get(address).text
    assert re.search(rf"{left - 3} (changed )?events", page)
    # The rest was looked at when the page was sent.
    assert desk.record.review.stale_count() == 0


def test_the_queue_says_why_and_leads_to_what_it_rests_on(people):
    ana = people["ana"]
    ana.get("/queue")  # what is not looked at yet is, once the page is sent
    page = ana.get("/queue").text
    number = re.search(r"(\d+) things to look at", page)[1]
    assert re.search(rf'<a href="/queue"><b>{number}</b> things? to review', ana.get("/").text)
    assert page.index("accounts in conflict") < page.index("place or time uncertain")
    to, said = re.search(
        r'<a href="(/event/\w+/review\?item=\w+)">[^<]+</a><br><span class="small">([^<]+)', page
    ).groups()
    shown = ana.get(to).text
    assert f"Waits because: {said}" in shown
    assert (
        0 < shown.count('class="finding"') < ana.get(to.partition("?")[0]).text.count('"finding"')
    )


def test_the_queue_is_filtered_and_paged(people, monkeypatch):
    monkeypatch.setattr("according.web.queue.SIZE", 7)
    ana = people["ana"]
    seen, to = [], "/queue"
    while to:
        page = ana.get(to).text
        seen += re.findall(r'data-item><span class="badge why-([\w-]+)', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        to = unescape(following[1]) if following else ""
    number = int(re.search(r"(\d+) things to look at", ana.get("/queue").text)[1])
    assert len(seen) == number > 14
    low = ana.get("/queue?reason=low+score").text
    assert set(re.findall(r'data-item><span class="badge why-([\w-]+)', low)) == {"low-score"}
    assert ana.get("/queue?reason=none&after=x,nan,1&own=1").status_code == 200


def test_what_was_decided_goes_from_the_queue(people):
    ana = people["ana"]
    to = re.search(
        r'href="(/event/\w+/review\?item=\w+)"', ana.get("/queue?reason=low+score").text
    )[1]
    page = ana.get(to).text
    for name in re.findall(r'data-finding-name="([^"]+)"', page):
        assert decide(ana, name, "accept", field="place").status_code == 303
    assert to not in ana.get("/queue?reason=low+score").text


def test_one_link_is_confirmed(people, desk):
    ana = people["ana"]
    page = ana.get("/queue?reason=one+link").text
    item = re.search(r'name="item" value="(\w{64})"', page)[1]
    assert ana.post("/queue/confirm", item=item, back="/queue").status_code == 303
    assert item not in ana.get("/queue?reason=one+link").text
    assert [each.by for each in desk.record.across.judgements()] == ["ana"]
    assert ana.post("/queue/confirm", item="ffff").status_code == 404


# ---- coding alone

SECRET = "a reason of ana alone"


def everywhere(browser, event, figure):
    """All pages that could give a decision away, and parts of pages, and files."""
    _, report, spot = figure.split(":")
    start, end = spot.split("/")[0].split("-")
    words = f"?start={start}&end={end}"
    pages = (
        *("/", "/queue", "/queue?own=yes", "/coding", "/agreement", "/judgements", "/events"),
        *(event, f"{event}/review", f"{event}/adjudicate", f"{event}/adjudicate?all=yes"),
        f"{event}/history",
        *(f"{event}/dossier", f"/report/{report[:12]}", f"/report/{report[:12]}{words}"),
        *(f"/report/{report[:12]}/words{words}", f"/report/{report[:12]}/review", "/search?q=bomb"),
        *(f"/history?finding={figure}", f"/history?finding={figure}&field=count"),
    )
    return {page: browser.get(page).text for page in pages}


def test_coders_see_nothing_of_one_another_until_all_are_done(people, desk, event, figure):
    identity = assigned(people, event)
    ana, ben, cat, rea = (people[name] for name in ("ana", "ben", "cat", "rea"))
    before = everywhere(ben, event, figure)
    decide(ana, figure, "correct", value="4321", why=SECRET)
    decide(ana, figure, "note", why=SECRET)
    # Also after those who may see it looked at the same pages.
    for browser in (ana, ben, rea, cat, ben, rea):
        for page, text in everywhere(browser, event, figure).items():
            if browser in (ana, cat):
                continue
            assert "4,321" not in text, page
            assert SECRET not in text, page
            assert "ana: count" not in text, page
    # Nor does the number of decisions say that there are any.
    number = re.compile(r"\d+ decisions")
    assert number.search(ben.get("/").text)[0] == number.search(before["/"])[0]
    # Ana sees her own; who adjudicates and does not code sees all; a dossier goes to anybody.
    assert "4,321" in everywhere(ana, event, figure)[f"{event}/review"]
    assert SECRET in everywhere(cat, event, figure)["/judgements"]
    assert "4,321" not in ana.get(f"{event}/dossier").text
    # Ben cannot answer what he cannot see, nor take it back.
    hers = next(each for each in desk.record.across.judgements() if each.by == "ana")
    hidden = ben.post("/undo", judgement=hers.id, finding=figure)
    nothing = ben.post("/undo", judgement="f" * 64, finding=figure)
    assert (hidden.status_code, hidden.text) == (404, nothing.text)
    decide(ben, figure, "correct", value="8765")
    assert "8,765" not in ana.get(f"{event}/review").text
    assert ana.post("/coding/done", event=identity).status_code == 303
    assert "8,765" not in ana.get(f"{event}/review").text
    assert "4,321" not in ben.get(f"{event}/review").text
    assert cat.post("/adjudicate", finding=figure, field=COUNT, verdict="accept").status_code == 403
    assert ben.post("/coding/done", event=identity).status_code == 303
    for browser in (ana, ben, rea):
        page = browser.get(f"{event}/adjudicate").text
        assert "4,321" in page
        assert "8,765" in page
        assert "coders differ" in page
        assert "4,321" in browser.get(f"{event}/dossier").text


def test_both_done_the_adjudicator_takes_one_and_undoes(people, event, figure):
    identity = assigned(people, event)
    ana, ben, cat = people["ana"], people["ben"], people["cat"]
    decide(ana, figure, "correct", value="16")
    decide(ben, figure, "accept")
    for browser in (ana, ben):
        browser.post("/coding/done", event=identity)
    waiting = cat.get("/queue?reason=coders+differ").text
    assert f"{event}/adjudicate#figure" in waiting
    page = cat.get(f"{event}/adjudicate").text
    chosen = unescape(re.search(r'name="chosen" value="([^"]+)"', page)[1])
    answer = cat.post(
        *("/adjudicate",),
        finding=figure,
        field=COUNT,
        verdict="correct",
        chosen=chosen,
        back=f"{event}/adjudicate",
    )
    assert answer.status_code == 303
    page = cat.get(f"{event}/adjudicate").text
    assert re.search(r'by-person">cat</span> <b>16 \(corrected\)', page)
    assert f"{event}/adjudicate#figure" not in cat.get("/queue?reason=coders+differ").text
    assert ana.post("/coding/reopen", event=identity).status_code == 403
    judgement = re.search(r'name="judgement" value="(\w{64})"', page)[1]
    assert ana.post("/undo", judgement=judgement, finding=figure).status_code == 403
    assert cat.post("/undo", judgement=judgement, finding=figure).status_code == 303
    assert f"{event}/adjudicate#figure" in cat.get("/queue?reason=coders+differ").text
    agreement = people["rea"].get("/agreement").text
    assert "figure: count, low" in agreement
    assert "too few for an interval" in agreement or "not enough" in agreement


@pytest.mark.parametrize("chosen", ["", "{", '{"low": "x"}', '{"low": -1}', '"<script>"', "[]"])
def test_what_no_coder_gave_is_not_taken(people, event, figure, chosen, desk):
    given = {"finding": figure, "field": COUNT, "verdict": "correct", "chosen": chosen}
    assert people["cat"].post("/adjudicate", **given).status_code == 400
    assert not desk.record.across.judgements()


def test_events_are_assigned_to_those_who_may_code(people, event):
    identity = event.rsplit("/", 1)[1]
    for name in ("rea", "nobody", ""):
        answer = people["cat"].post("/coding/assign", event=identity, coder=name)
        assert answer.status_code in (400, 404)
    assigned(people, event)
    assert "1 event waits for you" in people["ana"].get("/coding").text
    assert 'href="/coding">1 event</a> to code' in people["ana"].get("/").text
    assert "No event waits for you" in people["cat"].get("/coding").text
    people["cat"].post("/coding/withdraw", event=identity, coder="ana")
    assert "No event waits for you" in people["ana"].get("/coding").text
    people["ben"].post("/coding/done", event=identity)
    assert "I am not done yet" in people["ben"].get(f"{event}/review").text
    people["ben"].post("/coding/reopen", event=identity)
    assert "I am done with this event" in people["ben"].get(f"{event}/review").text


def test_on_ones_own_machine_names_are_as_given(send, client, state):
    event = first_event(client)
    items = event_items(state.record, Viewer("x"), event.rsplit("/", 1)[1])
    name = str(next(each.anchor for each in items if each.anchor.kind is Kind.FIGURE))
    given = {"finding": name, "field": COUNT, "verdict": "accept", "back": "/queue"}
    assert send("/add", "/decide", **given, by="Zoë").status_code == 303
    # The browser keeps the name: who decides next is the same.
    assert send("/add", "/decide", **{**given, "field": "kind"}).status_code == 303
    assert {each.by for each in state.record.across.judgements()} == {"zoë"}
    to = {"event": event.rsplit("/", 1)[1], "coders": "Ana, Ben ,", "back": "/coding"}
    assert send("/add", "/coding/assign", **to).status_code == 303
    page = client.get("/coding").text
    assert ">ana</span>" in page
    assert ">ben</span>" in page


def test_the_head_and_what_is_told_say_what_people_decided(people, desk):
    cat, ana = people["cat"], people["ana"]
    event = first_event(cat)
    line = desk.record.across.event(event.rsplit("/", 1)[1])
    before = cat.get(event).text
    head = re.search(r"Told with the words.*?</p>", before, re.DOTALL)[0]
    assert "read by a machine" in head
    assert "by-person" not in head
    figure = next(
        each.anchor
        for each in event_items(desk.record, Viewer("x"), line.id)
        if each.anchor.kind is Kind.FIGURE and each.field == "count"
    )
    sent = decide(ana, figure, "correct", value="15", why="the later list")
    assert sent.status_code == 303
    sent = cat.post("/judge/split", event=line.id, report=line.reports[-1], why="another day")
    assert sent.status_code == 303
    for address in (event, f"{event}/dossier"):
        page = ana.get(address).text
        head = re.search(r"Told with the words.*?<h2", page, re.DOTALL)[0]
        assert "some values as people decided" in head
        assert "what belongs to it decided by cat" in head
        told = re.search(r'<table class="stated">.*?</table>', page, re.DOTALL)[0]
        assert re.search(r"<b>15</b> <span[^>]+>corrected by ana; the machine reads", told)
        assert re.search(r"set aside: at least \d+ in [^<]+, by ana", told)
