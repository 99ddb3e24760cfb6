"""Mark attributions in unmarked texts with a trained encoder, for another to learn from.

::

    python -m training.encoder.marking --encoder DIR --texts FILE --out FILE

``--texts`` are JSON lines with a ``text`` each, and an ``id``. What is written are JSON lines:
``name``, ``text``, ``marks`` (kind, start, end) and ``links`` (numbers of marks), one layer. It
goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from according.reading.attribution.finding import Finder, Found
from according.reading.encoder import Encoder
from according.reading.parse import sentences
from evaluation.marked import CONTENT, CUE, SOURCE, Annotated, Marked
from training.encoder.documents import parser


def mark(name: str, text: str, encoder: Encoder, finder: Finder) -> Annotated:
    """``text`` with the outer layer of attributions that ``encoder`` finds."""
    starts = [span.start for span in sentences(parser().parse(text))]
    found = finder.find(encoder.encode(text, starts))
    return _annotated(name, text, [each for each in found if each.layer == 0])


def _annotated(name: str, text: str, found: Iterable[Found]) -> Annotated:
    marks: dict[Marked, int] = {}
    links: dict[tuple[int, int], None] = {}
    for each in found:
        cue = marks.setdefault(Marked(CUE, *each.cue), len(marks))
        if each.source is not None:
            links[cue, marks.setdefault(Marked(SOURCE, *each.source), len(marks))] = None
        for part in each.contents:
            links[marks.setdefault(Marked(CONTENT, *part), len(marks)), cue] = None
    return Annotated(name, text, tuple(marks), tuple(links), complete=False)


def load(path: Path) -> list[Annotated]:
    """The marked texts of a file."""
    found = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Annotated(
            each["name"],
            each["text"],
            tuple(Marked(*mark) for mark in each["marks"]),
            tuple((a, b) for a, b in each["links"]),
            complete=False,
        )
        for each in found
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("--encoder", "--texts", "--out"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    encoder = Encoder(args.encoder)
    finder = Finder(encoder.heads)
    done = {each.name for each in load(args.out)} if args.out.is_file() else set()
    texts = [json.loads(line) for line in args.texts.read_text("utf-8").splitlines()]
    with args.out.open("a", encoding="utf-8") as out:
        for number, each in enumerate(texts, 1):
            if str(each["id"]) not in done:
                made = mark(str(each["id"]), each["text"], encoder, finder)
                marks = [[one.kind, one.start, one.end] for one in made.marks]
                row = {"name": made.name, "text": made.text, "marks": marks, "links": made.links}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                out.flush()
            if number % 50 == 0:
                print(f"{number}/{len(texts)}", flush=True)


if __name__ == "__main__":
    main()
