"""Adding reports: by file and by text, with what became of each; nothing leaves its folder."""

import re
import time
from pathlib import Path

import pytest

from according.settings import Given
from according.store import Added
from according.web import add, jobs
from tests.engine import mains
from tests.web.conftest import WRITE

TEXT = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said."


@pytest.fixture
def quick(monkeypatch):
    """Jobs that read in this process, without models."""

    class Here:
        exitcode = 0

        def __init__(self, target, args):
            self._work = lambda: target(*args)

        def start(self):
            self._work()

        def join(self):
            pass

        def terminate(self):
            pass

    class Context:
        Process = Here

        @staticmethod
        def Pipe(duplex):  # noqa: N802
            from multiprocessing import Pipe

            return Pipe(duplex)

    monkeypatch.chdir(Path.cwd())  # A job goes into its folder: back afterwards.
    monkeypatch.setattr(jobs, "get_context", lambda _: Context)
    monkeypatch.setattr(jobs.signal, "signal", lambda *_: None)
    monkeypatch.chdir(Path.cwd())  # a job changes it
    monkeypatch.setattr("according.engine.readers.reader_main", mains.reader)
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)


def token(client):
    return re.search(r'name="token" value="(\w+)"', client.get("/add").text)[1]


def ended(client, address):
    for _ in range(600):
        page = client.get(address).text
        state = re.search(r'data-state="(\w+)"', page)[1]
        if state in ("done", "failed"):
            return page
        time.sleep(0.1)
    raise AssertionError(page)


@pytest.mark.slow
def test_files_and_text_are_read_into_the_record(client, state):
    before = state.browsing.summary().reports
    files = [
        ("files", ("a.txt", f"date 2024-03-11 Quay Post - {TEXT}".encode(), "text/plain")),
        ("files", ("../../b.txt", b"", "text/plain")),
    ]
    data = {
        "token": token(client),
        "text": f"{TEXT} Nobody else was hurt.",
        "published": "2024-03-12",
        "outlet": "Bay Bulletin",
        "title": "Two die",
    }
    answer = client.post("/add", data=data, files=files, headers=WRITE)
    assert answer.status_code == 303
    page = ended(client, answer.headers["location"])
    assert "3 in = 2 stored + 0 already there + 1 refused" in page
    assert "empty" in page
    assert state.browsing.summary().reports == before + 2
    # Search, lists and captures know them at once.
    assert "Quay Post" in client.get("/search?q=Velden").text
    found = re.search(r"/report/[0-9a-f]+", client.get("/search?q=Velden").text)[0]
    shown = client.get(found).text
    assert re.search(r"added \d{4}-\d\d-\d\d [\d.]+ \w+/", shown)
    assert "/tmp" not in shown
    again = {**data, "token": token(client)}
    answer = client.post("/add", data=again, headers=WRITE)
    assert "0 stored + 1 already there" in ended(client, answer.headers["location"])


def test_nothing_given_is_said(client, state):
    answer = client.post("/add", data={"token": token(client)}, headers=WRITE)
    assert answer.status_code == 400
    assert "nothing was given" in answer.text
    answer = client.post(
        "/add", data={"token": token(client), "text": TEXT, "published": "Monday"}, headers=WRITE
    )
    assert "is no day" in answer.text
    assert not state.jobs.all()


def test_a_forged_form_adds_nothing(client, state):
    client.get("/add")
    answer = client.post("/add", data={"text": TEXT}, headers=WRITE)
    assert answer.status_code == 403
    assert not state.jobs.all()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\windows\\system.ini",
        "/etc/passwd",
        "C:\\boot.ini",
        "....//....//x",
        ".hidden",
        "..",
        "a\0b",
        "a/b/../../../c",
        "x" * 4000 + ".txt",
        "",
        "<script>alert(1)</script>.html",
        "con\r\nx: y",
        "ünï cödé.txt",
        "-rf",
    ],
)
def test_names_of_files_stay_in_their_folder(tmp_path, name):
    for files in ([1], [1, 2]):
        safe = add._name(name, 0, files)
        target = tmp_path / safe
        assert target.parent.resolve() == tmp_path.resolve()
        assert safe not in ("", ".", "..")
        assert not safe.startswith(".")
        target.write_text("x")


def test_jobs_tell_what_became_of_them(tmp_path, quick, state):
    folder = state.jobs.folder()
    (folder / "a.txt").write_text(TEXT)

    job = state.jobs.add(folder, "a.txt", 1, Given())
    for _ in range(300):
        now = state.jobs.get(job.id)
        if now.is_over:
            break
        time.sleep(0.1)
    assert now.state == "done", now
    assert (now.inputs, now.stored) == (1, 1)
    assert not Path(folder).exists()
    assert Added.STORED


def test_a_pasted_text_takes_no_file_s_name(client, state, monkeypatch):
    kept = {}

    def keep(folder, what, count, given):
        kept.update({each.name: each.read_text() for each in folder.iterdir()})
        raise OSError("no room")

    monkeypatch.setattr(state.jobs, "add", keep)
    made = []
    folder = state.jobs.folder
    monkeypatch.setattr(state.jobs, "folder", lambda: made.append(folder()) or made[0])
    sent = {"token": token(client), "text": TEXT}
    file = ("files", ("pasted.txt", b"Of a file."))
    with pytest.raises(OSError, match="no room"):
        client.post("/add", data=sent, files=[file], headers=WRITE)
    assert kept == {"pasted.txt": "Of a file.", "pasted1.txt": TEXT + "\n"}
    assert not made[0].parent.exists()


def test_names_of_files_are_cut_to_what_a_disk_takes():
    long = add._name("新" * 200 + ".txt", 0, [1, 2])
    assert len(long.encode()) <= 255
    assert long.endswith("新.txt")


def test_a_job_that_cannot_start_keeps_no_other_waiting(state, monkeypatch):
    tried = []

    def run(waiting):
        tried.append(waiting)
        raise OSError("no process")

    monkeypatch.setattr(state.jobs, "_run", run)
    ids = [state.jobs.add(state.jobs.folder(), "a.txt", 1, Given()).id for _ in range(2)]
    for _ in range(100):
        found = [state.jobs.get(each).state for each in ids]
        if found == ["failed", "failed"]:
            break
        time.sleep(0.05)
    assert found == ["failed", "failed"]
    assert len(tried) == 2
