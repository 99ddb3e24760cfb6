"""What is loaded and what is installed: no code in data files, hashes, licences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

import according

PACKAGE = Path(according.__file__).parent
ROOT = PACKAGE.parents[1]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
RUNS_CODE = frozenset(("pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"))
"""Modules whose loading runs what a file says."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE), ast.parse(path.read_text("utf-8"))


def test_nothing_loads_pickles() -> None:
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                names = ["pickle"] if getattr(node.value, "value", True) else []
            found += [f"{path}: {each}" for each in names if each.split(".")[0] in RUNS_CODE]
    assert not found


def test_nothing_is_evaluated() -> None:
    found = [
        f"{path}:{node.lineno} {node.func.id}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("eval", "exec", "compile", "__import__")
    ]
    assert not found


def test_no_shell_is_asked() -> None:
    found = [
        f"{path}:{node.value.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "shell"
        and getattr(node.value, "value", True)
    ]
    assert not found


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_say_what_and_not_where(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "--index-url" not in text
    assert "--extra-index" not in text
    assert not re.search(r"https?://", text)
    pinned = re.split(r"\n(?=\S)", text.strip())
    if path.name in ("runtime.txt", "dev.txt"):
        unhashed = [each for each in pinned if "==" in each and "--hash=sha256:" not in each]
        assert not unhashed


def installed() -> list[str]:
    named = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements/dev.txt").read_text(), re.M)
    found = []
    for each in named:
        try:
            found.append(metadata.distribution(each).metadata["Name"])
        except metadata.PackageNotFoundError:  # for another system or Python
            continue
    return found


def licence_of(name: str) -> str:
    said = metadata.metadata(name)
    classifiers = [
        each.rpartition("::")[2].strip()
        for each in said.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    expression = said.get("License-Expression") or (said.get("License") or "").split("\n")[0]
    return " AND ".join(dict.fromkeys([expression, *classifiers])).strip(" AND") or ""


def is_allowed(licence: str) -> bool:
    """Whether it is neither GPL nor AGPL, or lets one choose something else."""
    strong = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
    return any(not strong.search(choice) for choice in re.split(r" OR ", licence))


def test_licences_are_known_and_none_is_gpl() -> None:
    licences = {name: licence_of(name) for name in installed()}
    assert len(licences) > 60
    assert not {name for name, each in licences.items() if not each}
    assert not {name: each for name, each in licences.items() if not is_allowed(each)}


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT AND GPL-2.0-or-later", False),
    ],
)
def test_what_is_allowed(licence: str, *, allowed: bool) -> None:
    assert is_allowed(licence) is allowed
