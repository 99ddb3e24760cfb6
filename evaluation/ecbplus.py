"""ECB+ (Cybulska and Vossen 2014): reports on 43 topics, each of two like happenings, with events
marked across them.

A topic's reports ``N_Mecb.xml`` are of one happening, its ``N_Mecbplus.xml`` of another like it:
two stories. Sentences that were checked are listed in ``ECBplus_coreference_sentences.csv``; only
their mentions are taken, as it is done when events are scored across reports. A mention that is
linked to none is a cluster of its own.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from according.errors import BenchError
from according.model import Report, Span

CHECKED = "ECBplus_coreference_sentences.csv"
_NAME = re.compile(r"(\d+)_(\d+)(ecb|ecbplus)$")
_MARKS = {"``": '"', "''": '"'}
_GLUED = re.compile(r"[.,;:!?)\]%']$|'s$|n't$|'(?:re|ve|ll|d|m)$")
_OPENING = frozenset("([$")
_EVENTS = ("ACTION", "NEG_ACTION")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of an event: where it stands, and the happening that it is of."""

    span: Span
    happening: str


@dataclass(frozen=True, slots=True)
class Text:
    """A report. ``story`` names its topic and half; ``checked`` are the sentences that were, and
    ``mentions`` are in these, ``others`` in others."""

    name: str
    topic: int
    story: str
    text: str
    mentions: tuple[Marked, ...]
    others: tuple[Span, ...]
    checked: tuple[Span, ...]

    @property
    def report(self) -> Report:
        """As the reader takes it."""
        return Report(text=self.text)


def files(data: Path, topics: Iterable[int]) -> list[Path]:
    """The reports of some topics and the list of sentences.

    Raises:
        BenchError: there is no list, or there are no reports.
    """
    folder = data / "ecbplus"
    found = [
        path
        for topic in topics
        for path in sorted((folder / str(topic)).glob("*.xml"), key=_order)
        if _NAME.match(path.stem)
    ]
    if not found or not (folder / CHECKED).is_file():
        raise BenchError(f"no reports and {CHECKED} of these topics in {folder}")
    return [folder / CHECKED, *found]


def _order(path: Path) -> tuple[str, int]:
    found = _NAME.match(path.stem)
    return (found[3], int(found[2])) if found else ("", 0)


def read(data: Path, topics: Iterable[int]) -> list[Text]:
    """The reports of some topics that have a mention in a checked sentence.

    Raises:
        BenchError: they are missing or malformed.
    """
    listed, *paths = files(data, topics)
    try:
        checked = _checked(listed)
        texts = [_text(path, checked[path.stem]) for path in paths]
    except (OSError, ValueError, KeyError, AttributeError, etree.XMLSyntaxError) as error:
        raise BenchError(f"{data / 'ecbplus'}: malformed: {error!r}") from error
    return [each for each in texts if each.mentions]


def _checked(path: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return found


def _text(path: Path, checked: set[int]) -> Text:
    root = etree.parse(str(path), _PARSER).getroot()
    tokens = list(root.iter("token"))
    words = [_MARKS.get(each.text or "", each.text or "") for each in tokens]
    sentences = [int(each.attrib["sentence"]) for each in tokens]
    text, spans = _joined(words, sentences)
    places = {each.attrib["t_id"]: at for at, each in enumerate(tokens)}
    happenings = _happenings(root, path.stem)
    mentions, others = [], []
    for mark in _found(root, "Markables"):
        own = sorted(places[each.attrib["t_id"]] for each in mark.findall("token_anchor"))
        if not own or not mark.tag.startswith(_EVENTS):
            continue
        name, span = mark.attrib["m_id"], Span(spans[own[0]].start, spans[own[-1]].end)
        if sentences[own[0]] in checked:
            mentions.append(Marked(span, happenings.get(name, f"{path.stem} alone {name}")))
        else:
            others.append(span)
    named = _NAME.match(path.stem)
    return Text(
        path.stem,
        int(named[1]),
        f"{named[1]}{named[3]}",
        text,
        tuple(sorted(mentions, key=lambda each: each.span)),
        tuple(sorted(others)),
        tuple(_whole(spans, sentences, number) for number in sorted(checked & set(sentences))),
    )


def _found(root: etree._Element, name: str) -> etree._Element:
    found = root.find(name)
    if found is None:
        raise ValueError(f"no {name}")
    return found


def _happenings(root: etree._Element, stem: str) -> dict[str, str]:
    """The happening of each mention that is linked: across reports, or within this one."""
    found = {}
    for link in _found(root, "Relations"):
        within = f"{stem} within {link.attrib['r_id']}"
        name = link.attrib["note"] if link.tag == "CROSS_DOC_COREF" else within
        for source in link.findall("source"):
            found[source.attrib["m_id"]] = name
    return found


def _joined(words: Sequence[str], sentences: Sequence[int]) -> tuple[str, list[Span]]:
    """The words as text, a sentence a line, and where each stands."""
    text, spans = "", []
    for at, word in enumerate(words):
        if at:
            text += _between(words[at - 1], word, sentences[at] != sentences[at - 1])
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, spans


def _between(left: str, right: str, is_new: bool) -> str:
    if is_new:
        return "\n"
    return "" if _GLUED.fullmatch(right) or left in _OPENING else " "


def _whole(spans: Sequence[Span], sentences: Sequence[int], number: int) -> Span:
    own = [span for span, each in zip(spans, sentences, strict=True) if each == number]
    return Span(own[0].start, own[-1].end)
