"""Addresses of PostgreSQL are read as its own tools read them, and passwords stay out of sight."""

import ssl

import pytest
from sqlalchemy.engine import make_url

from according.errors import StoreError
from according.store.connect import connect, shown
from according.store.dialects.postgresql_url import arguments, is_ours


@pytest.fixture(autouse=True)
def nobody(monkeypatch, tmp_path):
    for name in ("HOST", "PORT", "USER", "PASSWORD", "DATABASE", "SSLMODE"):
        monkeypatch.delenv(f"PG{name}", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setattr("getpass.getuser", lambda: "ana")


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("postgresql://ana@desk.example/record", ("ana", "desk.example", 5432, "record")),
        ("postgres://ana@desk.example:6000/record", ("ana", "desk.example", 6000, "record")),
        ("postgresql://", ("ana", "localhost", 5432, "ana")),
        (
            "postgresql:///r?host=desk.example&port=7000",
            ("ana", "desk.example", 7000, "r"),
        ),
    ],
)
def test_who_where_which(url, to):
    assert is_ours(make_url(url))
    made, told = arguments(make_url(url))
    assert (made.username, made.host, made.port, made.database) == to
    assert made.drivername == "postgresql+pg8000"
    assert "ssl_context" not in told


def test_a_socket_is_found_in_its_folder():
    made, told = arguments(make_url("postgresql:///record?host=/run/pg&port=5433"))
    assert told["unix_sock"] == "/run/pg/.s.PGSQL.5433"
    assert (made.host, made.port) == (None, None)


def test_what_the_environment_says(monkeypatch):
    monkeypatch.setenv("PGUSER", "ben")
    monkeypatch.setenv("PGPASSWORD", "a harbour")
    monkeypatch.setenv("PGHOST", "desk.example")
    made, _ = arguments(make_url("postgresql:///record"))
    assert (made.username, made.password, made.host) == ("ben", "a harbour", "desk.example")


@pytest.mark.parametrize(("mode", "password"), [(0o600, "a:b"), (0o644, None)])
def test_passwords_of_the_users_own_file(monkeypatch, tmp_path, mode, password):
    path = tmp_path / "pgpass"
    path.write_text("# of the desk\nother.example:*:*:ana:no\ndesk.example:5432:*:ana:a\\:b\n")
    path.chmod(mode)
    monkeypatch.setenv("PGPASSFILE", str(path))
    assert arguments(make_url("postgresql://desk.example/record"))[0].password == password


@pytest.mark.parametrize(
    ("mode", "checks", "verifies"),
    [
        ("require", False, ssl.CERT_NONE),
        ("verify-ca", False, ssl.CERT_REQUIRED),
        ("verify-full", True, ssl.CERT_REQUIRED),
    ],
)
def test_encryption(mode, checks, verifies):
    _, told = arguments(make_url(f"postgresql://desk.example/record?sslmode={mode}"))
    context = told["ssl_context"]
    assert (context.check_hostname, context.verify_mode) == (checks, verifies)


@pytest.mark.parametrize("query", ["sslmode=perhaps", "sslmod=require", "port=x"])
def test_what_is_not_understood_is_said(query):
    with pytest.raises(StoreError, match=r"known|port"):
        arguments(make_url(f"postgresql://ana:secret@desk.example/record?{query}"))


def test_passwords_are_not_shown():
    assert shown("postgresql://ana:secret@desk.example/r") == "postgresql://ana:***@desk.example/r"
    assert shown("a folder/record.db") == "a folder/record.db"
    with pytest.raises(StoreError) as failed:
        connect("postgresql://ana:secret@127.0.0.1:1/record", create=False)
    assert "secret" not in str(failed.value)
    assert "cannot be opened" in str(failed.value)
