import json
import zipfile

from typer.testing import CliRunner

from according.cli.app import app
from according.errors import DataError
from tests.reading.gazetteer.test_dump import BAD, ROWS, zipped

RUN = CliRunner()


def test_import_writes_a_gazetteer_and_counts(tmp_path):
    dump = zipped(tmp_path / "allCountries.zip", [*ROWS, *BAD.values()])
    own = tmp_path / "own.bin"
    result = RUN.invoke(app, ["gazetteer", "import", str(dump), "--into", str(own)])
    assert result.exit_code == 0
    assert "5 places of 11 rows" in result.stdout
    assert "1 refused: no coordinates" in result.stdout
    shown = RUN.invoke(app, ["gazetteer", "info", str(own), "--json"])
    facts = json.loads(shown.stdout)
    assert facts["places"] == 5
    assert facts["sources"] == ["allCountries.zip"]


def test_import_as_json(tmp_path):
    dump = zipped(tmp_path / "allCountries.zip", ROWS)
    own = tmp_path / "own.bin"
    result = RUN.invoke(app, ["gazetteer", "import", str(dump), "--into", str(own), "--json"])
    counts = json.loads(result.stdout)
    assert (counts["rows"], counts["kept"], counts["refused"]) == (6, 5, {})


def test_import_says_what_is_wrong(tmp_path):
    dump = tmp_path / "all.zip"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("readme.txt", "no table")
    result = RUN.invoke(app, ["gazetteer", "import", str(dump), "--into", str(tmp_path / "o.bin")])
    assert result.exit_code == 1
    assert isinstance(result.exception, DataError)
    nowhere = str(tmp_path / "no" / "o.bin")
    result = RUN.invoke(app, ["gazetteer", "import", str(dump), "--into", nowhere])
    assert isinstance(result.exception, DataError)


def test_info_of_the_one_shipped():
    result = RUN.invoke(app, ["gazetteer", "info"])
    assert result.exit_code == 0
    assert "CC BY 4.0" in result.stdout
