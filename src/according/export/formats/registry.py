"""The formats, by name. A new one is a module with a `Format`, and a line here."""

from __future__ import annotations

from according.errors import SettingsError
from according.export.formats import (
    acled,
    csv_folder,
    evidence,
    ftm,
    ged,
    geojson,
    graphml,
    jsonl,
    parquet,
    polecat,
    uima,
    webannotation,
    xlsx,
)
from according.export.formats.format import Format

_ALL = (
    jsonl.FORMAT,
    parquet.FORMAT,
    csv_folder.FORMAT,
    xlsx.FORMAT,
    ged.FORMAT,
    acled.FORMAT,
    polecat.FORMAT,
    webannotation.FORMAT,
    evidence.FORMAT,
    ftm.FORMAT,
    uima.FORMAT,
    graphml.FORMAT,
    geojson.FORMAT,
)
"""Each module loads what it needs of other libraries only when it writes."""

FORMATS: dict[str, Format] = {each.name: each for each in _ALL}


def named(name: str) -> Format:
    """The format called ``name``.

    Raises:
        SettingsError: there is none.
    """
    if name not in FORMATS:
        raise SettingsError(f"no format {name!r}; there are {', '.join(sorted(FORMATS))}")
    return FORMATS[name]
