"""Benchmark ``places``: which place is meant by every toponym.

The folder ``places`` of the data may hold ``TR-News.xml``, ``GeoVirus.xml``, ``LGL.xml`` and
``GeoWebNews/`` (brat); what is there is scored, each under its own prefix, all with the same
settings. Shares are of **all** annotated toponyms, those without an id or coordinates too.

- ``X_exact_id``: spans given; the answer's GeoNames id is the annotated one. (Not for GeoVirus,
  which has coordinates only.)
- ``X_acc161``: spans given; the id is the annotated one, or the answer's point lies within
  161 km (100 miles) of the annotated point. An area's point is a matter of convention, so an
  exact id is right wherever the two points lie.
- ``X_exact_id_in_gazetteer``, ``X_acc161_in_gazetteer``: the same over toponyms whose place the
  gazetteer has: by id, or, where there are only coordinates, some place of that very name
  within 161 km.
- ``X_most_populous_exact_id``, ``X_most_populous_acc161``: the baseline, the most populous place
  of the name.
- ``X_raw_exact_id``: raw text; share of all annotated toponyms that were found (the spans share
  a character) with the exact id. ``X_raw_precision`` is the share of found toponyms with a place
  that overlap one annotated so, ``X_raw_f1`` their harmonic mean. For GeoVirus right is within
  161 km, and peoples ("Turkish") are not counted as found, for it annotates none.
- ``geovirus_same_place``: as ``acc161``, but an answer is also right if the title of the page
  that the toponym is linked to is a name of it. A country's point is a convention: the middle of
  Canada is 225 km from where the encyclopaedia has it.
- ``X_right_at_0.9`` and so on: spans given; the share of answers that are right (exact id; same
  place for GeoVirus) among those with a score from 0.9 up to 1.0: the reliability curve.
  ``X_calibration_error`` is the mean distance of share and score over the ten steps, by their
  number of answers.

Documents that the ranker's weights were learned from are scored with weights that they had no
part in (``places_folds.json``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import Place, Report, Span, Toponym, Usage
from according.reading.gazetteer import Gazetteer
from according.reading.parse import Parser, Passage
from according.reading.places import Places
from according.reading.places.ranker import load_weights
from according.reading.places.sphere import distance_km
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, interval
from evaluation.places_corpora import Document, Gold, read_brat, read_xml
from evaluation.published import published

BENCH = "places"
CORPORA = {
    "trnews": "TR-News.xml",
    "geovirus": "GeoVirus.xml",
    "lgl": "LGL.xml",
    "geowebnews": "GeoWebNews",
}
RIGHT_KM = 161.0
"""100 miles: the usual measure of toponym resolution."""
STEPS = 10
FOLDS = Path(__file__).with_name("places_folds.json")

COLUMNS = (
    "gold", "exact", "near", "same", "held", "exact held", "near held", "populous exact",
    "populous near", "raw exact", "raw near", "raw found", "raw right", "raw right near",
)  # fmt: skip


def files(data: Path, split: str) -> list[Path]:
    """The corpora that are there; both splits read what the folder holds.

    Raises:
        BenchError: there is none.
    """
    found = [
        path for path in (data / "places" / name for name in CORPORA.values()) if path.exists()
    ]
    listed = [
        each
        for path in found
        for each in (sorted(path.iterdir()) if path.is_dir() else [path])
        if each.is_file()
    ]
    if not listed:
        raise BenchError(f"{data / 'places'} has none of {', '.join(CORPORA.values())}")
    return listed


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score every document of every corpus that is there."""
    files(data, split)
    readers = Readers(settings)
    figures: dict[str, Figure] = {}
    items = 0
    for name, documents in corpora(data):
        scored = [score(document, readers) for document in documents]
        items += len(scored)
        with_ids = any(gold.geonames_id for each in documents for gold in each.toponyms)
        figures |= measured(name, np.array([row for row, _ in scored]), with_ids)
        curve = reliability([pairs for _, pairs in scored])
        figures |= {f"{name}_{part}": figure for part, figure in curve.items()}
    return Result(BENCH, split, items, figures, published(BENCH))


