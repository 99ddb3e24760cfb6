"""A record's events beside the rows of a file that others coded: which may be one, and how they
differ. Nobody is said to be right.

`compare` is the way in.
"""

from according.export.compared.comparing import Compared, compare
from according.export.compared.differing import Difference, How
from according.export.compared.fitting import Fit, Fits
from according.export.compared.pairing import Doubt, Pair
from according.export.compared.plain import csv_lines, plain_compared
from according.export.compared.theirs import BadRow, File, Their, read_file

__all__ = [
    "BadRow",
    "Compared",
    "Difference",
    "Doubt",
    "File",
    "Fit",
    "Fits",
    "How",
    "Pair",
    "Their",
    "compare",
    "csv_lines",
    "plain_compared",
    "read_file",
]
