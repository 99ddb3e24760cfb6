"""`Engine`: what the bulk lane asks of whoever runs its tasks, and nothing more.

A task is called with one part and gives something small; all that is large goes through storage.
It may be run more than once, also at the same time, and then writes the same. So an engine need
not know what a task does, nor keep anything of it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from according.errors import AccordingError, StoreError

TRIES = 20
"""How often a part is run whose worker goes down. Machines are lost now and then; what ends each
worker that has it is no accident."""

Task: TypeAlias = Callable[[Any], Any]
"""Called with a part; can be sent to another process, as can what it gives."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a task gave for a part."""

    value: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """A task went wrong; all of the run is over."""

    error: AccordingError


class Engine(Protocol):
    """Runs tasks in other processes."""

    def map(self, task: Task, parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Run ``task`` over ``parts``: the number of each part, and what it gave, as they end.
        A part whose worker goes down is run again. When the caller stops asking, all ends.

        Raises:
            AccordingError: what a task raised; or a part ended `TRIES` workers.
        """

    def close(self) -> None:
        """End all workers."""


def done(task: Task, part: Any) -> Done | Raised:
    """Run a task in a worker; what it raises is a message too."""
    try:
        return Done(task(part))
    except AccordingError as error:
        return Raised(error)
    except Exception as error:  # noqa: BLE001  the boundary of a worker
        where = traceback.extract_tb(error.__traceback__)[-1]
        # What other errors say can have words of a report in it.
        why = f": {error}" if isinstance(error, OSError) else ""
        told = f"{type(error).__name__}{why} ({where.name}, line {where.lineno})"
        return Raised(StoreError(f"a part of the run failed: {told}"))


def lost(part: int) -> StoreError:
    """What is raised where a part cannot be done."""
    return StoreError(
        f"part {part} ended {TRIES} workers, one after the other: memory may be short; use fewer "
        "workers, or smaller parts in a new folder"
    )


def settled(answer: Done | Raised) -> Any:
    """What a task gave.

    Raises:
        AccordingError: what it raised.
    """
    if isinstance(answer, Raised):
        raise answer.error
    return answer.value
