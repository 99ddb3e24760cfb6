"""Count what the keys of MUC-4's 1,300 development messages say of words: what sort of target,
instrument or victim they are, what came of it, and how surely an organisation did it.

::

    python -m training.muc4_tables --data DIR --out FILE
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.muc4_keys import Fill, FullMessage, FullTemplate, messages
from evaluation.muc4_slots import words_of

REFERRING = (7, 13, 16, 20, 23)
"""Slots that say what a filler of another is."""
LEAST = 8
"""How often a word stands in sentences, at least, to speak for how sure it is."""


def files(data: Path) -> Iterator[tuple[Path, Path]]:
    """The development messages and their keys."""
    for texts in sorted((data / "muc4" / "dev").glob("dev-muc3-*")):
        yield texts, texts.with_name(f"key-dev-{texts.name.split('-')[2]}.muc4")


def by_word(found: Iterable[FullMessage]) -> dict[str, dict[str, str]]:
    """The most frequent value of each slot by the last word of what it is of, by the type of the
    incident with and without that word, and of all."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for template in (each for message in found for each in message.templates):
        for slot, words, value in _told(template):
            last = words.split()[-1] if words.split() else ""
            keys = {"", last, template.type, f"{template.type} {last}".strip()}
            for key in keys:
                counts.setdefault(slot, {}).setdefault(key, Counter())[value] += 1
    return {
        slot: {
            key: each.most_common(1)[0][0]
            for key, each in sorted(own.items())
            if key == "" or sum(each.values()) > 1
        }
        for slot, own in counts.items()
    }


def _told(template: FullTemplate) -> Iterator[tuple[str, str, str]]:
    """(slot, words, value) of a template."""
    for slot in REFERRING:
        for fill in template.slots.get(slot, ()):
            for words in fill.references:
                yield str(slot), words, fill.values[0]
    for fill in template.slots.get(5, ()):
        yield "5", "", fill.values[0]
    doers = [*template.slots.get(10, ()), *template.slots.get(9, ())]
    for fill in template.slots.get(8, ()):
        for words in (each.values[0] for each in doers[:1]):
            yield "8", words, fill.values[0]
    for slot, kind in ((18, "name"), (19, "description")):
        for fill in template.slots.get(slot, ()):
            for words in fill.values:
                yield "18", words, kind


def confidence(found: Iterable[FullMessage]) -> dict[str, dict[str, float]]:
    """Log odds of each answer, and of the words of sentences that name the organisation, by
    naive Bayes; a word counts once a sentence."""
    words: dict[str, Counter[str]] = {}
    answers: Counter[str] = Counter()
    for message in found:
        sentences = re.split(r"(?<=[.?!])\s+", message.text)
        for fill in (each for one in message.templates for each in one.slots.get(11, ())):
            value = fill.values[0].strip("()")
            answers[value] += 1
            own = words.setdefault(value, Counter())
            own.update(
                {word for each in sentences if _names(each, fill) for word in words_of(each)}
            )
    total: Counter[str] = Counter()
    for each in words.values():
        total.update(each)
    kept = sorted(word for word, count in total.items() if count >= LEAST)
    everything = sum(answers.values())
    return {
        value: {
            "": round(math.log(answers[value] / everything), 3),
            **{
                word: round(_odds(own[word], answers[value], total[word], everything), 3)
                for word in kept
            },
        }
        for value, own in sorted(words.items())
    }


def _names(sentence: str, fill: Fill) -> bool:
    return any(each in " ".join(sentence.split()) for each in fill.references)


def _odds(here: int, own: int, every: int, everything: int) -> float:
    """How much likelier a word is beside this answer than beside any."""
    return math.log((here + 1) / (own + 2)) - math.log((every + 1) / (everything + 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    found = [each for texts, keys in files(args.data) for each in messages(texts, keys)]
    tables = {"by_word": by_word(found), "confidence": confidence(found)}
    args.out.write_text(json.dumps(tables, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