def corpora(data: Path) -> Iterable[tuple[str, list[Document]]]:
    """The corpora that are there, by prefix."""
    for name, file in CORPORA.items():
        path = data / "places" / file
        if path.exists():
            yield name, read_brat(path) if path.is_dir() else read_xml(path)


class Readers:
    """A reader of places for each document: with weights that it had no part in."""

    def __init__(self, settings: Settings, folds: Path = FOLDS) -> None:
        self._parser = Parser(settings.pipeline)
        self.gazetteer = Gazetteer()
        self.ids = {entry.geonames_id for entry in self.gazetteer.entries()} - {None}
        self._shipped = Places(self.gazetteer)
        self._out_of_fold: dict[str, Places] = {}
        for fold in json.loads(folds.read_text("utf-8"))["folds"]:
            places = Places(self.gazetteer, load_weights(fold["weights"]))
            self._out_of_fold |= dict.fromkeys(fold["documents"], places)

    def of(self, document: Document) -> Places:
        """What a document is read with."""
        name = sha256(document.text.encode()).hexdigest()[:16]
        return self._out_of_fold.get(name, self._shipped)

    def parse(self, document: Document) -> Sequence[Passage]:
        """A document's passages."""
        return self._parser.parse(document.text)


def score(document: Document, readers: Readers) -> tuple[list[float], list[tuple[float, bool]]]:
    """A document's counts in the order of `COLUMNS`, and its answers' scores with their truth."""
    places, passages = readers.of(document), readers.parse(document)
    report = Report(document.text, url=document.url, language="en")
    spans = [Span(gold.start, gold.end) for gold in document.toponyms]
    given = {
        (each.evidence.start, each.evidence.end): each
        for each in places.locate(report, passages, spans)
    }
    row = dict.fromkeys(COLUMNS, 0.0)
    answers = []
    for gold in document.toponyms:
        toponym = _at(gold, given)
        place = toponym.place if toponym else None
        named = document.text[gold.start : gold.end]
        same = is_near(place, gold) or is_titled(place, gold, readers.gazetteer)
        row["same"] += same
        _count_given(row, gold, place, named, readers)
        if toponym is not None and place is not None and (gold.geonames_id or gold.point):
            right = is_exact(place, gold) if gold.geonames_id else same
            answers.append((toponym.score or 0.0, right))
    _count_raw(row, document, places.read(report, passages))
    return [row[name] for name in COLUMNS], answers


def _at(gold: Gold, given: dict[tuple[int, int], Toponym]) -> Toponym | None:
    if (gold.start, gold.end) in given:
        return given[gold.start, gold.end]
    overlapping = (
        each for (start, end), each in given.items() if start < gold.end and gold.start < end
    )
    return next(overlapping, None)


def is_exact(place: Place | None, gold: Gold) -> bool:
    """Whether the annotated id is the place's."""
    return (
        place is not None
        and gold.geonames_id is not None
        and (place.geonames_id == gold.geonames_id)
    )


def is_near(place: Place | None, gold: Gold) -> bool:
    """Whether the id is exact, or the points are within 161 km."""
    if place is None:
        return False
    if is_exact(place, gold):
        return True
    point = (place.latitude, place.longitude)
    return gold.point is not None and distance_km(point, gold.point) <= RIGHT_KM


def is_titled(place: Place | None, gold: Gold, gazetteer: Gazetteer) -> bool:
    """Whether the title of the page that is linked to is a name of the place."""
    if place is None or gold.page is None:
        return False
    entries = (gazetteer.entry(number) for number, _ in gazetteer.numbers(gold.page))
    return any(
        (each.name, each.feature, each.country or None)
        == (place.name, place.feature, place.country)
        for each in entries
    )


def _count_given(
    row: dict[str, float], gold: Gold, place: Place | None, named: str, readers: Readers
) -> None:
    exact, near = is_exact(place, gold), is_near(place, gold)
    row["gold"] += 1
    row["exact"] += exact
    row["near"] += near
    entries = [readers.gazetteer.entry(number) for number, _ in readers.gazetteer.numbers(named)]
    if gold.geonames_id is not None:
        held = gold.geonames_id in readers.ids
    else:
        held = gold.point is not None and any(
            distance_km((each.latitude, each.longitude), gold.point) <= RIGHT_KM for each in entries
        )
    row["held"] += held
    row["exact held"] += held and exact
    row["near held"] += held and near
    best = max(entries, key=lambda each: (each.population, -each.number), default=None)
    if best is not None:
        populous = Place(best.geonames_id, best.name, best.latitude, best.longitude, 1, "")
        row["populous exact"] += is_exact(populous, gold)
        row["populous near"] += is_near(populous, gold)


