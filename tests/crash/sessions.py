"""People at the pages of a record, as their browsers ask: who reviews, and who reads."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx

PAGES = ("/", "/events", "/queue", "/judgements", "/actors", "/outlets", "/origins", "/map")
SEARCHES = ("bomb", "people killed", "hall")

_LOCKS = re.compile(r"locked|cannot be (written|read|opened)|a fault of According", re.IGNORECASE)
_EVENT = re.compile(r'href="(/event/[0-9a-f]+)"')
_REPORT = re.compile(r'href="(/report/[0-9a-f]+)')
_TOKEN = re.compile(r'name="token" value="(\w+)"')
_FINDING = re.compile(r'data-finding-name="([^"]+)"')


@dataclass
class Done:
    """What one of them did: how often each answer came, what was said to be kept, what was wrong,
    and how long answers took, in seconds."""

    answers: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Done:
        """What a process has written down."""
        found = json.loads(path.read_text())
        return cls(**{**found, "answers": Counter(found["answers"])})


class Browser:
    """Somebody's browser at a server."""

    def __init__(self, port: int, done: Done) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=self.home, timeout=120)
        self._done = done
        self._token = ""

    def get(self, path: str) -> str:
        """A page, "" where there is none."""
        return self._asked("GET", path).text

    def post(self, path: str, **fields: str) -> bool:
        """Whether what a form says was done."""
        data = {"token": self._token, "by": "", **fields}
        headers = {"origin": self.home, "sec-fetch-site": "same-origin"}
        return self._asked("POST", path, data=data, headers=headers).status_code == 303

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        while True:
            began = time.monotonic()
            answer = self._client.request(method, path, **more)
            self._done.seconds.append(time.monotonic() - began)
            if answer.status_code != 429:
                break
            time.sleep(0.2)
        self._done.answers[f"{method} {answer.status_code}"] += 1
        found = _LOCKS.search(answer.text)
        if answer.status_code >= 500 or found:
            said = re.sub(r"<[^>]+>|\s+", " ", answer.text[answer.text.find("<main") :])
            self._done.wrong.append(f"{method} {path}: {answer.status_code} {said[:300]}")
        token = _TOKEN.search(answer.text)
        self._token = token[1] if token else self._token
        return answer


def reviews(port: int, name: str, end: float, done: Done) -> None:
    """Decide this and that, and take some of it back."""
    chance, browser = random.Random(name), Browser(port, done)
    number = 0
    while time.monotonic() < end:
        events = _EVENT.findall(browser.get(f"/events?page={chance.randint(1, 3)}"))
        if not events:
            browser.get("/events")
            continue
        event = chance.choice(events)
        page = browser.get(f"{event}/review")
        browser.get("/queue")
        number += 1
        said = {"by": name, "why": f"{name} {number}", "back": event}
        step = chance.choice((_note, _note, _split, _join, _undo))
        if step(browser, chance, event, page, events, said):
            done.kept.append(said["why"])


def _note(browser: Browser, chance: random.Random, _: str, page: str, _e: Any, said: Any) -> bool:
    found = [unescape(each) for each in _FINDING.findall(page)]
    if not found:
        return False
    finding = chance.choice(found)
    return browser.post(
        "/decide", finding=finding, verdict=chance.choice(("note", "accept")), **said
    )


def _split(browser: Browser, _: Any, event: str, _page: str, _events: Any, said: Any) -> bool:
    page = browser.get(event)
    form = re.search(r'action="/judge/split">(.*?)</form>', page, re.DOTALL)
    reports = re.findall(r'<option value="(\w{64})"', form[1]) if form else ()
    given = re.search(r'name="event" value="(\w+)"', form[1]) if form else None
    if not reports or given is None:
        return False
    return browser.post("/judge/split", event=given[1], report=reports[-1], **said)


def _join(
    browser: Browser, chance: random.Random, event: str, _: str, events: Any, said: Any
) -> bool:
    other = chance.choice(events)
    identity = event.rsplit("/", 1)[-1]
    return other != event and browser.post("/judge/join", event=identity, other=other, **said)


def _undo(browser: Browser, chance: random.Random, *rest: Any) -> bool:
    page = browser.get("/judgements")
    made = re.findall(r'name="judgement" value="(\w{64})"', page)
    return bool(made) and browser.post("/judge/undo", judgement=chance.choice(made), **rest[-1])


def reads_pages(port: int, _: str, end: float, done: Done) -> None:
    """Look at pages, one after the other."""
    chance, browser = random.Random(3), Browser(port, done)
    while time.monotonic() < end:
        for page in PAGES:
            found = browser.get(page)
            inner = _EVENT.findall(found) + _REPORT.findall(found)
            if inner:
                browser.get(chance.choice(inner))
        browser.get(f"/search?q={chance.choice(SEARCHES)}")
