"""Several at one record at the same time; the long form is a program (`tests.crash.together`)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.long import LONG

SECONDS = 60 if LONG else 4


def run(*arguments: str) -> str:
    """The program, in a process of its own: it forks."""
    command = [sys.executable, "-m", "tests.crash.together", str(SECONDS), *arguments]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    ran = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_nobody_loses_anything_and_nobody_sees_a_lock():
    said = run()
    assert "POST 303" in said


@pytest.mark.skipif(not LONG, reason="the long form: all that is above once more")
def test_the_same_on_a_server(server):
    with server.database() as url:
        assert "POST 303" in run(url)
