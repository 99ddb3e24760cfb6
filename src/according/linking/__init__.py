"""What reports have to do with one another."""

from according.linking.alignment import Alignment, Change, Run, align
from according.linking.bulk import all_shared, links
from according.linking.fingerprints import candidates, fingerprints
from according.linking.origins import origins
from according.linking.relations import Compared, compare
from according.linking.words import Words, forms_of, numbers_of, words_of

__all__ = [
    "Alignment",
    "Change",
    "Compared",
    "Run",
    "Words",
    "align",
    "all_shared",
    "candidates",
    "compare",
    "fingerprints",
    "forms_of",
    "links",
    "numbers_of",
    "origins",
    "words_of",
]