def _count_raw(row: dict[str, float], document: Document, found: Sequence[Toponym]) -> None:
    peoples = any(gold.geonames_id is not None for gold in document.toponyms)
    placed = [
        each
        for each in found
        if each.place is not None and (peoples or each.usage is not Usage.ADJECTIVAL)
    ]
    row["raw found"] += len(placed)
    for each in placed:
        over = [gold for gold in document.toponyms if _overlap(each, gold)]
        row["raw right"] += any(is_exact(each.place, gold) for gold in over)
        row["raw right near"] += any(is_near(each.place, gold) for gold in over)
    for gold in document.toponyms:
        over_gold = [each for each in placed if _overlap(each, gold)]
        row["raw exact"] += any(is_exact(each.place, gold) for each in over_gold)
        row["raw near"] += any(is_near(each.place, gold) for each in over_gold)


def _overlap(toponym: Toponym, gold: Gold) -> bool:
    return toponym.evidence.start < gold.end and gold.start < toponym.evidence.end


def _share(one: str, of: str) -> Callable[[Counts], float]:
    above, below = COLUMNS.index(one), COLUMNS.index(of)
    return lambda summed: float(summed[above] / summed[below]) if summed[below] else 0.0


def _f1(recalled: str, right: str) -> Callable[[Counts], float]:
    recall, precision = _share(recalled, "gold"), _share(right, "raw found")

    def f1(summed: Counts) -> float:
        both = recall(summed) + precision(summed)
        return 2 * recall(summed) * precision(summed) / both if both else 0.0

    return f1


def measured(corpus: str, rows: Counts, with_ids: bool) -> dict[str, Figure]:
    """A corpus's figures."""
    recalled, right = ("raw exact", "raw right") if with_ids else ("raw near", "raw right near")
    formulas = {
        "acc161": _share("near", "gold"),
        "acc161_in_gazetteer": _share("near held", "held"),
        "most_populous_acc161": _share("populous near", "gold"),
        "raw_acc161": _share("raw near", "gold"),
        "raw_precision": _share(right, "raw found"),
        "raw_f1": _f1(recalled, right),
        "held_by_gazetteer": _share("held", "gold"),
    }
    if not with_ids:
        formulas["same_place"] = _share("same", "gold")
    if with_ids:
        formulas |= {
            "exact_id": _share("exact", "gold"),
            "exact_id_in_gazetteer": _share("exact held", "held"),
            "most_populous_exact_id": _share("populous exact", "gold"),
            "raw_exact_id": _share("raw exact", "gold"),
        }
    return {
        f"{corpus}_{name}": interval(rows, formula) for name, formula in sorted(formulas.items())
    }


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of the reliability curve: its columns in a row of sums."""

    at: int

    def share(self, summed: Counts) -> float:
        count = summed[self.at]
        return float(summed[STEPS + self.at] / count) if count else 0.0


def reliability(answers: Sequence[Sequence[tuple[float, bool]]]) -> dict[str, Figure]:
    """The share of right answers by score, and the calibration error; documents are sampled."""
    rows = np.zeros((len(answers), 3 * STEPS))
    for row, pairs in zip(rows, answers, strict=True):
        for value, right in pairs:
            at = min(int(value * STEPS), STEPS - 1)
            row[at] += 1
            row[STEPS + at] += right
            row[2 * STEPS + at] += value
    total = rows.sum(axis=0)
    figures = {
        f"right_at_{at / STEPS:.1f}": interval(rows, _Step(at).share)
        for at in range(STEPS)
        if total[at]
    }
    figures["calibration_error"] = interval(rows, calibration_error)
    return figures


def calibration_error(summed: Counts) -> float:
    """Mean distance of score and share of right answers over the steps, by their counts."""
    count, right, value = summed[:STEPS], summed[STEPS : 2 * STEPS], summed[2 * STEPS :]
    return float(np.abs(right - value).sum() / count.sum()) if count.sum() else 0.0
