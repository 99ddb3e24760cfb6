"""Imports point one way.

model, errors, settings, data <- intake, reading, linking, weighing, store (blind to one
another) <- actor_linker, neighbourhood <- pipeline, linker <- regrouping <- happening, judging,
forgetting <- reviewing <- titles <- faces <- engine, export <- web, library, bulk <- cli
"""

import ast
from pathlib import Path

import pytest

import according

SOURCE = Path(according.__file__).parent
LEVELS = [
    {"errors", "model", "settings", "data"},
    {"intake", "reading", "linking", "weighing", "store"},
    {"actor_linker", "neighbourhood"},
    {"pipeline", "linker"},
    {"regrouping"},
    {"happening", "judging", "forgetting"},
    {"reviewing"},
    {"titles"},
    {"faces"},
    {"engine", "export"},
    {"web", "library", "bulk"},
    {"cli"},
]
GROUND = {"errors": set(), "data": {"errors"}, "settings": {"errors"}, "model": {"errors"}}
FILES = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if path.parent != SOURCE or path.stem not in {"__init__", "__main__"}
)


def room(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_rooms(source: str) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            names = [node.module or ""]
            if node.module == "according":
                names = [f"according.{alias.name}" for alias in node.names]
        rooms.update(name.split(".")[1] for name in names if name.startswith("according."))
    return rooms - {"__version__"}


def wrong(own: str, others: set[str]) -> set[str]:
    level = next(number for number, rooms in enumerate(LEVELS) if own in rooms)
    allowed = {own} | set().union(*LEVELS[:level])
    if level == 0:
        allowed = {own} | GROUND[own]
    return others - allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path):
    others = imported_rooms(path.read_text(encoding="utf-8"))
    assert not wrong(room(path), others), f"{path} imports against the direction"


def test_every_room_has_a_level():
    known = set().union(*LEVELS)
    rooms = {path.stem if path.is_file() else path.name for path in SOURCE.iterdir()}
    assert rooms - {"__init__", "__main__", "__pycache__", "py", "py.typed"} <= known


def test_a_wrong_import_is_seen():
    assert wrong("reading", imported_rooms("from according.store import Record")) == {"store"}
    assert wrong("model", imported_rooms("from according import settings")) == {"settings"}
    assert wrong("web", imported_rooms("import according.cli.app")) == {"cli"}
    assert not wrong("pipeline", imported_rooms("from according.store import Record"))
