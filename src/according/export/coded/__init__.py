"""An event as a coder would code it, by rules that are told: what came of it, and from whom.

`code` is the way in. Nothing here is a verdict: every value has beside it who gave it, in which
report and words, by which rule it was taken from among the others, and whether a person decided.
"""

from according.export.coded.days import When
from according.export.coded.deaths import Deaths
from according.export.coded.event import Coded, code
from according.export.coded.figures import Bound, Count, Given
from according.export.coded.kinds import Kind
from according.export.coded.parties import Party
from according.export.coded.places import Where
from according.export.coded.plain import plain_coded
from according.export.coded.rules import CHOICES, Best, Choice, Rules, Tolls, rules_of
from according.export.coded.sources import Source

__all__ = [
    "CHOICES",
    "Best",
    "Bound",
    "Choice",
    "Coded",
    "Count",
    "Deaths",
    "Given",
    "Kind",
    "Party",
    "Rules",
    "Source",
    "Tolls",
    "When",
    "Where",
    "code",
    "plain_coded",
    "rules_of",
]
