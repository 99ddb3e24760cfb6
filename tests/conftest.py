"""What tests share. Material under ``../shared`` is not part of the repository: tests skip."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from according.model import Report, published_text
from tests import postgres
from tests.long import EXAMPLES, LONG

# Tests run one process per core; linear algebra in each takes one thread.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# pytest-xdist tells its processes a terminal's width; what commands print here goes to none.
os.environ.pop("COLUMNS", None)

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes hangs on what else the machine does; what must be quick is timed.
hypothesis_settings.register_profile("short", deadline=None, max_examples=50)
hypothesis_settings.register_profile(
    "long",
    deadline=None,
    max_examples=EXAMPLES,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("long" if LONG else "short")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared data beside the checkout")
    return folder


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the bundled, invented reports."""
    return ROOT / "demo" / "reports"


@pytest.fixture(scope="session")
def reader():  # type: ignore[no-untyped-def]
    """A reader, loaded once for all tests of a process."""
    from according.reading import Reader
    from according.settings import Settings

    return Reader(Settings())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a module that says ``DATABASES = postgres.BOTH`` run once over each."""
    wanted = getattr(metafunc.module, "DATABASES", None)
    if wanted and "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", wanted)


@pytest.fixture
def kind() -> str:
    """The kind of database that a test has its record in."""
    return "sqlite"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """A PostgreSQL server, for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    with postgres.running(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) as own:
        yield own


@pytest.fixture
def database(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a record that is not there yet, or is empty."""
    if kind == "sqlite":
        yield str(tmp_path / "record.db")
        return
    server: postgres.Server = request.getfixturevalue("server")
    with server.database() as url:
        yield url


@pytest.fixture
def report() -> Report:
    """A short invented report."""
    title = "Two die at Velden bridge"
    body = (
        "Two people died at the Velden bridge on Monday, the Harbour Rescue League (HRL) said.\n\n"
        "“We counted two,” said Mara Lindqvist, who leads the HRL. Lindqvist gave no names."
    )
    return Report(
        published_text(title, body),
        outlet="Quay Post",
        published=date(2024, 3, 11),
        title=title,
        language="en",
    )
