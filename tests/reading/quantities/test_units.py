import pytest

from according.model import QuantityKind

MEASURES = [
    ("Velden lies 30 km west of Osk.", "30 km", "kilometre", (30, 30)),
    ("It covers 12 square miles of heath.", "12 square miles", "square mile", (12, 12)),
    ("A 16-day strike began.", "16-day", "day", (16, 16)),
    ("The 122mm shells came from the hills.", "122mm", "millimetre", (122, 122)),
    ("Winds reached 90 miles an hour.", "90 miles an hour", "mile per hour", (90, 90)),
    ("It was minus 12 degrees Celsius.", "12 degrees Celsius", "degree Celsius", (12, 12)),
    ("More than 3 tonnes of ore was lost.", "More than 3 tonnes", "tonne", (3, None)),
    ("Thousands of tonnes of ore was lost.", "Thousands of tonnes", "tonne", (2000, None)),
    ("Half an hour later it rained.", "Half an hour", "hour", (0.5, 0.5)),
    ("He spoke for an hour and a half.", "an hour and a half", "hour", (1.5, 1.5)),
    ("They dug for more than a week.", "more than a week", "week", (1, None)),
    ("The two-and-a-half-year siege ended.", "two-and-a-half-year", "year", (2.5, 2.5)),
    ("A magnitude 6.3 quake struck.", "6.3", "magnitude", (6.3, 6.3)),
    ("It flew at 30,000ft over Lenz.", "30,000ft", "foot", (30_000, 30_000)),
]


@pytest.mark.parametrize(("text", "words", "unit", "ends"), MEASURES)
def test_measure(read, text, words, unit, ends):
    (found,) = read(text)
    assert (found.evidence.quote, found.unit, found.kind) == (words, unit, QuantityKind.MEASURE)
    assert (found.low, found.high) == ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A boy aged 12 was found.", "12"),
        ("The 28-year-old clerk left.", "28-year-old"),
        ("She is 41 years old.", "41 years old"),
        ("Boys between the ages of 9 and 14 fled.", "9 and 14"),
        ("He wed at the age of 15.", "15"),
        ("Petra Vance, 48, spoke first.", "48"),
        ("Petra Vance (48) spoke first.", "48"),
        ("Vance, who was 48, spoke first.", "48"),
        ("They beat a student of 19, who fled.", "19"),
    ],
)
def test_age(read, text, words):
    (found,) = [each for each in read(text) if each.rule != "one person"]
    assert (found.evidence.quote, found.unit) == (words, "year")


MONEY = [
    ("It cost $3 million.", "$3 million", "USD", 3_000_000),
    ("They asked for £2.5m at once.", "£2.5m", "GBP", 2_500_000),
    ("Brenna sold US$1.2bn of arms.", "US$1.2bn", "USD", 1_200_000_000),
    ("They pledged 40 million euros.", "40 million euros", "EUR", 40_000_000),
    ("A loaf costs 5,000 Syrian pounds.", "5,000 Syrian pounds", "SYP", 5000),
    ("A loaf costs 5,000 Sarovian pounds.", "5,000 Sarovian pounds", "pound", 5000),
    ("He owes EUR 200 to the bank.", "EUR 200", "EUR", 200),
]


@pytest.mark.parametrize(("text", "words", "unit", "best"), MONEY)
def test_money(read, text, words, unit, best):
    (found,) = read(text)
    assert (found.evidence.quote, found.unit, found.best) == (words, unit, best)
    assert found.kind is QuantityKind.MONEY


PERCENT = [
    ("Turnout was 61.4 per cent at noon.", "61.4 per cent", 61.4, None),
    ("Half of the town is dark.", "Half", 50, "the town"),
    ("Half the town is dark.", "Half", 50, "the town"),
    ("Two-thirds of both chambers agreed.", "Two-thirds", 200 / 3, "both chambers"),
    ("One in five children is ill.", "One in five", 20, "children"),
    ("Four out of 10 homes burned.", "Four out of 10", 40, "homes"),
    ("97% of the electorate voted.", "97%", 97, "the electorate"),
]


@pytest.mark.parametrize(("text", "words", "best", "counted"), PERCENT)
def test_percent(read, text, words, best, counted):
    (found,) = read(text)
    assert (found.evidence.quote, found.unit) == (words, "percent")
    assert found.best == pytest.approx(best)
    assert (found.counted.quote if found.counted else None) == counted


def test_points_are_no_percent(read):
    (found,) = read("Support fell by five percentage points.")
    assert found.unit == "percentage point"


@pytest.mark.parametrize(
    "text",
    [
        "The second half was dull.",
        "His half-brother left.",
        "A third person knew of it.",
        "They met four in Osk in May.",
        "It was half past ten.",
    ],
)
def test_no_share(read, text):
    assert not [each for each in read(text) if each.kind is QuantityKind.PERCENT]


def test_barrel_bombs_are_counted(shown):
    assert shown("Two barrel bombs fell on Doum.") == [("Two", 2, 2, 2, "barrel bombs")]
    assert shown("Two barrels of oil leaked.") == [("Two barrels", 2, 2, 2, "oil")]


def test_what_is_measured(shown):
    assert shown("They found 20 kg of blasting powder.")[0][4] == "blasting powder"
    assert shown("They asked for £2.5m in back pay.")[0][4] == "back pay"
    assert shown("They spent £2.5m in March.")[0][4] is None


def test_a_mother_of_three_is_of_no_age(read):
    assert not [each for each in read("They freed a mother of three, who fled.") if each.unit]
