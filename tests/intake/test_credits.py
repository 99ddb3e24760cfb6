import time

import pytest
from hypothesis import given, strategies

from according.data import load_json
from according.intake.agencies import agencies
from according.intake.credits import find_credits
from tests.intake.adversarial import STRINGS
from tests.intake.helpers import SENTENCE


def found(text):
    credits = find_credits(text)
    assert all(text[each.start : each.end] == each.quote for each in credits)
    assert all(each.agency in each.quote for each in credits)
    return [(each.quote, each.agency) for each in credits]


@pytest.mark.parametrize(
    ("text", "quote", "agency"),
    [
        ("VELDEN (Reuters) - Two died.", "(Reuters)", "Reuters"),
        ("VELDEN, Holm (AP) — Two died.", "(AP)", "AP"),
        ("Two die\n\nVELDEN (AFP) – Two died.", "(AFP)", "AFP"),
        ("It said so. VELDEN October 1 (RIA Novosti) Two died.", "(RIA Novosti)", "RIA Novosti"),
        ("VELDEN, Sept. 3 (Xinhua) -- Two died.", "(Xinhua)", "Xinhua"),
        ("VELDEN, September 3. /TASS/. Two died.", "/TASS/", "TASS"),
        ("Velden, SANA – Two died.", "SANA", "SANA"),
        ("Velden, Sept 3, IRNA – Two died.", "IRNA", "IRNA"),
        ("VELDEN, Sep. 03 (MNA) – Two died.", "(MNA)", "MNA"),
        ("VELDEN (dpa) - Two died.", "(dpa)", "dpa"),
        ("Two died. --Reuters", "--Reuters", "Reuters"),
        ("Two died, he said.”\n\n- AFP\n\nMore.", "- AFP", "AFP"),
        ("Two died.-AFP", "-AFP", "AFP"),
        ("Two died. — AP", "— AP", "AP"),
        ("Two died. (Reuters)", "(Reuters)", "Reuters"),
        ("Two died. (With AFP)", "(With AFP)", "AFP"),
        ("Two died, with inputs from PTI", "with inputs from PTI", "PTI"),
        ("Two died.\nSource: Kyodo\n", "Source: Kyodo", "Kyodo"),
        ("Two died. Source Reuters", "Source Reuters", "Reuters"),
        ("AFP contributed to this report.", "AFP contributed to this report", "AFP"),
        (
            "Two died.\n\nThe Associated Press contributed to this report.",
            "The Associated Press contributed to this report",
            "Associated Press",
        ),
        (
            "Associated Press writer Ina R. Holm in Velden contributed to this report.",
            "Associated Press writer Ina R. Holm in Velden contributed to this report",
            "Associated Press",
        ),
        (
            "Contributing: Ina Holm; The Associated Press",
            "The Associated Press",
            "Associated Press",
        ),
        (
            "Reporting by Ina Holm, Reuters; Editing by Jon Holm",
            "Reuters",
            "Reuters",
        ),
        (
            "Copyright 2019 The Associated Press.",
            "Copyright 2019 The Associated Press",
            "Associated Press",
        ),
        ("Two died, Tasnim reported.", "Tasnim reported", "Tasnim"),
        ("Two died, the SANA news agency reported.", "the SANA news agency reported", "SANA"),
        ("Two died, Interfax has reported.", "Interfax has reported", "Interfax"),
        ("Two died. Reuters contributed reporting.", "Reuters contributed reporting", "Reuters"),
        ("Two died, Reuters reports.", "Reuters reports", "Reuters"),
        ("Two died, the IRNA news agency says.", "the IRNA news agency says", "IRNA"),
        ("Two died. Reuters reports that more were hurt.", "Reuters reports", "Reuters"),
        ("Reuters says two died.", "Reuters says", "Reuters"),
        ("On Monday Bloomberg reported two.", "Bloomberg reported", "Bloomberg"),
        ("Two die\n\nBy Reuters\n\nTwo died.", "By Reuters", "Reuters"),
        ("By The Associated Press\nTwo died.", "By The Associated Press", "Associated Press"),
        ("Two died. -Reuters-", "-Reuters-", "Reuters"),
        ("Two died.\n--AFP--\nMore.", "--AFP--", "AFP"),
        (
            "KARSOV, Aug. 14 (Steppe News Service) - Two died.",
            "(Steppe News Service)",
            "Steppe News Service",
        ),
        ("KARSOV (Steppe Newswire) — Two died.", "(Steppe Newswire)", "Steppe Newswire"),
        (
            "Two died, the Steppe Press Service reported.",
            "the Steppe Press Service reported",
            "Steppe Press Service",
        ),
        ("Two died. -- Steppe Wire Service", "-- Steppe Wire Service", "Steppe Wire Service"),
        ("Two die - Reuters Staff\n\nTwo died.", "Reuters Staff", "Reuters"),
        ("Two die AFP Friday 22 Jul 2016 Two died.", "AFP Friday 22 Jul 2016", "AFP"),
        ("By Ina Holm, Associated Press\n\nTwo died.", "Associated Press", "Associated Press"),
        (
            "Our Standards: The Thomson Reuters Trust Principles.",
            "The Thomson Reuters Trust Principles",
            "Thomson Reuters",
        ),
    ],
)
def test_a_credit_is_found(text, quote, agency):
    assert (quote, agency) in found(text)
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two died (AFP Photo) at the bridge.",
        "The bridge on Monday. (Reuters Photo) Two died.",
        "The bridge. Ina Holm/AP\n\nTwo died.",
        "The bridge. (AP Photo/Ina Holm)\n\nTwo died.",
        "Ina Holm/AFP/Getty Images\n\nTwo died.",
        "(Photo: AFP)\n\nTwo died.",
        "Two died, according to AFP.",
        "A guard told Reuters that two died.",
        "Two died, SANA quoted a guard as saying.",
        "Read more from Reuters.",
        "The PA reported nothing.",
        "The MENA region reported growth.",
        "Reutersville (AP1) - no",
        "The RIAA reported a loss; TASSEL reported one too.",
        "A man in Fars province died.",
        "Two died (ABC) - and more.",
        "Ten contributed to this report.",
        "He reported to Reuters.",
        "Neither AP nor Reuters reported it.",
        "It was not clear whether AFP reported it.",
        "He would resign if the AFP reported it.",
        "Michael Bloomberg reported a profit.",
        "M. Bloomberg reported a profit.",
        "Several Reuters reports were denied.",
        "Reuters reports of two dead were denied.",
        "AFP says it will sue.",
        "The shares of Reuters, its owner says, fell.",
        "Asked by Reuters\n\nTwo died.",
        "The News Service was closed. A Newswire said so.",
        "Comment via Sputnik News",
        SENTENCE * 20,
    ],
)
def test_a_mention_or_a_photograph_is_no_credit(text):
    assert found(text) == []


