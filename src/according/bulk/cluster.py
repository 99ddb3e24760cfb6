"""`Cluster`: tasks on a cluster of Dask, or on one that is made on this machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

from according.bulk.engine import TRIES, Task, done, lost, settled
from according.errors import SettingsError, StoreError

AHEAD = 1000
"""Parts that the scheduler is told of at once."""

_PATIENCE = 60.0
"""Seconds in which a scheduler answers."""


def distributed() -> ModuleType:
    """Dask's part for clusters.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise SettingsError(
            "the engine dask needs distributed, which is not installed: "
            "pip install 'according[dask]'"
        ) from error


class Cluster:
    """An `Engine` on Dask. Its workers need the same According, and the dataset's storage.

    Args:
        scheduler: the address of one that runs; None makes a cluster on this machine.
        workers: processes of this machine, where no scheduler is named.

    Raises:
        SettingsError: Dask is not installed, or the scheduler does not answer.
    """

    def __init__(self, scheduler: str | None, workers: int) -> None:
        self._dask = distributed()
        self._own = None
        try:
            if scheduler is None:
                self._own = self._dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
                )
            self._client = self._dask.Client(
                self._own if self._own is not None else scheduler,
                timeout=_PATIENCE,
                set_as_default=False,
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise SettingsError(f"no scheduler of Dask answers at {scheduler}: {error}") from error

    def map(self, task: Task, parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """As `Engine.map`."""
        left = iter(range(len(parts)))
        asked: dict[Any, int] = {}
        tries: Counter[int] = Counter()
        ended = self._dask.as_completed(loop=self._client.loop)

        def ask(number: int) -> None:
            # A name of its own: what ran before, in this or another run, is not looked up.
            future = self._client.submit(done, task, parts[number], pure=False)
            asked[future] = number
            ended.add(future)

        for number, _ in zip(left, range(AHEAD), strict=False):
            ask(number)
        try:
            while asked:
                future = next(ended)
                number = asked.pop(future)
                try:
                    answer = future.result()
                except Exception as error:  # noqa: BLE001  what workers and connections raise
                    self._went_down(error, number, tries)
                    ask(number)
                    continue
                future.release()
                if (following := next(left, None)) is not None:
                    ask(following)
                yield number, settled(answer)
        finally:
            for future in asked:
                with suppress(Exception):
                    future.cancel()

    def _went_down(self, error: Exception, number: int, tries: Counter[int]) -> None:
        """Count a part whose workers went down, so often that the scheduler gave it up, or whose
        answer was lost with its worker."""
        downs = (
            self._dask.scheduler.KilledWorker,
            self._dask.client.FutureCancelledError,
            CancelledError,
        )
        if not isinstance(error, downs):
            raise StoreError(f"Dask could not run a part: {type(error).__name__}: {error}")
        tries[number] += 1
        if tries[number] >= TRIES:
            raise lost(number)

    def close(self) -> None:
        """Leave the cluster; end it where it was made here."""
        self._client.close()
        if self._own is not None:
            self._own.close()
