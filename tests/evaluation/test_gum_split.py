import pytest

from according.errors import BenchError
from evaluation.gum_split import choose
from tests.evaluation.conftest import HARBOUR, QUAY, conllu, write


def ids(data, split):
    return [document.id for document in choose(data, split).documents]


def test_the_folder_itself_or_the_one_that_has_it(gum):
    both = ["GUM_interview_quay", "GUM_news_harbour"]
    assert ids(gum, "dev") == ids(gum / "gum", "dev") == both


def test_a_subfolder_is_the_test(gum):
    write(gum / "gum" / "test", QUAY.replace("GUM_interview_quay", "GUM_interview_pier"))
    assert ids(gum, "test") == ["GUM_interview_pier"]
    assert ids(gum, "dev") == ["GUM_interview_quay", "GUM_news_harbour"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("test.txt", "GUM_news_harbour\nGUM_news_elsewhere\n"),
        ("splits.md", "# Splits\n## dev\n * GUM_interview_quay\n\n## test\n * GUM_news_harbour\n"),
    ],
)
def test_a_list_names_the_test(gum, name, text):
    (gum / "gum" / name).write_text(text, encoding="utf-8")
    assert ids(gum, "test") == ["GUM_news_harbour"]
    assert ids(gum, "dev") == ["GUM_interview_quay"]
    assert [path.name for path in choose(gum, "test").files] == ["GUM_news_harbour.conllu"]


def test_files_of_universal_dependencies_tell_it_by_their_names(tmp_path):
    for name, source in (("dev", QUAY), ("test", HARBOUR)):
        (tmp_path / f"en_gum-ud-{name}.conllu").write_text(conllu(source), encoding="utf-8")
    assert ids(tmp_path, "test") == ["GUM_news_harbour"]
    assert ids(tmp_path, "dev") == ["GUM_interview_quay"]


def test_documents_beside_those_developed_on_are_the_test(tmp_path):
    # Invented text under an id that the project's list of development documents has.
    write(tmp_path, QUAY.replace("GUM_interview_quay", "GUM_interview_peres"), HARBOUR)
    assert ids(tmp_path, "dev") == ["GUM_interview_peres"]
    assert ids(tmp_path, "test") == ["GUM_news_harbour"]


def test_nothing_found_says_where_to_put_it(gum, tmp_path):
    with pytest.raises(BenchError, match=r"no test documents of GUM in .*gum; put them into"):
        choose(gum, "test")
    with pytest.raises(BenchError, match="no dev documents of GUM"):
        choose(tmp_path / "nowhere", "dev")
    with pytest.raises(BenchError, match="no split 'train'"):
        choose(gum, "train")
