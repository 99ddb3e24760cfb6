"""What reports have to do with one another."""

from according.linking.alignment import Alignment, Change, Run, align
from according.linking.relations import Compared, compare
from according.linking.words import Words, words_of

__all__ = ["Alignment", "Change", "Compared", "Run", "Words", "align", "compare", "words_of"]
