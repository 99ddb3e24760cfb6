"""`Client`: asks the endpoint, again where that may help, and counts what it costs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from according.errors import InputRefused, ReaderUnavailable, Reason
from according.reading.chat.answer import Plain, Reply, Unusable, claims, envelope
from according.reading.chat.endpoint import Endpoint
from according.reading.chat.wire import Answer, TooLong, WireError, post
from according.settings import Chat

MOST_PAUSE = 60.0
"""Seconds between two tries, at most, whatever the endpoint wishes."""

_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_NOT_THIS = frozenset((400, 413, 422))
"""What is wrong with one request: its report is refused, others are asked about."""
_NO = {
    401: "it refuses the key",
    403: "it refuses the key",
    404: "it has no such path or model",
    405: "it is no address of chat completions",
}


class Cut(Exception):
    """The answer was longer than it may be: less is to be asked at once."""


@dataclass(slots=True)
class Spent:
    """What was spent since it was last set to nothing."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Client:
    """Asks one endpoint. ``sleep`` is for tests."""

    to: Endpoint
    chat: Chat
    agent: str
    sleep: Callable[[float], None] = time.sleep
    spent: Spent = field(default_factory=Spent)
    _json_mode: bool = True

    def ask(self, messages: Sequence[dict[str, str]]) -> Plain:
        """The object that the model answers with.

        Raises:
            Cut: the answer was cut off at its longest.
            InputRefused: READER, no answer that can be looked at was had, or the text is not taken.
            ReaderUnavailable: none will be had, whatever is asked.
        """
        why = ""
        reached = True
        for number in range(self.chat.tries):
            wait = self.chat.pause * 2 ** (number - 1) if number else 0.0
            if wait:
                self.sleep(min(wait, MOST_PAUSE))
            try:
                answer = self._send(messages)
                if answer.status in _AGAIN:
                    why, reached = f"it answers with status {answer.status}", True
                    if answer.wait and number + 1 < self.chat.tries:
                        self.sleep(min(answer.wait, MOST_PAUSE))
                    continue
                return self._claims(answer)
            except TooLong as error:
                raise InputRefused(Reason.READER, f"chat endpoint: {error}") from error
            except WireError as error:
                why, reached = str(error), error.reached
            except Unusable as error:
                why, reached = f"its answer cannot be used: {error}", True
        if not reached:
            raise ReaderUnavailable(f"the chat endpoint does not answer: {why}")
        raise InputRefused(
            Reason.READER, f"chat endpoint, asked {self.chat.tries} times: {why}; run it again"
        )

    def _send(self, messages: Sequence[dict[str, str]]) -> Answer:
        answer = self._post(messages, json_mode=self._json_mode)
        if answer.status in (400, 422) and self._json_mode:
            # Not every endpoint knows how to be asked for JSON alone; or it is the text itself.
            answer = self._post(messages, json_mode=False)
            self._json_mode = answer.status != 200
        if answer.status in (200, *_AGAIN):
            return answer
        if answer.status in _NOT_THIS:
            raise InputRefused(
                Reason.READER,
                f"chat endpoint: it does not take this text (status {answer.status}): "
                f"{_said(answer)}",
            )
        if 300 <= answer.status < 400:
            raise ReaderUnavailable(
                f"the chat endpoint {self.to.origin} sends elsewhere (status {answer.status}); "
                "that is not followed: give the address itself"
            )
        why = _NO.get(answer.status, f"it says: {_said(answer)}")
        raise ReaderUnavailable(
            f"the chat endpoint {self.to.origin} answers with status {answer.status}: {why}"
        )

    def _post(self, messages: Sequence[dict[str, str]], *, json_mode: bool) -> Answer:
        asked: dict[str, Any] = {
            "model": self.chat.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": self.chat.answer_tokens,
            "stream": False,
        }
        if json_mode:
            asked["response_format"] = {"type": "json_object"}
        body = json.dumps(asked, ensure_ascii=False).encode("utf-8")
        started = time.monotonic()
        self.spent.requests += 1
        try:
            return post(
                self.to,
                body,
                seconds=self.chat.seconds,
                cap=self.chat.answer_bytes,
                agent=self.agent,
            )
        finally:
            self.spent.seconds += time.monotonic() - started

    def _claims(self, answer: Answer) -> Plain:
        reply: Reply = envelope(answer.body)
        self.spent.tokens_in += reply.tokens_in
        self.spent.tokens_out += reply.tokens_out
        if reply.cut:
            raise Cut
        return claims(reply.said)


def _said(answer: Answer) -> str:
    return " ".join(answer.body[:200].decode("utf-8", "replace").split())
