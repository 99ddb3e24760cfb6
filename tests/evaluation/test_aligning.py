from datetime import date

from evaluation.aligning import align, places
from evaluation.gold import GoldFigure, GoldReport

TEXT = (
    "Blast at the mill\n"
    "A bomb killed nine people at the mill in Osk. In Tarn, gunmen shot 3 guards. "
    "The mill burned until dawn."
)


def report(**anchors: tuple[str, ...]) -> GoldReport:
    return GoldReport("r", "Quay Post", date(2020, 1, 2), "Blast at the mill", TEXT, anchors)


def figure(event: str, words: str) -> GoldFigure:
    return GoldFigure(event, "r", "killed", words, 3, 3, ("outlet",), False, False)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_an_account_goes_to_the_event_whose_sentences_it_stands_in():
    events = places(report(e1=("A bomb killed",), e2=("gunmen shot",)), [])
    accounts = [[at("shot"), at("guards")], [at("bomb"), at("mill in Osk")]]
    assert align(events, accounts) == [(0, 1), (1, 0)]


def test_words_of_figures_outweigh_a_sentence():
    events = places(report(e1=("burned until",)), [figure("e1", "nine people")])
    assert align(events, [[at("burned")], [at("nine")]]) == [(0, 1)]


def test_what_touches_nothing_stays_alone():
    events = places(report(e1=("A bomb killed",)), [])
    assert align(events, [[at("burned")]]) == []


def test_two_accounts_of_one_event_leave_one_over():
    events = places(report(e1=("A bomb killed",)), [])
    assert align(events, [[at("bomb")], [at("bomb"), at("killed")]]) == [(0, 1)]


def test_an_event_without_anchors_stands_at_its_figures():
    events = places(report(e1=()), [figure("e1", "3 guards")])
    assert align(events, [[at("3")]]) == [(0, 0)]
