"""The benchmark of time expressions, on invented TimeML documents."""

import json
from datetime import date

import pytest

from according.errors import BenchError
from according.model import Evidence, Granularity, Report, TimeExpression, TimexType
from according.reading.times.values import bounds
from according.settings import Settings
from evaluation import timex_bench
from evaluation.timeml import load, paths
from evaluation.timex_bench import FIGURES, counts, files, flat, run, score
from evaluation.timex_folds import FOLDS, Folds, fold_of
from evaluation.timex_interval import of_expression, of_timex
from evaluation.timex_split import HELD_OUT, held_out

HARBOUR = """<?xml version="1.0" ?>
<TimeML>
<DOCID>harbour</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2016-06-15" functionInDocument="CREATION_TIME">June 15</TIMEX3></DCT>
<TITLE>Port hit on Monday</TITLE>
<TEXT>
Shells <EVENT eid="e1">hit</EVENT> the port on <TIMEX3 tid="t1" type="DATE" value="2016-06-13">Monday</TIMEX3>.
It had been quiet for the <TIMEX3 tid="t2" type="DURATION" value="P2Y" endPoint="t0">past two years</TIMEX3> &amp; more,
from <TIMEX3 tid="t3" type="DATE" value="2014-03">March</TIMEX3> to <TIMEX3 tid="t4" type="DATE" value="2014-06">June 2014</TIMEX3>.
</TEXT>
</TimeML>
"""  # noqa: E501
QUAY = HARBOUR.replace("harbour", "quay").replace("past two years", "last two years")


