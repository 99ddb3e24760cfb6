"""Benchmark ``coref``: who is meant by every mention, on GUM, and by pronouns that are sources.

Three measures, each of documents together (see `evaluation.coref`); spans must be the key's to
the character:

**Everything found** (`Reader.clusters`): also dates and abstract things, which are no actors to
According. In development only the documents that nothing was trained on
(``gum_held_out.txt``); those are of news and interviews.

- ``mention_f1``, ``muc_f1``, ``b3_f1``, ``ceafe_f1`` and their mean ``conll_f1``: without
  singletons on either side, the primary form of CoNLL-2012 and CorefUD.
- ``conll_f1_news``, ``conll_f1_interview``, ``conll_f1_news_interview``: the same, of the
  documents of these genres; left out where there are none.
- ``mention_f1_all``: mentions with singletons.

**The reading's actors** (`Reader.read`): mentions with one ``actor_id`` are a cluster. Of all
documents of the split, as nothing in it was trained.

- ``name_mention_f1``, ``name_conll_f1``: proper names alone: key mentions whose head is a
  proper noun, response mentions of the form NAME. The first with singletons (was the name
  found), the second without, counted after the restriction (were its repetitions joined).

**Pronouns that are sources** (`evaluation.pronoun_sources`), in PolNeAR's development part, on
which no coreference was trained:

- ``pronoun_sources``: of those, how many mean in the reading whom they should.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import MentionForm, Reading, Report
from according.pipeline import read_text
from according.reading import Reader
from according.reading.coreference.attributes import KIND
from according.reading.coreference.finding import Found
from according.settings import Settings
from evaluation import coref, pronoun_sources
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, interval
from evaluation.gum import Document, Mention
from evaluation.gum_split import choose, trained_on
from evaluation.published import published

BENCH = "coref"

Groups = Sequence[Sequence[Mention]]
Respond = Callable[[str], Groups]
"""The narrow way in: a text to its clusters of mentions."""


@dataclass(frozen=True, slots=True)
class View:
    """Which mentions of a document count, on either side."""

    singletons: bool = False
    names_only: bool = False

    def of(self, groups: Groups) -> list[frozenset[coref.Span]]:
        """The clusters as this view has them."""
        spans = (
            [(each.start, each.end) for each in group if each.name or not self.names_only]
            for group in groups
        )
        return coref.clusters(spans, self.singletons)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: of which view, by which formula, in which genres (all if empty)."""

    view: View
    formula: Callable[[Counts], float]
    genres: tuple[str, ...] = ()


def _f1(measure: slice) -> Callable[[Counts], float]:
    return lambda summed: coref.f1(summed, measure)


PLAIN, ALL = View(), View(singletons=True)
NAMES, ALL_NAMES = View(names_only=True), View(singletons=True, names_only=True)
MEASURES = {
    "mention_f1": Measure(PLAIN, _f1(coref.MENTION)),
    "muc_f1": Measure(PLAIN, _f1(coref.MUC)),
    "b3_f1": Measure(PLAIN, _f1(coref.B_CUBED)),
    "ceafe_f1": Measure(PLAIN, _f1(coref.CEAF_E)),
    "conll_f1": Measure(PLAIN, coref.conll_f1),
    "conll_f1_news": Measure(PLAIN, coref.conll_f1, ("news",)),
    "conll_f1_interview": Measure(PLAIN, coref.conll_f1, ("interview",)),
    "conll_f1_news_interview": Measure(PLAIN, coref.conll_f1, ("news", "interview")),
    "mention_f1_all": Measure(ALL, _f1(coref.MENTION)),
}
NAME_MEASURES = {
    "name_mention_f1": Measure(ALL_NAMES, _f1(coref.MENTION)),
    "name_conll_f1": Measure(NAMES, coref.conll_f1),
}


def files(data: Path, split: str) -> list[Path]:
    """The files that have the split's documents."""
    found = list(choose(data, split).files)
    return [*found, *(pronoun_sources.files(data) if split == "dev" else [])]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read and score every document of the split."""
    documents = choose(data, split).documents
    trained = trained_on()
    unseen = [each for each in documents if each.id not in trained]
    read = reader(settings)
    figures = score(unseen, read.everything) if unseen else {}
    figures |= score(documents, read.actors, NAME_MEASURES)
    if split == "dev" and pronoun_sources.files(data):
        figures["pronoun_sources"] = pronoun_sources.score(data, _spoken_of(read))
    return Result(BENCH, split, len(documents), figures, published(BENCH))


@dataclass(frozen=True, slots=True)
class Responses:
    """Two ways to answer: with everything found, and with the reading's actors alone."""

    everything: Respond
    actors: Respond


def reader(settings: Settings) -> Responses:
    """According's own reader."""
    read = Reader(settings)
    return Responses(
        lambda text: everything(read.clusters(_report(text))),
        lambda text: clusters(read_text(text, read), text),
    )


def _report(text: str) -> Report:
    return Report(text, language="en")


def everything(found: Found) -> Groups:
    """All mentions found, by entity."""
    return [
        [Mention(*found.spans[at], bool(found.mentions.kind[at] == KIND["name"])) for at in group]
        for group in found.clusters()
    ]


def _spoken_of(read: Responses) -> pronoun_sources.Respond:
    return lambda text: [
        [((each.start, each.end), each.name) for each in group] for group in read.actors(text)
    ]


def clusters(reading: Reading, text: str) -> Groups:
    """The mentions of a reading by actor.

    Raises:
        BenchError: the report's text is not the one given, so that spans do not compare.
    """
    if reading.report.text != text:
        raise BenchError(f"the reader changed the text that begins {text[:60]!r}")
    actors: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        span, name = mention.evidence.span, mention.form is MentionForm.NAME
        actors[mention.actor_id].append(Mention(span.start, span.end, name))
    return list(actors.values())


def score(
    documents: Iterable[Document],
    respond: Respond,
    measures: Mapping[str, Measure] = MEASURES,
) -> dict[str, Figure]:
    """The figures of some documents, each read once."""
    answered = [(document, respond(document.text)) for document in documents]
    genres = [document.genre for document, _ in answered]
    views = {
        view: np.array(
            [coref.counts(view.of(key.clusters), view.of(groups)) for key, groups in answered]
        )
        for view in {measure.view for measure in measures.values()}
    }
    figures = {}
    for name, measure in measures.items():
        rows = [at for at, genre in enumerate(genres) if genre in (measure.genres or genres)]
        if rows:
            figures[name] = interval(views[measure.view][rows], measure.formula)
    return figures
