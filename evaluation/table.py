"""The pinned figures as a page: ``python -m evaluation.table`` writes ``docs/figures.md`` anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation import pins
from evaluation.pins import Pin

PAGE = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
_HEAD = (
    "# Figures\n\n"
    "What each benchmark has reached, as pinned in `evaluation/baseline.json`; `make evaluate` "
    "fails when one falls. Written by `python -m evaluation.table`. What a figure means is told "
    "in the [guide](benchmarks.md) and at the head of its adapter in `evaluation/`; "
    "`according bench NAME` prints each with its 95 % interval."
)


def page(pinned: Mapping[str, Pin]) -> str:
    """The page of some pins, as Markdown."""
    return "\n".join([_HEAD, *_sections(pinned), ""])


def _sections(pinned: Mapping[str, Pin]) -> Iterator[str]:
    for name, pin in sorted(pinned.items()):
        yield f"\n## {name}\n\nSplit `{pin.split}`, {pin.items:,} items.\n"
        yield "| figure | value |\n|---|---|"
        for figure, value in sorted(pin.figures.items()):
            shown = f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
            yield f"| `{figure}` | {shown} |"


if __name__ == "__main__":
    PAGE.write_text(page(pins.load()), encoding="utf-8")
