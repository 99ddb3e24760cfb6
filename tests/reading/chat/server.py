"""A chat endpoint of our own, on this machine, that answers as a test tells it to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def completion(said: str, *, finish: str = "stop", usage: Any = (100, 20)) -> bytes:
    """An answer of chat completions in which the model says ``said``."""
    plain: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": finish}
        ],
    }
    if usage is not None:
        plain["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return json.dumps(plain).encode()


@dataclass
class Said:
    """One answer: status, body, headers; ``drip`` sends a byte now and then, ``stall`` waits."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stall: float = 0.0
    drip: bool = False


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    plain: dict[str, Any]

    @property
    def text(self) -> str:
        """The part of the report that was sent."""
        return str(json.loads(self.plain["messages"][1]["content"])["text"])


class Server:
    """Answers with ``answer(request)``, and keeps all requests."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answer: Callable[[Asked], Said] = lambda _: Said(completion("{}"))
        self.url = ""

    def says(self, *answers: Any, **more: Any) -> None:
        """Answer these one after the other, the last one for ever: `Said`, text, or plain JSON."""
        self.asked.clear()
        waiting = list(answers)

        def answer(_: Asked) -> Said:
            next_ = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(next_, Said):
                return next_
            text = next_ if isinstance(next_, str) else json.dumps(next_)
            return Said(completion(text, **more))

        self.answer = answer


@contextmanager
def served() -> Iterator[Server]:
    """A server on a free port of this machine."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, dict(self.headers.items()), json.loads(body))
            state.asked.append(asked)
            said = state.answer(asked)
            time.sleep(said.stall)
            try:
                self._send(said)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, said: Said) -> None:
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in said.headers:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if not said.drip:
                self.wfile.write(said.body)
                return
            for at in range(len(said.body)):
                self.wfile.write(said.body[at : at + 1])
                self.wfile.flush()
                time.sleep(0.05)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
