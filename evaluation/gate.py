"""The gate: no pinned figure may get worse.

::

    python -m evaluation.gate --data DIR                 every pinned benchmark
    python -m evaluation.gate --data DIR --only coref    this one
    python -m evaluation.gate --data DIR --raise         and pin what is better or new
    python -m evaluation.gate --data DIR --lower coref   pin what coref reaches now, come what may

It exits with 1 when a figure has got worse by more than its tolerance (`evaluation.pins`), or
when the data are not those that the figures were pinned on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from according.errors import AccordingError
from according.settings import Settings
from evaluation import pins
from evaluation.benches import BENCHES, NOT_PINNED, load
from evaluation.pins import Line, Pin

FIRST_SPLIT = "dev"
"""The split that a benchmark is pinned on when it is pinned for the first time."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the gate was told."""

    data: Path
    only: tuple[str, ...] = ()
    raising: bool = False
    lower: tuple[str, ...] = ()
    baseline: Path = pins.FILE

    def names(self, pinned: Sequence[str]) -> list[str]:
        """The benchmarks to run, those that ``lower`` names among them."""
        pinnable = [name for name in BENCHES if name not in NOT_PINNED]
        usual = self.only or (pinnable if self.raising else () if self.lower else pinned)
        return sorted({*usual, *self.lower})


def gate(options: Options) -> bool:
    """Run the benchmarks, print what they reached, keep the pins; whether all is well.

    Raises:
        BenchError: no such benchmark, or its data are missing.
    """
    pinned = pins.load(options.baseline)
    kept = dict(pinned)
    well = True
    for name in options.names(sorted(pinned)):
        reached = measure(name, options.data, pinned.get(name))
        lines, new = judge(name, pinned.get(name), reached, options)
        print(table(name, lines), flush=True)
        well = well and not any(line.failure for line in lines)
        if new is not None:
            kept[name] = new
    if kept != pinned:
        pins.dump(kept, options.baseline)
        print(f"pinned in {options.baseline}")
    return well


def measure(name: str, data: Path, pinned: Pin | None) -> Pin:
    """Run a benchmark on the split that it is pinned on."""
    adapter = load(name)
    split = pinned.split if pinned else FIRST_SPLIT
    return pins.pin(adapter.run(data, split, Settings()), adapter.files(data, split))


def judge(
    name: str, pinned: Pin | None, reached: Pin, options: Options
) -> tuple[list[Line], Pin | None]:
    """What there is to say about a benchmark, and its new pin, if it gets one."""
    if name in options.lower or (pinned is None and options.raising):
        was = pinned.figures if pinned else {}
        return [Line(key, was.get(key), value) for key, value in reached.figures.items()], reached
    if pinned is None:
        failure = "not pinned: --raise pins it"
        return [Line(key, None, value, failure) for key, value in reached.figures.items()], None
    lines = list(pins.compare(pinned, reached))
    if options.raising and pins.same_data(pinned, reached):
        return lines, pins.raised(pinned, reached)
    return lines, None


def table(name: str, lines: Sequence[Line]) -> str:
    """Pinned against reached, a line each."""
    rows = [("", "pinned", "reached", "")]
    rows += [(line.name, _shown(line.pinned), _shown(line.reached), line.failure) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    body = (
        f"  {row[0]:{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}".rstrip()
        for row in rows
    )
    return "\n".join((name, *body, ""))


def _shown(value: float | str | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, str):
        return value[:12]  # a hash
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"


def options(arguments: Sequence[str] | None = None) -> Options:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.gate", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data")
    parser.add_argument("--only", action="append", default=[], metavar="BENCH", help="run this one")
    parser.add_argument("--raise", action="store_true", dest="raising", help="pin what is better")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="BENCH", help="pin what it reaches now"
    )
    parser.add_argument("--baseline", type=Path, default=pins.FILE, help="the file of pins")
    given = parser.parse_args(arguments)
    return Options(given.data, tuple(given.only), given.raising, tuple(given.lower), given.baseline)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    try:
        return 0 if gate(options(arguments)) else 1
    except AccordingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
