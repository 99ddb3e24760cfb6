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


@pytest.mark.parametrize(
    "text",
    [
        "Maryam Rajavi met Edi Rama in Tirana, Albania.",
        "Marko Novak met Ana Kos in Ljubljana.",
        "Mara Lindqvist met Jon Holm, Ina Holm, Marko Novak, Ana Kos, Edi Velden in Quay.",
    ],
)
def test_a_short_text_of_names_is_not_taken_for_another_language(text):
    assert detect(text) in ("en", "und")
    assert detect(text, "en-GB") == "en"
    assert detect(text, "sl") == "sl"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Due persone sono morte lunedì sul ponte in città, ha detto la polizia.", "it"),
        ("Twee mensen kwamen maandag om bij de brug in Velden.", "nl"),
        ("In Köln starben zwei Menschen bei einem Brand.", "de"),
        ("Policie v Praze zadržela dva muže podezřelé z vraždy.", "cs"),
    ],
)
def test_a_short_sentence_of_another_language_is_told(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["Полиция задержала двоих", "الشرطة اعتقلت شخصين في المدينة"])
def test_a_few_words_in_another_alphabet_are_not_english(text):
    assert detect(text) not in ("en", "und")


@pytest.mark.parametrize("tag", ["eng", "ENG", "English", "english (UK)", "en", "en-GB", "en_US"])
def test_english_is_declared_in_several_ways(tag):
    assert detect("Velden", tag) == "en"


def test_addresses_and_figures_are_no_language():
    assert detect("https://quaypost.example/de/der-die-das " * 3 + SENTENCE) == "en"


def test_the_same_text_gives_the_same_language():
    assert len({detect(SENTENCE[:n] + SENTENCE) for n in range(80)}) == 1
