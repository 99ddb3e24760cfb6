"""``according serve`` as a process of its own, for as long as tests look at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT


@contextmanager
def serving(path: Path, *options: str, patience: float = 180.0) -> Iterator[str]:
    """Serve a record, and stop when done.

    Args:
        patience: seconds until it must answer; the lists of a large record are made before.

    Yields:
        The address, once it answers.
    """
    port = _free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "according", "serve", str(path), "--port", str(port)]
    process = subprocess.Popen([*command, *options], env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/about", process, patience)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], patience: float) -> None:
    began = time.monotonic()
    while time.monotonic() - began < patience:
        if process.poll() is not None:
            raise RuntimeError(f"according serve ended with {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("according serve did not answer")
