"""Pinned figures: what each benchmark has reached, on which data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from according.errors import BenchError
from according.model import digest
from evaluation.adapter import DIGITS, Result

FILE = Path(__file__).with_name("baseline.json")

TOLERANCE = 0.0005
"""How far a figure may fall unremarked: the last bits of another machine's arithmetic may move a
few of GUM's 25,000 mentions. Chosen, not measured: about ten of them. A count may not fall."""

_FEWER_IS_BETTER = ("refused", "spurious_rate", "calibration_error")
"""How the names of figures end that are better when they are lower."""

_CURVE = "_right_at_"
"""In the names of a reliability curve's points: read, not pinned, as better scores move answers
from one point to the next."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A benchmark's figures with what they were reached on."""

    split: str
    items: int
    data_sha256: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One value, pinned against reached; ``failure`` says what is wrong, empty if nothing."""

    name: str
    pinned: float | str | None
    reached: float | str | None
    failure: str = ""


def load(path: Path = FILE) -> dict[str, Pin]:
    """The pins of all benchmarks; none if there is no file.

    Raises:
        BenchError: the file is malformed.
    """
    if not path.is_file():
        return {}
    try:
        return {name: Pin(**pin) for name, pin in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise BenchError(f"{path} is no file of pins: {error}") from error


def dump(pins: Mapping[str, Pin], path: Path = FILE) -> None:
    """Write the pins; the same pins are the same bytes."""
    plain = {name: asdict(pin) for name, pin in pins.items()}
    path.write_text(json.dumps(plain, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def pin(result: Result, files: Iterable[Path]) -> Pin:
    """What ``result`` would be pinned as."""
    figures = {
        name: round(figure.value, DIGITS)
        for name, figure in result.figures.items()
        if _CURVE not in name
    }
    return Pin(result.split, result.items, data_sha256(files), figures)


def data_sha256(files: Iterable[Path]) -> str:
    """A hash over the names and bytes of files, wherever they lie."""
    hashed = ((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files)
    return digest("evaluation-data/1", sorted(hashed))


def raised(pinned: Pin, reached: Pin) -> Pin:
    """``pinned`` with every figure that was bettered, and those that are new."""
    better = {
        name: value
        for name, value in reached.figures.items()
        if name not in pinned.figures or gain(name, pinned.figures[name], value) > 0
    }
    return Pin(pinned.split, pinned.items, pinned.data_sha256, {**pinned.figures, **better})


def gain(name: str, pinned: float, reached: float) -> float:
    """By how much a figure got better; below zero if it got worse."""
    return pinned - reached if name.endswith(_FEWER_IS_BETTER) else reached - pinned


def compare(pinned: Pin, reached: Pin) -> Iterator[Line]:
    """Every value of a benchmark, pinned against reached."""
    for name in ("items", "data_sha256"):
        was, now = getattr(pinned, name), getattr(reached, name)
        yield Line(name, was, now, "" if was == now else "other data than pinned")
    for name in sorted({*pinned.figures, *reached.figures}):
        yield _figure(name, pinned.figures.get(name), reached.figures.get(name))


def same_data(pinned: Pin, reached: Pin) -> bool:
    """Whether the two are of the same items of the same data."""
    return (pinned.items, pinned.data_sha256) == (reached.items, reached.data_sha256)


def _figure(name: str, pinned: float | None, reached: float | None) -> Line:
    if pinned is None:
        return Line(name, pinned, reached)  # new: `raised` will pin it
    if reached is None:
        return Line(name, pinned, reached, "gone")
    tolerance = 0.0 if isinstance(pinned, int) else TOLERANCE
    worse = -gain(name, pinned, reached)
    return Line(name, pinned, reached, f"worse by {worse:.4g}" if worse > tolerance else "")
