"""`Processes`: tasks in processes of this machine, without any other software."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from according.bulk.engine import TRIES, Task, done, lost, settled
from according.engine.child import Child
from according.engine.worker import Started, die_with_parent, received
from according.errors import StoreError

_FOREVER = float("inf")
"""A task has no time of its own: what can hang in it, reading, is timed there."""


class Processes:
    """An `Engine` of ``workers`` processes, started when there is work for them."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._idle: list[Child] = []
        self._busy: dict[Child, int] = {}
        self._down = 0

    def map(self, task: Task, parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """As `Engine.map`."""
        waiting = deque(range(len(parts)))
        tries: Counter[int] = Counter()
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._workers:
                    self._hand_out(task, waiting[0], parts[waiting.popleft()])
                for child in self._readable():
                    try:
                        answer = child.answer()
                    except EOFError:
                        self._went_down(child, waiting, tries)
                        continue
                    if answer is not None:
                        number = self._busy.pop(child)
                        self._idle.append(child)
                        self._down = 0
                        yield number, settled(answer)
        finally:
            # What runs still would answer to who asks next.
            for child in self._busy:
                child.stop()
            self._busy.clear()

    def close(self) -> None:
        """End all workers."""
        for child in (*self._idle, *self._busy):
            child.stop()
        self._idle, self._busy = [], {}

    def _hand_out(self, task: Task, number: int, part: Any) -> None:
        child = self._idle.pop() if self._idle else Child(work_main, daemon=False)
        self._busy[child] = number
        child.ask((task, part), _FOREVER)

    def _readable(self) -> list[Child]:
        readable = wait([child.connection for child in self._busy])
        return [child for child in self._busy if child.connection in readable]

    def _went_down(self, child: Child, waiting: deque[int], tries: Counter[int]) -> None:
        number = self._busy.pop(child)
        ready = child.ready
        child.stop()
        tries[number] += 1
        self._down += not ready
        if self._down >= TRIES:
            raise StoreError("worker processes end before they start; their messages are above")
        if tries[number] >= TRIES:
            raise lost(number)
        waiting.append(number)


def work_main(connection: Connection) -> None:
    """Run tasks one by one and send what they give."""
    die_with_parent()
    connection.send(Started())
    while True:
        task, part = received(connection)
        connection.send(done(task, part))
