"""The gazetteer's file: a head, then arrays that are read where they lie.

::

    8 bytes    magic
    4 bytes    length of the head, little endian
    head       JSON: sections with offset, bytes and items; countries; features; sources
    sections   each at a multiple of 64 bytes, little endian:
               places    PLACE records: countries, then divisions, then the rest
               names     each place's name in UTF-8, closed by a zero byte
               keys      64-bit keys of all normal names, ascending, none twice
               starts    for each key the first of its postings; one more at the end
               postings  place number * 4 + NameKind
    32 bytes   SHA-256 over all that is before it
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

MAGIC = b"ACGAZ\x00\x01\n"
DIGEST_BYTES = 32
ALIGN = 64
HEAD_LIMIT = 1 << 20
"""Bytes of a head: some 250 countries and 700 feature codes are 20,000."""

PLACE = np.dtype(
    [
        ("id", "<u4"),  # GeoNames id; 0 where the region has none in the sources
        ("lat", "<i4"),  # degrees * 100,000
        ("lon", "<i4"),
        ("population", "<u4"),
        ("name", "<u4"),  # offset in names
        ("adm2", "<u4"),  # number of the second-order division's place + 1; 0 for none
        ("adm1", "<u2"),  # number of the first-order division's place + 1; 0 for none
        ("country", "<u2"),  # index in the head's countries; 0 for none
        ("feature", "<u2"),  # index in the head's features
    ]
)
KEY = np.dtype("<u8")
NUMBER = np.dtype("<u4")

DEGREES = 100_000
"""Coordinates are whole numbers of 1/100,000 degree: a metre, as GeoNames gives them."""

MAX_ADM1 = 65_534
"""How many places may come before the last first-order division: its number is two bytes."""


class NameKind(IntEnum):
    """How a name belongs to its place; the lower, the nearer."""

    MAIN = 0
    """Its name in GeoNames, with or without marks."""
    OTHER = 1
    """An alternate name."""
    BARE = 2
    """A division's name without its generic word: "Hama" for Hama Governorate."""
    CODE = 3
    """An abbreviation: "NSW", "Calif."."""
