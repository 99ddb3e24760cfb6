import re

import pytest

from according.errors import BenchError
from according.model import (
    Actor,
    ActorKind,
    Evidence,
    Mention,
    MentionForm,
    Reading,
    Report,
    actor_id,
)
from according.reading.coreference.attributes import KIND
from according.reading.coreference.finding import Found
from according.settings import Settings
from evaluation import coref_bench
from evaluation import gum as gum_module
from evaluation.coref_bench import (
    MEASURES,
    NAME_MEASURES,
    Responses,
    clusters,
    everything,
    files,
    run,
    score,
)
from evaluation.gum_split import choose


def capitals(text):
    """A trivial reader: words with a capital are names, like words are the same."""
    groups = {}
    for match in re.finditer(r"[A-Z]\w+", text):
        mention = gum_module.Mention(match.start(), match.end(), True)
        groups.setdefault(match.group(), []).append(mention)
    return list(groups.values())


def values(documents, respond):
    found = score(documents, respond) | score(documents, respond, NAME_MEASURES)
    return {name: figure.value for name, figure in found.items()}


def test_the_key_as_response_is_perfect(gum):
    documents = choose(gum, "dev").documents
    key = {document.text: document.clusters for document in documents}
    reached = values(documents, key.__getitem__)
    assert set(reached) == {*MEASURES, *NAME_MEASURES}
    assert reached == pytest.approx(dict.fromkeys(reached, 1))


def test_a_trivial_reader_is_scored(gum):
    # Harbour: the reader has Mara, Lindqvist, The, UK, She, each alone. Quay: Velden twice.
    # Without singletons the key has 3 + 2 + 2 mentions, the response Velden's two.
    reached = values(choose(gum, "dev").documents, capitals)
    recall = 2 / 7
    assert reached["mention_f1"] == pytest.approx(2 * recall / (recall + 1))
    assert reached["conll_f1_interview"] == 1
    assert reached["conll_f1_news"] == 0
    assert 0 < reached["conll_f1"] == reached["conll_f1_news_interview"] < 1
    # With singletons: key 3 + 1 + 2 + 2 = 8, response 5 + 2 = 7, right She and Velden's two.
    assert reached["mention_f1_all"] == pytest.approx(2 * 3 / (8 + 7))
    # Names: key Mara Lindqvist, The UK's, Velden's two; response 7; right Velden's two.
    assert reached["name_mention_f1"] == pytest.approx(2 * 2 / (4 + 7))
    # Mara Lindqvist is her entity's only name, so no cluster of names but Velden's is left.
    assert reached["name_conll_f1"] == 1


def test_figures_of_a_genre_that_is_not_there_are_left_out(gum):
    news = [each for each in choose(gum, "dev").documents if each.genre == "news"]
    assert set(MEASURES) - set(score(news, capitals)) == {"conll_f1_interview"}


def test_run_gives_items_and_names(gum, monkeypatch):
    monkeypatch.setattr(coref_bench, "reader", lambda settings: Responses(capitals, capitals))
    result = run(gum, "dev", Settings())
    assert (result.bench, result.split, result.items) == ("coref", "dev", 2)
    assert list(result.to_json()) == ["bench", "split", "items", "figures", "published"]
    for figure in result.to_json()["figures"].values():
        assert list(figure) == ["value", "low", "high"]


def test_what_was_trained_on_counts_for_names_alone(gum, monkeypatch):
    monkeypatch.setattr(coref_bench, "reader", lambda settings: Responses(capitals, capitals))
    every = run(gum, "dev", Settings()).figures
    trained = frozenset({"GUM_news_harbour"})
    monkeypatch.setattr(coref_bench, "trained_on", lambda: trained)
    figures = run(gum, "dev", Settings()).figures
    assert figures["conll_f1"].value == figures["conll_f1_interview"].value == 1
    assert "conll_f1_news" not in figures
    assert figures["name_mention_f1"] == every["name_mention_f1"]


def test_everything_found_is_by_entity():
    class Mentions:
        kind = (KIND["name"], KIND["he"], KIND["definite"])

    spans = ((0, 4), (10, 12), (20, 29))
    found = Found(spans, (0, 10, 24), ("", "", ""), Mentions(), (0, 0, 2), (-1,) * 3, (-1,) * 3)
    assert [
        [(each.start, each.end, each.name) for each in group] for group in everything(found)
    ] == [
        [(0, 4, True), (10, 12, False)],
        [(20, 29, False)],
    ]


def test_files_are_those_of_the_split(gum):
    names = [path.name for path in files(gum, "dev")]
    assert names == ["GUM_interview_quay.conllu", "GUM_news_harbour.conllu"]


@pytest.fixture
def read():
    """A reading of invented text: Lindqvist, who is then "she"; and Velden."""
    report = Report("Lindqvist left Velden. She will be back.")
    places = [("Lindqvist", 0, MentionForm.NAME), ("She", 0, MentionForm.PRONOUN)]
    places.append(("Velden", 2, MentionForm.NAME))
    found = []
    for quote, _, form in places:
        start = report.text.index(quote)
        found.append((Evidence.at(report, start, start + len(quote)), form))
    owners = [found[at][0] for _, at, _ in places]
    mentions = tuple(
        Mention(evidence, ActorKind.UNKNOWN, form, actor_id(owner))
        for (evidence, form), owner in zip(found, owners, strict=True)
    )
    actors = tuple(Actor(actor_id(each), ActorKind.UNKNOWN, each) for each in dict.fromkeys(owners))
    return Reading(report, "invented", mentions=mentions, actors=actors)


def test_mentions_of_one_actor_are_a_cluster(read):
    groups = clusters(read, read.report.text)
    assert [[(each.start, each.end, each.name) for each in group] for group in groups] == [
        [(0, 9, True), (23, 26, False)],
        [(15, 21, True)],
    ]


def test_a_text_that_the_reader_changed_is_an_error(read):
    with pytest.raises(BenchError, match="changed the text"):
        clusters(read, read.report.text + " ")
