"""Which documents of GUM are for development, which for the test.

Test documents are, by the first of these that there is: those in a subfolder ``test``; those
that a list beside them names (``splits.md`` as GUM has it, or ``test.txt``, an id a line);
those in files called ``*-test.conllu``, as Universal Dependencies has it; those that are not
among the documents that this project was developed on (``gum_dev.txt``). All others are for
development; where a folder has none of those known, so are the unknown ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from according.errors import BenchError
from evaluation.benches import SPLITS
from evaluation.gum import Document, read_documents

_DEVELOPED_ON = Path(__file__).with_name("gum_dev.txt")
_HELD_OUT = Path(__file__).with_name("gum_held_out.txt")
_HEADING = re.compile(r"#+\s*(\w+)")
_ID = re.compile(r"\bGUM_\w+")

_Found = list[tuple[Path, Document]]
_IsTest = Callable[[Path, Document], bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents of a split in the order of their ids, and the files that have them."""

    documents: tuple[Document, ...]
    files: tuple[Path, ...]


def held_out() -> frozenset[str]:
    """Ids of the development documents that nothing is trained on: of news and interviews,
    in the order of their ids, every third."""
    return frozenset(_HELD_OUT.read_text(encoding="utf-8").split())


def trained_on() -> frozenset[str]:
    """Ids of the development documents that coreference is trained on."""
    return frozenset(_DEVELOPED_ON.read_text(encoding="utf-8").split()) - held_out()


def choose(data: Path, split: str) -> Chosen:
    """The documents of a split.

    Args:
        data: the folder that has ``gum``, or the folder of GUM itself.

    Raises:
        BenchError: no such split, nothing in it, or a document is malformed.
    """
    if split not in SPLITS:
        raise BenchError(f"no split {split!r}; there are {', '.join(SPLITS)}")
    folder = data / "gum" if (data / "gum").is_dir() else data
    found = _read(folder / split) or _among(folder, split)
    if not found:
        raise BenchError(_nothing(folder, split))
    found.sort(key=lambda pair: pair[1].id)
    files = sorted({path for path, _ in found})
    return Chosen(tuple(document for _, document in found), tuple(files))


def _nothing(folder: Path, split: str) -> str:
    if split == "test":
        advice = f"put them into {folder / split}, or list their ids in {folder / 'test.txt'}"
    else:
        advice = "--data names the folder that has gum/*.conllu"
    return f"no {split} documents of GUM in {folder}; {advice}"


def _read(folder: Path) -> _Found:
    paths = sorted(folder.glob("*.conllu"))
    return [(path, document) for path in paths for document in read_documents(path)]


def _among(folder: Path, split: str) -> _Found:
    """The documents of the split among those that lie in the folder itself."""
    found = _read(folder)
    is_test = _rule(folder, found)
    return [pair for pair in found if is_test(*pair) == (split == "test")]


def _rule(folder: Path, found: _Found) -> _IsTest:
    if (folder / "test").is_dir():
        return lambda path, document: False
    listed = _listed(folder)
    if listed is not None:
        return lambda path, document: document.id in listed
    if any(_called_test(path) for path, _ in found):
        return lambda path, document: _called_test(path)
    known = set(_DEVELOPED_ON.read_text(encoding="utf-8").split())
    if known.isdisjoint(document.id for _, document in found):
        return lambda path, document: False
    return lambda path, document: document.id not in known


def _called_test(path: Path) -> bool:
    return path.stem.endswith("-test")


def _listed(folder: Path) -> set[str] | None:
    """The ids of the test documents by a list; None without one."""
    plain, headed = folder / "test.txt", folder / "splits.md"
    if plain.is_file():
        return set(plain.read_text(encoding="utf-8").split())
    if not headed.is_file():
        return None
    ids, section = set(), ""
    for line in headed.read_text(encoding="utf-8").splitlines():
        heading = _HEADING.match(line)
        section = heading[1].lower() if heading else section
        if section == "test":
            ids.update(_ID.findall(line))
    return ids
