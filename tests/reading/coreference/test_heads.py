import numpy as np
import pytest

from according.errors import DataError
from according.reading.coreference.pairs import ALONE, PAIR
from according.reading.coreference.scoring import PairScorer
from according.reading.encoder.outputs import SPAN


def heads(random, features=PAIR, hidden=4, products=2):
    own = SPAN + ALONE
    shapes = {
        "pair": (SPAN, SPAN),
        "left": (SPAN, products),
        "right": (SPAN, products),
        "row": (own, hidden),
        "column": (own, hidden),
        "seen": (features + products, hidden),
        "bias": (hidden,),
        "out": (hidden,),
        "none_in": (own, hidden),
        "none_bias": (hidden,),
        "none_out": (hidden,),
    }
    return {
        f"antecedents.{name}": random.normal(size=shape).astype(np.float32) / 10
        for name, shape in shapes.items()
    }


def test_heads_of_other_features_are_refused():
    random = np.random.default_rng(0)
    with pytest.raises(DataError, match="coreference_heads"):
        PairScorer(heads(random, features=PAIR - 1))
    with pytest.raises(DataError, match="coreference_heads"):
        PairScorer({})


def test_a_report_in_pieces_is_weighed_as_in_one(made, monkeypatch):
    random = np.random.default_rng(0)
    scorer, mentions = PairScorer(heads(random)), made(40)
    vectors = random.normal(size=(40, SPAN)).astype(np.float32)
    scores = random.normal(size=40).astype(np.float32)
    whole = scorer.weigh(mentions, vectors, scores)
    monkeypatch.setattr("according.reading.coreference.scoring.ROWS", 7)
    parts = scorer.weigh(mentions, vectors, scores)
    assert len(whole.a)
    assert (whole.a == parts.a).all()
    assert (whole.b == parts.b).all()
    assert whole.odds == pytest.approx(parts.odds, abs=1e-4)


def test_no_mentions_no_pairs(made):
    scorer = PairScorer(heads(np.random.default_rng(0)))
    none = np.zeros((0, SPAN), np.float32)
    assert len(scorer.weigh(made(0), none, np.zeros(0, np.float32)).a) == 0


def test_several_scorers_together_give_their_mean(made):
    torch = pytest.importorskip("torch")
    from training.encoder.coreference import PairScorer as Trained
    from training.encoder.coreference_heads import together

    torch.manual_seed(0)
    scorers = [Trained().eval() for _ in range(2)]
    for each in scorers:
        torch.nn.init.normal_(each.none_out)
    random, mentions = np.random.default_rng(0), made(12)
    vectors = random.normal(size=(12, SPAN)).astype(np.float32) / 3
    scores = np.zeros(12, np.float32)

    def odds(matrices):
        named = {f"antecedents.{name}": value for name, value in matrices.items()}
        found = PairScorer(named).weigh(mentions, vectors, scores)
        return dict(zip(zip(found.a, found.b, strict=True), found.odds, strict=True))

    single = [odds({k: v.numpy() for k, v in each.state_dict().items()}) for each in scorers]
    joined = odds(together(scorers))
    for pair in single[0].keys() & single[1].keys() & joined.keys():
        assert joined[pair] == pytest.approx((single[0][pair] + single[1][pair]) / 2, abs=1e-3)
    assert joined
