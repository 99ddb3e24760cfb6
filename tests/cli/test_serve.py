"""To whom a record is served: what the options must say before anything listens."""

import pytest

from according.store import Record


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.db"
    Record(str(path), create=True).close()
    return path


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "let people sign in (--users)"),
        (("--host", "0.0.0.0", "--users"), "say at which address"),
        (("--host", "192.168.0.2", "--users"), "for others to read"),
        (("--users",), "according users add"),
        (("--at", "nowhere"), "no address of a server"),
    ],
)
def test_what_is_not_served(according, record, options, said):
    ran = according("serve", record, *options)
    assert ran.code == 1
    assert said in " ".join((ran.out + ran.err).split())
