"""Places in invented sentences: which place, how precisely, and what the words do."""

from __future__ import annotations

import pytest

from according.model import Usage

LITERAL, METONYMIC = Usage.LITERAL, Usage.METONYMIC
ADJECTIVAL, IN_NAME = Usage.ADJECTIVAL, Usage.IN_NAME

# text, words, GeoNames id, precision code
PLACES = [
    # towns, told apart by what else is named
    ("Fighting broke out in Tripoli, the Libyan capital, on Monday.", "Tripoli", 2210247, 1),
    ("A clash in Tripoli in northern Lebanon left two soldiers dead.", "Tripoli", 266826, 1),
    ("He was born in Lebanon, Tennessee, and works in Nashville.", "Lebanon", 4636045, 1),
    ("He was born in Lebanon and works in Damascus.", "Lebanon", 272103, 6),
    ("The storm hit Birmingham, Alabama, on Sunday.", "Birmingham", 4049979, 1),
    ("Police in Birmingham and Coventry made arrests in England.", "Birmingham", 2655603, 1),
    ("The storm crossed Alabama before it reached Georgia and Florida.", "Georgia", 4197000, 4),
    ("Russian troops left Georgia, officials in Tbilisi said.", "Georgia", 614540, 6),
    ("The couple met in Paris, Texas, in May.", "Paris", 4717560, 1),
    ("The couple met in Paris, France, in May.", "Paris", 2988507, 1),
    ("The train from Paris to Lyon was late.", "Paris", 2988507, 1),
    ("A fire in London, Ontario, killed a man.", "London", 6058560, 1),
    ("A fire in London killed a man, police in England said.", "London", 2643743, 1),
    ("Two people drowned near Cambridge, Massachusetts.", "Cambridge", 4931972, 2),
    ("A shop burned in Moscow, Idaho.", "Moscow", 5601538, 1),
    ("Protesters gathered in Alexandria, Egypt.", "Alexandria", 361058, 1),
    ("The body was found in Alexandria, Virginia.", "Alexandria", 4744091, 1),
    ("Doctors in Hama and Homs treated the wounded, Syrian activists said.", "Homs", 169577, 1),
    ("The ferry left Split for Ancona in Italy.", "Ancona", 3183089, 1),
    ("A bomb in Tulcea, Romania, killed fourteen people.", "Tulcea", 664518, 1),
    ("A second bomb went off in Galati, Romania.", "Galati", 677697, 1),
    ("The convoy reached Deir ez-Zor in eastern Syria.", "Deir ez-Zor", 170794, 1),
    ("Shells hit Mosul and Kirkuk in Iraq.", "Mosul", 99072, 1),
    ("Shells hit Mosul and Kirkuk in Iraq.", "Kirkuk", 94787, 1),
    ("The governor spoke in San Francisco, California.", "San Francisco", 5391959, 1),
    ("Floods closed roads in Cairns, Queensland, Australia.", "Queensland", 2152274, 4),
    ("Snow fell in Zürich and Geneva, Switzerland.", "Zürich", 2657896, 1),
    ("The ship docked at St. John's, Newfoundland.", "St. John's", 6324733, 1),
    # other spellings of Arabic names
    ("Doctors in Qatraneh, Jordan, treated the drivers.", "Qatraneh", 250480, 1),
    ("Rebels fled from Jisr al-Shughour to Idlib in Syria.", "Jisr al-Shughour", 169023, 1),
    # countries under their several names
    ("The convoy left for Syria.", "Syria", 163843, 6),
    ("The U.S. sent aid to Iraq.", "Iraq", 99237, 6),
    ("She flew from the UK to Iran.", "UK", 2635167, 6),
    ("She flew from the U.K. to Iran.", "Iran", 130758, 6),
    ("He returned to the United States from Yemen.", "United States", 6252001, 6),
    ("He returned to the US from Yemen.", "US", 6252001, 6),
    ("Ebola came back to the DRC and to Uganda.", "DRC", 203312, 6),
    ("Farmers fled from South Sudan to Uganda.", "South Sudan", 7909807, 6),
    ("They crossed from Myanmar into Thailand.", "Myanmar", 1327865, 6),
    # divisions, by their own names and by generic words
    ("Shells fell on Idlib province in Syria.", "Idlib", 169387, 4),
    ("Shells fell on the province of Idlib in Syria.", "Idlib", 169387, 4),
    ("Rebels held the Hama countryside in Syria.", "Hama", 170015, 4),
    ("Rebels held the northern countryside of Aleppo in Syria.", "Aleppo", 170062, 4),
    ("Syrian army tanks entered Damascus countryside on Tuesday.", "Damascus", 170652, 4),
    ("A mine went off in Anbar province, Iraq.", "Anbar", 99592, 4),
    ("Gunmen fled to Helmand Province in Afghanistan.", "Helmand Province", 1140043, 4),
    ("Deputies in Los Angeles County, California, left.", "Los Angeles County", 5368381, 3),
    ("Voters in Bavaria and Saxony in Germany went to the polls.", "Bavaria", 2951839, 4),
    ("Troops crossed into the West Bank on Friday.", "West Bank", 285153, 4),
    ("Aid reached the Gaza Strip through Egypt.", "Gaza Strip", 281132, 4),
    ("Voters in Scotland and Wales went to the polls.", "Scotland", 2638360, 4),
    ("He was arrested in Columbus, Ohio.", "Ohio", 5165418, 4),
    ("He was arrested in Winnipeg, Manitoba, Canada.", "Manitoba", 6065171, 4),
    # regions and continents
    ("Aid agencies work across Africa and Asia.", "Africa", 6255146, None),
    ("Aid agencies work across the Middle East.", "Middle East", 6269133, None),
    # near a place
    ("The aircraft came down near Sochi, Russia.", "Sochi", 491422, 2),
    ("A car exploded on the outskirts of Aleppo, Syria.", "Aleppo", 170063, 2),
    ("The camp lies outside Amman, Jordan.", "Amman", 250441, 2),
    ("Fires burned close to Athens, Greece.", "Athens", 264371, 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "geonames_id", "code"), PLACES)
