import re

import pytest

from according.errors import BenchError
from evaluation.conllu import parse
from evaluation.gum import read_documents
from tests.evaluation.conftest import HARBOUR, HEADER, QUAY, conllu


def one(path, source):
    path = path / "one.conllu"
    path.write_text(conllu(source), encoding="utf-8")
    (document,) = read_documents(path)
    return document


def quotes(document):
    return [[document.text[each.start : each.end] for each in group] for group in document.clusters]


def test_text_has_paragraphs_sentences_and_multi_word_tokens(tmp_path):
    document = one(tmp_path, HARBOUR)
    assert document.text == "Mara Lindqvist\n\nThe UK's envoy left the port. She saw it."
    assert (document.id, document.genre) == ("GUM_news_harbour", "news")


def test_clusters_are_spans_of_the_text(tmp_path):
    document = one(tmp_path, HARBOUR)
    assert quotes(document) == [
        ["Mara Lindqvist", "The UK's envoy", "She"],
        ["The UK's"],
        ["the port", "it"],
    ]
    assert (document.brackets, document.unbalanced) == (10, 0)


def test_a_name_is_a_mention_whose_head_is_a_proper_noun(tmp_path):
    document = one(tmp_path, HARBOUR)
    names = [[mention.name for mention in group] for group in document.clusters]
    assert names == [[True, False, False], [True], [False, False]]


def rows(*brackets, form="w"):
    """A sentence of one word for each row of brackets."""
    lines = [f"# newdoc id = d\n{HEADER}\n# newpar"]
    for number, each in enumerate(brackets, 1):
        misc = f"Entity={each}" if each else "_"
        head = number - 1
        lines.append(f"{number} {form}{number} _ NOUN NN _ {head} dep _ {misc}")
    return "\n".join(lines)


def test_brackets_nest_in_one_entity_and_cross_between_two(tmp_path):
    nested = one(tmp_path, rows("(1-person-new-n-c-1-coref", "(1-person-new-n-c-1-coref)", "1)"))
    assert quotes(nested) == [["w1 w2 w3", "w2"]]
    crossed = one(tmp_path, rows("(1-a-b-c-d-e-f", "(2-a-b-c-d-e-f", "1)", "2)"))
    assert quotes(crossed) == [["w1 w2 w3"], ["w2 w3 w4"]]


def test_brackets_run_over_sentences(tmp_path):
    source = rows("(1-event-b-c-d-e-f", "") + "\n\n1 w3 _ NOUN NN _ 0 root _ Entity=1)"
    assert quotes(one(tmp_path, source)) == [["w1 w2 w3"]]


def test_a_discontinuous_mention_reaches_from_first_to_last_part(tmp_path):
    brackets = ("(1[1/2]-a-b-c-d-e-f", "(2[1/2]-a)1[1/2])", "(2[2/2]-a)", "(1[2/2]-a-b-c-d-e-f)")
    assert quotes(one(tmp_path, rows(*brackets))) == [["w1 w2 w3 w4"], ["w2 w3"]]


def test_lone_brackets_are_counted_and_left_out(tmp_path):
    document = one(tmp_path, rows("(1-a-b-c-d-e-f", "2)", "(3-a-b-c-d-e-f)"))
    assert quotes(document) == [["w3"]]
    assert (document.brackets, document.unbalanced) == (3, 2)


def test_an_entity_of_an_empty_node_alone_has_no_mention(tmp_path):
    source = rows("(1-a-b-c-d-e-f)") + "\n1.1 w _ NOUN NN _ _ _ 1:dep Entity=(2-a-b-c-d-e-f)"
    document = one(tmp_path, source + "\n2 w2 _ NOUN NN _ 1 dep _ _")
    assert (document.text, quotes(document)) == ("w1 w2", [["w1"]])


def test_words_that_a_multi_word_token_hides_stand_for_all_of_it(tmp_path):
    source = f"""
# newdoc id = d
{HEADER}
1 aus _ ADP IN _ 4 case _ _
2-3 zum _ _ _ _ _ _ _ _
2 zu _ ADP IN _ 4 case _ _
3 dem _ DET DT _ 4 det _ Entity=(1-a-b-c-d-e-f
4 Kai _ NOUN NN _ 0 root _ Entity=1)
"""
    document = one(tmp_path, source)
    assert (document.text, quotes(document)) == ("aus zum Kai", [["zum Kai"]])


def test_the_order_of_fields_is_the_header_s(tmp_path):
    source = rows("(person-7-x", "7)").replace(HEADER, "# global.Entity = etype-eid-other")
    assert quotes(one(tmp_path, source)) == [["w1 w2"]]


def test_genre_is_in_the_id_where_no_line_tells_it(tmp_path):
    assert one(tmp_path, QUAY.replace("# meta::genre = interview\n", "")).genre == "interview"


def test_a_file_may_have_many_documents(tmp_path):
    path = tmp_path / "all.conllu"
    path.write_text(conllu(HARBOUR) + "\n" + conllu(QUAY), encoding="utf-8")
    assert [each.id for each in read_documents(path)] == ["GUM_news_harbour", "GUM_interview_quay"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 too few columns", "line 1: 4 columns"),
        (rows("1) rest").replace("1) rest", "nonsense"), "is no row of brackets"),
        (rows("(1-a").replace(HEADER, "# global.Entity = a-b"), "neither GRP nor eid"),
        ("x w _ NOUN NN _ 0 root _ _", "line 1: invalid literal"),
    ],
)
def test_malformed_files_are_refused_with_their_place(tmp_path, source, message):
    with pytest.raises(BenchError, match=re.escape(message)):
        one(tmp_path, source)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "latin.conllu").write_bytes(b"# newdoc id = caf\xe9")
    for name in ("latin.conllu", "missing.conllu"):
        with pytest.raises(BenchError, match=f"{name} cannot be read"):
            list(read_documents(tmp_path / name))


def test_all_of_gum_balances_and_keeps_its_text(shared):
    brackets = unbalanced = 0
    for path in sorted((shared / "gum").glob("*.conllu")):
        (document,) = read_documents(path)
        brackets += document.brackets
        unbalanced += document.unbalanced
        assert_sentences_in_order(path, document.text)
    print(f"{brackets - unbalanced:,} of {brackets:,} brackets balance")
    assert brackets > 0
    assert unbalanced == 0


def assert_sentences_in_order(path, text):
    """The text that the corpus gives for each sentence, and white space between, is all."""
    at = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# text = "):
            sentence = line.removeprefix("# text = ")
            assert text.startswith(sentence, at), f"{path.name}: {sentence!r} is not at {at}"
            at += len(sentence)
            at += len(text[at:]) - len(text[at:].lstrip())
    assert at == len(text)


def test_parse_gives_words_with_heads(tmp_path):
    path = tmp_path / "quay.conllu"
    path.write_text(conllu(QUAY), encoding="utf-8")
    (parsed,) = parse(path)
    heads = [(parsed.text[word.start : word.end], word.head) for word in parsed.words]
    assert heads[3:] == [("Velden", 4), ("shrank", None), (".", 4)]
