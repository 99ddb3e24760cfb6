"""What very many have in common costs time and memory in their number, not in its square."""

import numpy as np

from according.bulk import accounts, keeping, shuffle, texts
from according.bulk.storage import Storage
from according.linking.fingerprints import candidates

MANY = 50_000


def test_a_text_of_very_many_copies_gives_few_pairs_each(tmp_path):
    pa, _ = texts.arrow()
    storage = Storage(str(tmp_path))
    reports = np.arange(MANY, dtype=np.uint64)
    table = pa.table(
        {
            "print": np.repeat(np.array([7, 8], dtype=np.uint64), MANY),
            "day": np.zeros(2 * MANY, dtype=np.int32),
            "report": np.concatenate([reports[::-1], reports]),
        },
        schema=keeping.prints_schema(),
    )
    name = shuffle.file_of(keeping.PRINTS, 0)
    shuffle.write(storage, name, table, np.zeros(2 * MANY, dtype=np.int64), 1)
    found = texts.Pairs(str(tmp_path), 1)(0)
    assert found["pairs"] == sum(min(each, texts.HOLDERS) for each in range(MANY))
    assert texts.Choose(str(tmp_path), 1)(0) == {"pairs": found["pairs"], "asked": texts.HOLDERS}
    chosen = shuffle.read_file(storage, shuffle.file_of(texts.CHOSEN, 0), texts.pairs_schema())
    assert set(chosen.column("earlier").to_pylist()) == set(range(texts.HOLDERS))


def test_a_key_of_very_many_accounts_gives_few_pairs_each():
    few, many = np.repeat(np.uint64(1), 100), np.repeat(np.uint64(2), 10 * MANY)
    later, earlier = accounts._behind(np.concatenate([few, many]))
    assert (later > earlier).all()
    of_few = later < 100
    assert of_few.sum() == sum(min(each, accounts.CANDIDATES) for each in range(100))
    assert (~of_few).sum() < accounts.FEWEST * 10 * MANY
    assert earlier[~of_few].min() >= 100


def test_pairs_are_those_of_fingerprints_in_memory():
    chance = np.random.default_rng(1)
    prints = [np.unique(chance.integers(0, 60, 5).astype(np.uint64)) for _ in range(80)]
    values = np.concatenate(prints)
    owners = np.repeat(np.arange(80, dtype=np.uint64), [len(each) for each in prints])
    order = np.lexsort((owners, values))
    later, earlier, _ = texts.counted(*texts.behind(values[order], owners[order], 2))
    assert set(zip(earlier.tolist(), later.tolist(), strict=True)) == set(candidates(prints))
