"""Wherever XML is parsed nothing else is read, nobody is called, and it does not grow."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest
from lxml import etree

from according.errors import AccordingError, Reason, StoreError
from according.export.formats.uima_reading import read_xmi
from according.intake import Refusal, Source, Taken, take
from according.settings import Settings
from tests.hostile import xml_bombs
from tests.hostile.xml_bombs import SECRET

SECONDS = 5


class Listener:
    """A server that only counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                called, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            called.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener():
    found = Listener()
    yield found
    found.close()


@pytest.fixture(scope="module")
def secret(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(SECRET, "utf-8")
    return path


def outcomes(path: Path, data: bytes) -> list[Taken | Refusal]:
    path.write_bytes(data)
    before = time.process_time()
    found = list(take(Source(str(path)), Settings()))
    assert time.process_time() - before < SECONDS, path.name
    return found


def test_there_are_twenty(secret, listener):
    assert len(xml_bombs.subsets(secret, listener.port)) == 20


def test_no_feed_or_page_reads_more_than_itself(secret, listener, tmp_path):
    documents = list(xml_bombs.documents(secret, listener.port))
    assert len(documents) == 80
    found = {name: outcomes(tmp_path / name, data) for _, name, data in documents}
    for name, some in found.items():
        assert some, name
        for each in some:
            said = each.report.text if isinstance(each, Taken) else each.detail
            assert SECRET not in said, name
            assert "hahaha" not in said, name
            assert len(said) < 10_000, name
    assert listener.calls == 0
    for name in ("laughs.rss", "external_file.rss", "parameter_out.rss", "default.rss"):
        (refusal,) = found[name]
        assert isinstance(refusal, Refusal)
        assert refusal.reason is Reason.FORBIDDEN, name
    # A page is read as HTML, which has no entities of its own: what is around them comes through.
    assert isinstance(found["external_file.html"][0], Taken)


def test_no_cas_reads_more_than_itself(secret, listener, tmp_path):
    path = tmp_path / "one.xmi"
    for name, data in xml_bombs.casses(secret, listener.port):
        path.write_bytes(data)
        before = time.process_time()
        with pytest.raises(AccordingError) as caught:
            read_xmi(path)
        assert time.process_time() - before < SECONDS, name
        assert SECRET not in str(caught.value), name
        if b"<!DOCTYPE" in data:
            assert "grammar" in str(caught.value), name
    assert listener.calls == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_a_grammar_is_seen_in_other_encodings(secret, listener, tmp_path, encoding):
    cas = dict(xml_bombs.casses(secret, listener.port))["external file"].decode()
    path = tmp_path / "one.xmi"
    path.write_bytes(cas.replace("utf-8", encoding.removesuffix("-le")).encode(encoding))
    with pytest.raises(StoreError):
        read_xmi(path)


def test_a_careless_parser_would_be_caught(secret, listener, tmp_path):
    path = tmp_path / "one.xml"
    path.write_text(f"<!DOCTYPE r [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><r>&x;</r>", "utf-8")
    careless = etree.XMLParser(resolve_entities=True, load_dtd=True)
    assert etree.parse(path, careless).getroot().text == SECRET
    own = Listener()
    with socket.create_connection(("127.0.0.1", own.port)):
        deadline = time.monotonic() + 5
        while not own.calls and time.monotonic() < deadline:
            time.sleep(0.001)
    assert own.calls == 1
    own.close()
