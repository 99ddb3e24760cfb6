"""The country that a report's address is in, by its last label ("example.co.uk": GB)."""

from __future__ import annotations

from urllib.parse import urlsplit

from according.data import load_json


def country_of(url: str | None) -> str | None:
    """ISO 3166 code of the country of an address; None for ``.com`` and the like.

    Countries whose label is sold for its sound (".tv", ".io") are none: see
    ``data/places/addresses.json``.
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    label = host.rsplit(".", 1)[-1]
    if len(label) != 2 or not label.isascii() or not label.isalpha():
        return None
    table = load_json("places/addresses.json")
    if label in table["sold"]:
        return None
    return str(table["other"].get(label, label.upper()))
