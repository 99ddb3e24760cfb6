"""What holds for all commands: exit codes, messages, the record that is opened."""

import subprocess
import sys

import pytest

import according as package
from according.model import Capture, Reading, Report
from according.store import Record
from tests.cli.conftest import process

LOOKING = (
    ("reports",),
    ("summary",),
    ("refusals",),
    ("check",),
    ("report", "ab"),
    ("show", "ab"),
    ("page", "ab"),
)


@pytest.fixture(params=LOOKING, ids=lambda command: command[0])
def looking(request):
    """A command that looks into a record."""
    return request.param


def test_version(according):
    assert according("--version").out == f"according {package.__version__}\n"


def test_no_command_is_help(according):
    ran = according()
    assert ran.code == 2
    assert "Read news reports" in ran.out + ran.err


def test_help_names_every_command(according):
    ran = according("--help")
    assert ran.code == 0
    for command in [*(command[0] for command in LOOKING), "read", "bench"]:
        assert f"\n  {command}" in ran.out


def test_unknown_command_and_option(according):
    for arguments in (["nosuch"], ["reports", "--nosuch"], ["show"], ["reports", "--limit", "0"]):
        ran = according(*arguments)
        assert ran.code == 2, arguments
        assert "Error" in ran.err
        assert not ran.out


def test_missing_record(according, looking, tmp_path):
    ran = according(*looking, "--record", tmp_path / "none.db")
    assert ran.code == 1
    assert f"error: no record at {tmp_path}" in ran.err
    assert "according read PATH --into" in ran.err
    assert not ran.out
    assert not (tmp_path / "none.db").exists()


def test_record_that_is_none(according, looking, tmp_path):
    (tmp_path / "x.db").write_bytes(b"some text that is no database" * 99)
    ran = according(*looking, "--record", tmp_path / "x.db")
    assert ran.code == 1
    assert "cannot be opened as a record" in ran.err
    assert not ran.out


def test_folder_as_record(according, looking, tmp_path):
    ran = according(*looking, "--record", tmp_path)
    assert ran.code == 1
    assert "is a folder; name a file" in ran.err


def test_record_from_the_environment(according, filled, monkeypatch):
    monkeypatch.setenv("ACCORDING_RECORD", str(filled))
    assert according("reports").out.count("\n") == 4


@pytest.mark.parametrize("command", ["report", "show", "page"])
def test_unknown_and_ambiguous_ids(according, filled, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    unknown = according(command, "zzz", "--record", filled)
    assert unknown.code == 1
    assert unknown.err == f"error: no report 'zzz' in {filled}; see: according reports\n"
    ambiguous = according(command, "", "--record", filled)
    assert ambiguous.code == 1
    assert "fits several reports" in ambiguous.err
    assert not unknown.out + ambiguous.out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_output_that_nobody_reads_is_no_error(filled, options):
    """As in ``according reports | true``."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with process("reports", "--record", filled, *options, **pipes) as run:
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_head_of_a_long_listing(filled, tmp_path):
    """As in ``according report ID | head -1``, of more than a pipe holds."""
    record = tmp_path / "record.db"
    report = Report("One line of a long report.\n" * 20_000)
    with Record(str(record), create=True) as opened:
        opened.add(Reading(report, "none"), Capture("ab", "text/plain", "long.txt"), b"")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    for options in ((), ("--json",)):
        with process("report", report.id, "--record", record, *options, **pipes) as run:
            assert run.stdout.readline()
            run.stdout.close()
            assert run.stderr.read() == b""
        assert run.returncode == 0


def test_commands_that_read_nothing_load_no_models():
    code = "import sys, according.cli.app; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