def test_place_is_found(located, text, words, geonames_id, code):
    found = {each.evidence.quote: each for each in located(text)}
    assert words in found, f"found {sorted(found)}"
    place = found[words].place
    assert place is not None
    assert (place.geonames_id, place.precision) == (geonames_id, code)
    assert place.precision_reason
    assert found[words].usage is LITERAL
    assert 0 < found[words].score <= 1


# text, words, code
NO_ID = [
    ("Troops fought in Donbas, Ukraine.", "Donbas", 5),
    ("The ship sank in the Black Sea off Romania.", "Black Sea", 7),
    ("Drones fell into the Red Sea off Yemen.", "Red Sea", 7),
    ("Refugees from Darfur fled to Chad.", "Darfur", 5),
    ("Boats crossed the Euphrates in Syria.", "Euphrates", 5),
    ("Tankers waited in the Strait of Hormuz.", "Strait of Hormuz", 5),
    ("Peshmerga units from Iraqi Kurdistan took the town.", "Iraqi Kurdistan", 5),
]


@pytest.mark.parametrize(("text", "words", "code"), NO_ID)
def test_region_without_an_id_has_a_point_and_a_code(located, text, words, code):
    found = {each.evidence.quote: each for each in located(text)}
    assert words in found, f"found {sorted(found)}"
    place = found[words].place
    assert place is not None
    assert place.geonames_id is None
    assert place.precision == code


# text, words, usage
USAGES = [
    ("Tirana rejected the demand on Monday.", "Tirana", METONYMIC),
    ("Tehran accused Albania of lying.", "Tehran", METONYMIC),
    ("Tehran accused Albania of lying.", "Albania", METONYMIC),
    ("Washington said it would send aid to Turkey.", "Washington", METONYMIC),
    ("Washington said it would send aid to Turkey.", "Turkey", LITERAL),
    ("Officials held talks with Damascus about the convoy.", "Damascus", METONYMIC),
    ("Ankara's refusal surprised the envoys.", "Ankara", METONYMIC),
    ("Moscow and Ankara agreed on a truce.", "Ankara", METONYMIC),
    ("The Tirana government gave no reason.", "Tirana", METONYMIC),
    ("New sanctions on Iran were announced.", "Iran", METONYMIC),
    ("Police in Tirana arrested two men.", "Tirana", LITERAL),
    ("A man was shot in Tehran.", "Tehran", LITERAL),
    ("The Syrian army shelled the village.", "Syrian", ADJECTIVAL),
    ("Turkish officials met Albanian police.", "Turkish", ADJECTIVAL),
    ("Turkish officials met Albanian police.", "Albanian", ADJECTIVAL),
    ("European ministers met in Brussels.", "European", ADJECTIVAL),
    ("South African miners went on strike.", "South African", ADJECTIVAL),
]


