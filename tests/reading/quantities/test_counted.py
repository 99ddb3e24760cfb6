import pytest

CASES = [
    ("14 people died.", "people"),
    ("14 other civilians died.", "other civilians"),
    ("14 more civilians died.", "civilians"),
    ("14 were killed.", None),
    ("The blast killed 14.", None),
    ("14 injured as train leaves track", "injured"),
    ("14 Killed in Osk", "Killed"),
    ("It left 14 dead.", "dead"),
    ("It left 14 people dead.", "people"),
    ("14 wounded soldiers were moved.", "wounded soldiers"),
    ("14 of the attackers fled.", "the attackers"),
    ("14 of them fled.", "them"),
    ("14 of whom fled.", "whom"),
    ("14 of the dead were guards.", "the dead"),
    ("14 members of the Rafid Brigade fled.", "members of the Rafid Brigade"),
    ("14 women and children were freed.", "women and children"),
    ("14 houses and two mosques burned.", "houses"),
    ("14 pipes and hundreds of tools were found.", "pipes"),
    ("14 Sarovian government soldiers fled.", "Sarovian government soldiers"),
    ("14 of the village's houses burned.", "the village's houses"),
    ("14 of the village's wounded fled.", "the village's wounded"),
    ("14 bullet wounds were seen.", "bullet wounds"),
    ("14 German, two Greek and six others came.", "German"),
    ("The two really leading parties met.", "really leading parties"),
    ("The two attended White Harbour School.", None),
    ("14 rebel-held villages were hit.", "rebel-held villages"),
    ("14 state TV hosts resigned.", "state TV hosts"),
    ("Scores of US troops left.", "US troops"),
    ("A 3,000-strong militia left.", "militia"),
    # Crawled text: commas, full stops and apostrophes are gone.
    ("14 civilians killed 15 hurt in raid", "civilians"),
    ("Raid kills 14 civilians Monitor Friday 1 Jul 2016", "civilians"),
    ("Raid kills 14 NGO AFP Friday", None),
    ("14 civilians dead in strikes on market", "civilians"),
    ("14 people including children died", "people"),
    ("It left 14 wounded reports say", "wounded"),
]


@pytest.mark.parametrize(("text", "counted"), CASES)
def test_counted(shown, text, counted):
    assert shown(text)[0][4] == counted


def test_a_closing_quotation_mark_is_passed_over(shown):
    assert shown('They lost "not more than 10" men.')[0][4] == "men"


def test_a_phrase_ends_with_its_line(shown):
    assert shown("The toll is 14\nPeople fled Osk.")[0][4] is None
    assert shown("The toll is 14\n\npeople fled Osk.")[0][4] is None


def test_a_wrapped_line_is_no_end(shown):
    assert shown("The toll is 14\npeople of Osk.")[0][4] == "people of Osk"
    assert shown("They sank 14 fishing\nboats.")[0][4] == "fishing\nboats"


def test_text_in_capitals_alone(shown):
    text = "BOMBS KILLED AT LEAST 14\nCIVILIANS AND THE FIVE GUARDS. A SOLDIER WAS WOUNDED."
    assert [(each[0], each[4]) for each in shown(text)] == [
        ("AT LEAST 14", "CIVILIANS"),
        ("FIVE", "GUARDS"),
        ("A", "SOLDIER"),
    ]
