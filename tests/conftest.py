"""What tests share. Material under ``../shared`` is not part of the repository: tests skip."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from according.model import Report, published_text

# Tests run one process per core; linear algebra in each takes one thread.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# pytest-xdist tells its processes a terminal's width; what commands print here goes to none.
os.environ.pop("COLUMNS", None)

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes hangs on what else the machine does; what must be quick is timed.
hypothesis_settings.register_profile("any time", deadline=None)
hypothesis_settings.load_profile("any time")


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