@pytest.mark.parametrize(("text", "words", "usage"), USAGES)
def test_usage(located, text, words, usage):
    found = {each.evidence.quote: each for each in located(text)}
    assert words in found, f"found {sorted(found)}"
    assert found[words].usage is usage
    assert found[words].says_where is (usage is LITERAL)


# words that must not say where
NOT_PLACES = [
    ("Paris Hilton met the press on Friday.", "Paris"),
    ("Jordan Peele made another film.", "Jordan"),
    ("Michael Jordan scored forty points.", "Jordan"),
    ("President Washington signed the bill.", "Washington"),
    ("The Bank of Cyprus closed its branch.", "Cyprus"),
    ("London Breed spoke to reporters.", "London"),
    ("Ms. Sydney Lowell left the hall.", "Sydney"),
    ("Chelsea Clinton wrote a book.", "Chelsea"),
    ("Reading books is good for children.", "Reading"),
    ("Nice weather is expected on Sunday.", "Nice"),
    ("Of course the police came.", "Of"),
    ("Police said a mobile phone was found.", "mobile"),
    ("God is great, the man shouted.", "God"),
    ("Tirana rejected the demand.", "Tirana"),
    ("Israel Keyes was charged with murder.", "Israel"),
    ("SANA reported the attack.", "SANA"),
    ("Fighting went on in the North on Sunday.", "North"),
]


@pytest.mark.parametrize(("text", "words"), NOT_PLACES)
def test_words_that_do_not_say_where(located, text, words):
    said = [each.evidence.quote for each in located(text) if each.says_where]
    assert words not in said


# text, words: a place that the gazetteer lacks gets none
ABSTAINED = [
    ("The group left Camp Ashraf in Iraq for Albania in 2016.", "Ashraf"),
    ("Residents of Camp Ashraf, Iraq, said they were attacked.", "Ashraf"),
    ("Camp Ashraf was shelled, the group said in Paris.", "Ashraf"),
    ("Camp Novi Dom lies near Kamnik, Slovenia.", "Novi Dom"),
    ("Gunmen stormed Camp Veldermarsh in Iraq.", "Veldermarsh"),
]


@pytest.mark.parametrize(("text", "words"), ABSTAINED)
def test_a_place_that_is_not_in_the_gazetteer_gets_no_coordinates(located, text, words):
    held = [each for each in located(text) if words in each.evidence.quote]
    assert all(each.place is None for each in held), held
    assert not any(each.place and each.place.name == "Behshahr" for each in located(text))


def test_toponyms_are_in_the_order_of_the_text_and_quote_it(located):
    text = (
        "TIRANA (AP) — Police in Tirana, Albania, met officers from Kosovo.\n\n"
        "The Albanian police said the men came from Shkodër and Durrës."
    )
    found = located(text)
    spans = [each.evidence.span for each in found]
    assert spans == sorted(spans)
    assert all(
        text[each.evidence.start : each.evidence.end] == each.evidence.quote for each in found
    )
    assert {"Shkodër", "Durrës"} <= {each.evidence.quote for each in found}


def test_given_spans_are_taken_on_trust(parser, places):
    from according.model import Report, Span

    text = "nothing much happened in aleppo, syria"
    report = Report(text)
    spans = [Span(25, 31), Span(33, 38)]
    found = places.locate(report, parser.parse(text), spans)
    assert [each.evidence.span for each in found] == spans
    assert [each.place.country for each in found if each.place] == ["SY", "SY"]


def test_a_report_without_places_has_none(located):
    assert located("it rained and nobody came.") == ()
