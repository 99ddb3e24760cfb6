"""Script of others is what its list says, and all files are in the package."""

import hashlib
from importlib import resources

from according.web import files

STATIC = resources.files("according.web").joinpath("static")


def test_vendored_files_are_those_of_the_list():
    lines = STATIC.joinpath("VENDORED.txt").read_text("utf-8").splitlines()
    listed = {line.split()[0]: line.split()[-1] for line in lines if not line.startswith("#")}
    scripts = {each.name for each in STATIC.iterdir() if each.name.endswith(".js")}
    assert set(listed) == scripts - {"according.js"}
    for name, sha256 in listed.items():
        assert hashlib.sha256(STATIC.joinpath(name).read_bytes()).hexdigest() == sha256


def test_every_file_is_there_and_its_address_changes_with_it(client):
    for name in files.TYPES:
        answer = client.get(files.static(name))
        assert answer.status_code == 200
        assert answer.content == files.content(name)
        assert "immutable" in answer.headers["cache-control"]


def test_nothing_is_had_from_elsewhere():
    for name in ("style.css", "according.js", "icon.svg"):
        text = files.content(name).decode().replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        assert "@import" not in text
        assert "url(" not in text
