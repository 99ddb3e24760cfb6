"""A disk that fails where it is told to: `failing.c`, compiled when it is first asked for."""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("failing.c")

_NUMBERS = struct.Struct("7q")
_WHAT, _UNDER, _LOG = 512, 1024, 4 << 20
_SIZE = _NUMBERS.size + _WHAT + _UNDER + _LOG


class Become(IntEnum):
    """What becomes of the call. ``SHORT`` writes half, and says so, as a call may; ``KILL`` kills
    the process before it, ``TORN`` in its middle."""

    FAIL = 1
    SHORT = 2
    KILL = 3
    TORN = 4


@dataclass(frozen=True)
class Fault:
    """What is to become of one call.

    Args:
        lasting: all after it fail too; of ``ENOSPC`` those that take room.
    """

    become: Become
    error: int = 0
    lasting: bool = False


FULL = Fault(Become.FAIL, errno.ENOSPC, lasting=True)
FULL_IN_THE_MIDDLE = Fault(Become.SHORT, errno.ENOSPC, lasting=True)
BROKEN_ONCE = Fault(Become.FAIL, errno.EIO)
BROKEN = Fault(Become.FAIL, errno.EIO, lasting=True)
SHORT = Fault(Become.SHORT)
KILLED = Fault(Become.KILL)
TORN = Fault(Become.TORN)


def why_not() -> str | None:
    """Why a disk cannot be made to fail here, None where it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux: a library is loaded before all others"
    return None if shutil.which("cc") else "no C compiler (cc)"


def compiled(folder: Path) -> Path:
    """The library, made in ``folder``."""
    made = folder / "failing.so"
    if not made.exists():
        part = folder / f"failing.{os.getpid()}.so"
        command = ["cc", "-O1", "-fPIC", "-shared", "-w", "-o", str(part), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        part.rename(made)
    return made


class Disk:
    """Has calls on files under a folder fail, in processes that have `environment`.

    Args:
        folder: for the library, and the file by which it is told.
    """

    def __init__(self, folder: Path) -> None:
        self._library = compiled(folder)
        self._file = folder / f"control.{os.getpid()}"
        self._file.write_bytes(bytes(_SIZE))
        with self._file.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SIZE)

    @property
    def environment(self) -> dict[str, str]:
        """Of the processes that are to have it."""
        return {"LD_PRELOAD": str(self._library), "ACCORDING_FAILING": str(self._file)}

    def arm(self, under: Path, at: int = 0, fault: Fault | None = None) -> None:
        """Count the calls under a folder from now on; call number ``at`` is to fail."""
        become, error, lasting = 0, 0, False
        if fault is not None:
            become, error, lasting = fault.become, fault.error, fault.lasting
        told = bytes(_WHAT) + os.fsencode(under).ljust(_UNDER, b"\0")
        self._memory[_NUMBERS.size : _NUMBERS.size + len(told)] = told
        self._memory[: _NUMBERS.size] = _NUMBERS.pack(1, 0, at, become, error, lasting, 0)

    def disarm(self) -> None:
        """Be a sound disk again."""
        self._memory[:8] = bytes(8)

    def calls(self) -> list[str]:
        """The calls that were counted, if none was to fail: ``pwrite record.db-wal``."""
        used = int(_NUMBERS.unpack(self._memory[: _NUMBERS.size])[6])
        begin = _SIZE - _LOG
        return os.fsdecode(self._memory[begin : begin + used]).splitlines()

    @property
    def hit(self) -> str:
        """The first call that failed, "" where none did."""
        found = self._memory[_NUMBERS.size : _NUMBERS.size + _WHAT].split(b"\0", 1)[0]
        return os.fsdecode(found)
