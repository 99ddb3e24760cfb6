import numpy as np

from according.reading.coreference.words import words

TEXT = "The mayor of Velden, Ivo Kralj, left.\n\nHe said that nobody was hurt. It rained."


def test_words_are_the_tokens_with_edges_of_what_hangs_on_them(parser):
    (passage,) = parser.parse(TEXT)
    found = words([passage])
    assert found.lower == tuple(token.lower_ for token in passage.doc)
    assert found.tag == tuple(token.tag_ for token in passage.doc)
    assert found.dep == tuple(token.dep_ for token in passage.doc)
    assert found.entity == tuple(token.ent_type_ for token in passage.doc)
    assert found.starts.tolist() == [token.idx for token in passage.doc]
    assert found.head.tolist() == [token.head.i for token in passage.doc]
    assert found.left.tolist() == [token.left_edge.i for token in passage.doc]
    assert found.right.tolist() == [token.right_edge.i for token in passage.doc]


def test_sentences_and_paragraphs_are_counted(parser):
    found = words(parser.parse(TEXT))
    at = [found.lower.index(word) for word in ("mayor", "nobody", "rained")]
    assert np.diff(found.sentence[at]).tolist() == [1, 1]
    assert np.diff(found.paragraph[at]).tolist() == [1, 0]


def test_passages_are_numbered_on(parser):
    passages = parser.parse((TEXT + "\n\n") * 300)
    assert len(passages) > 1
    found = words(passages)
    assert (found.starts[1:] >= found.ends[:-1]).all()
    assert (found.left <= np.arange(len(found))).all()
    assert (found.right >= np.arange(len(found))).all()
    assert (np.diff(found.sentence) >= 0).all()
    assert (np.diff(found.paragraph) >= 0).all()


def test_no_passage_has_no_words():
    found = words([])
    assert len(found) == 0
    assert found.sentence.tolist() == []