def test_a_list_gives_a_credit_for_each():
    assert found("Two died. (With Reuters and AFP)") == [
        ("(With Reuters and AFP)", "Reuters"),
        ("(With Reuters and AFP)", "AFP"),
    ]
    assert found("It contains material from Reuters, AFP, and the Associated Press.") == [
        ("material from Reuters, AFP, and the Associated Press", agency)
        for agency in ("Reuters", "AFP", "Associated Press")
    ]
    assert found("The Associated Press and Reuters contributed to this report.") == [
        ("The Associated Press and Reuters contributed to this report", "Associated Press"),
        ("Reuters contributed to this report", "Reuters"),
    ]


def test_a_comma_alone_makes_no_list():
    assert found("claimed through the Holm news agency, Reuters reported") == [
        ("Reuters reported", "Reuters")
    ]


def test_an_agency_that_says_it_is_one_is_found():
    text = "VELDEN (QNB) – Two died.\n\nThe Quay News Bureau news agency said so."
    assert found(text) == [("(QNB)", "QNB")]
    assert found("The Velden News Agency (VNX) said two died.\n\nTwo died. -- VNX") == [
        ("-- VNX", "VNX")
    ]
    assert found("Two died, Velden News Agency (VNX) reported. Later VNX reported three.") == [
        ("Velden News Agency (VNX) reported", "Velden News Agency"),
        ("VNX reported", "VNX"),
    ]
    assert found("Two died, Holm’s Velden News Agency reported.") == [
        ("Velden News Agency reported", "Velden News Agency")
    ]
    assert found("The news agency was closed. Two died. -- QNB") == [("-- QNB", "QNB")]
    assert found("Two died. -- QNB") == []


@pytest.mark.parametrize("name", STRINGS)
def test_no_string_is_slow(name):
    find_credits("warm")
    best = 1.0
    for _ in range(3):
        start = time.perf_counter()
        find_credits(STRINGS[name])
        best = min(best, time.perf_counter() - start)
    # A tenth of a second on an idle core; the machine of a test run is seldom idle.
    assert best < 0.25


WORDS = ["Reuters", "AFP", "(AP)", "The", "-", "VELDEN", "reported", "and", ",", ".", "\n", "News"]
WORDS += ["reports", "says", "By", "neither", "Service", "Newswire", "contributed reporting"]
WORDS += ["Agency", "(QNB)", "contributed to this report", "Contributing:", "(With", ")", "/TASS/"]


@given(
    strategies.lists(strategies.sampled_from(WORDS), max_size=30),
    strategies.sampled_from(["", " "]),
)
def test_every_credit_stands_where_it_says(words, between):
    credits = found(between.join(words))
    assert len(credits) == len(find_credits(between.join(words)))


def test_the_data_file_is_whole():
    data = load_json("agencies.json")
    names = [entry["name"] for entry in data["agencies"]]
    assert len(names) == len(set(names)) >= 60
    forms = [form for entry in data["agencies"] for form in entry["forms"] + entry["marks"]]
    assert len(forms) == len(set(forms))
    assert all(form == form.strip() and len(form) > 1 for form in forms)
    assert all(entry["forms"] or entry["marks"] for entry in data["agencies"])
    assert all(set(entry) == {"name", "forms", "marks"} for entry in data["agencies"])
    assert set(data["surnames"]) <= set(forms)
    assert all(entry["agency"] in entry["phrase"] for entry in data["phrases"])
    for form in forms:
        assert agencies().names.fullmatch(form), form
