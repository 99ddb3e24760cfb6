import pytest

from according.intake.language import detect
from tests.intake.helpers import SENTENCE

GERMAN = "Zwei Menschen starben am Montag an der Brücke, wie die Polizei am Abend mitteilte. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        (SENTENCE.upper(), "en"),
        (GERMAN, "de"),
        (GERMAN.upper(), "de"),
        ("Deux personnes sont mortes lundi près du pont, a dit la police. ", "fr"),
        ("Полиция сообщила, что в понедельник у моста погибли два человека. ", "ru"),
        ("قالت الشرطة إن شخصين قتلا يوم الاثنين قرب الجسر في المدينة القديمة", "ar"),
    ],
)
def test_a_sentence_is_enough(text, language):
    assert detect(text) == language
    assert detect(text * 50, declared="xx") == language


@pytest.mark.parametrize("text", ["", "Velden", "12 34 56 78 90 12 34 56 78 90", "Mara L. (HRL)"])
def test_too_little_says_nothing(text):
    assert detect(text) == "und"
    assert detect(text, "en-GB") == "en"
    assert detect(text, "klingon") == "und"


def test_a_declaration_decides_only_where_the_text_leaves_doubt():
    names = "Mara Lindqvist, Velden, Ina Holm, Quay, Jon Holm"
    assert detect(names, "nl_NL") == "nl"
    assert detect(SENTENCE, "de") == "en"


def test_addresses_and_figures_are_no_language():
    assert detect("https://quaypost.example/de/der-die-das " * 3 + SENTENCE) == "en"


def test_the_same_text_gives_the_same_language():
    assert len({detect(SENTENCE[:n] + SENTENCE) for n in range(80)}) == 1