@pytest.fixture
def timeml(tmp_path):
    """A folder with two documents, one of them deeper."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "harbour.tml").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "deep" / "quay.tml").write_text(QUAY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def harbour(timeml):
    return load(timeml / "harbour.tml")


def expression(document, quote, kind=TimexType.DATE, value=None, ends=(), **more):
    report = Report(document.text, published=document.written)
    start = document.text.index(quote)
    first, last = bounds(value or "") or (None, None)
    evidence = Evidence.at(report, start, start + len(quote))
    more = {"earliest": first, "latest": last} | more
    return TimeExpression(evidence, kind, value, ends=ends, **more)


def key(document):
    """A perfect reader."""
    two_years = {"earliest": bounds("2014-06-15")[0], "latest": bounds("2016-06-15")[1]}
    long = next(each for each in document.timexes if each.type == "DURATION")
    ends = (
        expression(document, "March", value="2014-03"),
        expression(document, "June 2014", value="2014-06"),
    )
    return (
        expression(document, "Monday", value="2016-06-13"),
        expression(
            document,
            document.text[long.start : long.end],
            TimexType.DURATION,
            "P2Y",
            **two_years,
        ),
        expression(document, "March to June 2014", value="2014-03/2014-06", ends=ends),
    )


def test_a_document_is_its_text_with_what_is_marked(harbour):
    assert harbour.written == date(2016, 6, 15)
    marked = [harbour.text[each.start : each.end] for each in harbour.timexes]
    assert marked == ["Monday", "past two years", "March", "June 2014"]
    assert "Port hit" not in harbour.text
    assert harbour.others == {"t0": "2016-06-15"}


def test_documents_are_found_at_any_depth(timeml):
    assert [path.name for path in paths(timeml)] == ["harbour.tml", "quay.tml"]
    assert files(timeml, "dev") == files(timeml, "test")


@pytest.mark.parametrize("content", ["<TimeML>", "<TimeML/>", ""])
def test_a_malformed_document_is_refused(tmp_path, content):
    path = tmp_path / "bad.tml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BenchError):
        load(path)


def test_entities_of_a_document_are_not_followed(tmp_path):
    path = tmp_path / "entity.tml"
    secret = tmp_path / "secret"
    secret.write_text("Monday", encoding="utf-8")
    head = f'<!DOCTYPE TimeML [<!ENTITY x SYSTEM "{secret}">]>'
    path.write_text(f"{head}<TimeML><TEXT>on &x;</TEXT></TimeML>", encoding="utf-8")
    assert "Monday" not in load(path).text


def test_no_documents_say_what_to_give(tmp_path):
    with pytest.raises(BenchError, match="--data"):
        paths(tmp_path)


def test_a_perfect_reader_is_perfect(timeml):
    documents = [load(path) for path in paths(timeml)]
    found = {name: figure.value for name, figure in score(documents, key).items()}
    assert found == dict.fromkeys(FIGURES, 1.0)


def test_counts_are_as_tempeval_has_them(harbour):
    wrong = (
        expression(harbour, "on Monday", value="2016-06-20"),
        expression(harbour, "port", TimexType.TIME, "2016-06-13TNI"),
        expression(harbour, "past two years", TimexType.DATE, "P2Y"),
    )
    # marked 4, found 3, marked and hit 2, found and hit 2, strict 1, type 1, value 1, interval 0
    assert counts(harbour, wrong) == [4, 3, 2, 2, 1, 1, 1, 0]
    figures = score([harbour], lambda document: wrong)
    assert figures["relaxed_f1"].value == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))
    assert figures["value_f1"].value == pytest.approx(2 / 7)


def test_a_reader_of_nothing_scores_nothing(harbour):
    assert {figure.value for figure in score([harbour], lambda document: ()).values()} == {0.0}


def test_ranges_are_scored_as_their_ends(harbour):
    assert [each.value for each in flat(key(harbour))][2:] == ["2014-03", "2014-06"]


def test_run_gives_items_and_figures(timeml, monkeypatch):
    monkeypatch.setattr(timex_bench, "reader", lambda settings: key)
    result = run(timeml, "test", Settings())
    assert (result.bench, result.split, result.items) == ("timex", "test", 2)
    assert set(result.figures) == set(FIGURES)


def test_our_own_reader_reads_them(timeml):
    result = run(timeml, "dev", Settings())
    assert result.figures["value_f1"].value == 1.0


def timex(value, kind="DATE", **attributes):
    marks = "".join(f' {name}="{each}"' for name, each in attributes.items())
    return f'<TIMEX3 tid="t9" type="{kind}" value="{value}"{marks}>then</TIMEX3>'


@pytest.fixture
def agreed(tmp_path):
    """Whether an expression of ours agrees with a marked one."""

    def agree(marked, value, kind=TimexType.DATE, **more):
        path = tmp_path / "one.tml"
        path.write_text(
            '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2016-06-15"/></DCT>'
            f"<TEXT>It was {marked}.</TEXT></TimeML>",
            encoding="utf-8",
        )
        document = load(path)
        gold = of_timex(document.timexes[0], document)
        return gold.agrees(of_expression(expression(document, "then", kind, value, **more), gold))

    return agree


def test_the_same_days_agree_however_they_are_told(agreed):
    assert agreed(timex("2016-W24"), "2016-W24")
    assert agreed(timex("2016-06-15T09:30"), "2016-06-15")
    assert agreed(timex("2016-06-15"), "2016-06-15TNI")
    assert agreed(timex("2016-06-15TNI", "TIME"), "2016-06-15TEV", TimexType.TIME)
    assert not agreed(timex("2016-06"), "2016-W24")
    assert not agreed(timex("2016-06-15"), None)


def test_lengths_agree_by_how_long_they_are(agreed):
    assert agreed(timex("P14D", "DURATION"), "P2W", TimexType.DURATION)
    assert agreed(timex("P1Y", "DURATION"), "P12M", TimexType.DURATION)
    assert not agreed(timex("P1Y", "DURATION"), "P365D", TimexType.DURATION)


def test_anchored_lengths_agree_by_their_days(agreed):
    past = timex("P2W", "DURATION", endPoint="t0")
    days = {"earliest": bounds("2016-06-01")[0], "latest": bounds("2016-06-15")[1]}
    assert agreed(past, "P2W", TimexType.DURATION, **days)
    assert not agreed(past, "P2W", TimexType.DURATION)


def test_a_night_as_an_anchor_is_the_day_that_it_names(agreed):
    marked = timex("P2W", "DURATION", endPoint="t1")
    night = '<TIMEX3 tid="t1" type="TIME" value="2016-06-15TNI">that night</TIMEX3>'
    days = {"earliest": bounds("2016-06-01")[0], "latest": bounds("2016-06-15")[1]}
    assert agreed(f"{marked} before {night}", "P2W", TimexType.DURATION, **days)


def test_references_agree_by_the_document_s_day(agreed):
    last = {"latest": bounds("2016-06-15")[1]}
    assert agreed(timex("PAST_REF"), "PAST_REF", **last)
    assert not agreed(timex("FUTURE_REF"), "PAST_REF", **last)


def test_what_is_partly_known_agrees_with_what_fits(agreed):
    week = {"granularity": Granularity.WEEK}
    assert agreed(timex("2016-WXX"), "2016-W24", **week)
    assert not agreed(timex("2015-WXX"), "2016-W24", **week)
    assert not agreed(timex("2016-WXX"), "2016-06", granularity=Granularity.MONTH)
    assert agreed(timex("2016-XX"), "2016", granularity=Granularity.YEAR)
    assert not agreed(timex("2016-XX"), "2015", granularity=Granularity.YEAR)


def test_modifiers_open_a_side(agreed):
    first = {"earliest": bounds("2016")[0], "latest": None}
    assert agreed(timex("2016", mod="ON_OR_AFTER"), "2016", **first)
    assert not agreed(timex("2016", mod="ON_OR_AFTER"), "2016")


def test_sets_and_unknown_lengths_agree_by_value(agreed):
    assert agreed(timex("XXXX-WXX-5", "SET"), "XXXX-WXX-5", TimexType.SET)
    assert agreed(timex("PXY", "DURATION"), "PXY", TimexType.DURATION)
    assert not agreed(timex("PXY", "DURATION"), "PXM", TimexType.DURATION)


def test_known_documents_are_read_with_others_weights(tmp_path):
    models = [
        {name: {"bias": fold, "weights": {}} for name in ("accept", "ahead")}
        for fold in range(FOLDS)
    ]
    path = tmp_path / "folds.json"
    path.write_text(json.dumps({"documents": ["known"], "folds": models}), encoding="utf-8")
    folds = Folds(path)
    assert folds.weights("known").accept.bias == fold_of("known")
    assert folds.weights("other") == folds._own


def test_a_malformed_file_of_folds_is_refused(tmp_path):
    path = tmp_path / "folds.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(BenchError, match="no file of folds"):
        Folds(path)


def test_a_third_is_held_out_whatever_the_order():
    names = [f"document {number}" for number in range(256)]
    held = held_out(names)
    assert len(held) == HELD_OUT
    assert held == held_out(reversed(names)) != frozenset(names[:HELD_OUT])


def test_the_folds_are_of_the_development_data(shared):
    documents = [path.stem for path in paths(shared / "timex")]
    folds = Folds()
    assert all(folds.weights(name) != folds._own for name in documents)
