"""Invented documents in the form of GUM: no text of the corpus is in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HEADER = "# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity"

# Two paragraphs; a multi-word token; an empty node; crossing and nested brackets; a bridge.
HARBOUR = """
# newdoc id = GUM_news_harbour
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# meta::genre = news
# newpar
# sent_id = 1
# text = Mara Lindqvist
1 Mara Mara PROPN NNP _ 0 root 0:root Entity=(1-person-new-sssss-cf1-1,2-coref-Mara_%28Lindqvist%29
2 Lindqvist Lindqvist PROPN NNP _ 1 flat 1:flat Entity=1)

# newpar
# sent_id = 2
# text = The UK's envoy left the port.
1 The the DET DT _ 2 det 2:det Entity=(1-person-giv-s-cf1-4-coref(2-place-new-nnnnn-cf2-1-sgl
2-3 UK's _ _ _ _ _ _ _ _
2 UK UK PROPN NNP _ 4 nmod:poss 4:nmod:poss _
3 's 's PART POS _ 2 case 2:case Entity=2)
4 envoy envoy NOUN NN _ 5 nsubj 5:nsubj Entity=1)
5 left leave VERB VBD _ 0 root 0:root _
5.1 left leave VERB VBD _ _ _ 5:conj CopyOf=5
6 the the DET DT _ 7 det 7:det Bridge=2<3|Entity=(3-place-new-nnnnn-cf3-2-coref
7 port port NOUN NN _ 5 obj 5:obj Entity=3)|SpaceAfter=No
8 . . PUNCT . _ 5 punct 5:punct _

# sent_id = 3
# text = She saw it.
1 She she PRON PRP _ 2 nsubj 2:nsubj Entity=(1-person-giv:act-sssss-cf1-1-ana)
2 saw see VERB VBD _ 0 root 0:root _
3 it it PRON PRP _ 2 obj 2:obj Entity=(3-place-giv:act-nnnnn-cf3-1-ana)|SpaceAfter=No
4 . . PUNCT . _ 2 punct 2:punct _
"""

QUAY = """
# newdoc id = GUM_interview_quay
# meta::genre = interview
# newpar
1 Velden Velden PROPN NNP _ 2 nsubj 2:nsubj Entity=(7-place-new-nnnnn-cf1-1-coref)
2 grew grow VERB VBD _ 0 root 0:root SpaceAfter=No
3 . . PUNCT . _ 2 punct 2:punct _

1 Velden Velden PROPN NNP _ 2 nsubj 2:nsubj Entity=(7-place-giv:act-nnnnn-cf1-1-coref)
2 shrank shrink VERB VBD _ 0 root 0:root SpaceAfter=No
3 . . PUNCT . _ 2 punct 2:punct _
"""


def conllu(source: str) -> str:
    """Rows are written with spaces here, which a reader of this file can see; CoNLL-U has tabs."""
    lines = source.strip("\n").split("\n")
    return "\n".join(line if line[:1] == "#" else re.sub(" +", "\t", line) for line in lines) + "\n"


def write(folder: Path, *sources: str) -> None:
    """One file for each document, under its id."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        name = source.partition("# newdoc id = ")[2].split()[0]
        (folder / f"{name}.conllu").write_text(conllu(source), encoding="utf-8")


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    """A folder of data with two documents of GUM."""
    write(tmp_path / "gum", HARBOUR, QUAY)
    return tmp_path
