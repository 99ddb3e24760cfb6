"""Inputs that hang, swell, crash or break their process; nothing around them is lost."""

import json

import pytest

from according.engine.intake import IN_A_ROW, GuardedIntake
from according.errors import Reason
from according.intake import Source, Taken
from according.model import Refusal
from tests.engine import mains
from tests.engine.conftest import QUICK

GOOD = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said."
WORDS = {
    mains.HANGS: Reason.TOO_SLOW,
    mains.SWELLS: Reason.MEMORY,
    mains.DIES: Reason.CRASHED,
    mains.RAISES: Reason.CRASHED,
}


def outcomes(sources, settings=QUICK):
    """All that comes of the sources, as the engine asks for it."""
    intake = GuardedIntake(iter(sources), settings)
    found = []
    try:
        while not intake.finished:
            refusal = intake.next_source()
            if refusal is not None:
                found.append(refusal)
            if intake.child is None:
                continue
            if intake.child.connection.poll(0.1):
                outcome = intake.receive()
                if outcome is not None:
                    found.append(outcome)
            elif intake.late():
                found.append(intake.give_up_input())
        assert list(intake.done_sources()) == [each for each in sources if type(each) is Source]
    finally:
        intake.stop()
    return found


def lines(path, texts):
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    return Source(str(path))


def told(found):
    """Each outcome shortly: a report's text, a refusal's reason."""
    return [each.report.text if isinstance(each, Taken) else each.reason for each in found]


@pytest.mark.parametrize("word", WORDS)
def test_intake_one_bad_line_costs_itself_alone(tmp_path, breakable_intake, word):
    texts = [f"One. {GOOD}", f"{word} {GOOD}", f"Two. {GOOD}", f"Three. {GOOD}"]
    found = outcomes([lines(tmp_path / "a.jsonl", texts)])
    assert told(found) == [texts[0], WORDS[word], *texts[2:]]
    refusal = found[1]
    assert refusal.location == str(tmp_path / "a.jsonl")
    assert refusal.member == "input 2"
    assert refusal.detail


def test_intake_says_what_happened(tmp_path, breakable_intake):
    sources = [lines(tmp_path / f"{word}.jsonl", [f"{word} {GOOD}"]) for word in WORDS]
    details = [each.detail for each in outcomes(sources)]
    assert "more than 1 s" in details[0]
    assert "more than 96 MiB" in details[1]
    assert "ended with code -11" in details[2]
    assert "an error of its own" in details[3]


def test_intake_bad_lines_first_and_last(tmp_path, breakable_intake):
    texts = [f"{mains.DIES}. {GOOD}", GOOD, f"{mains.SWELLS}. {GOOD}"]
    found = outcomes([lines(tmp_path / "a.jsonl", texts), lines(tmp_path / "b.jsonl", [GOOD])])
    assert told(found) == [Reason.CRASHED, GOOD, Reason.MEMORY, GOOD]


def test_intake_bad_lines_in_a_row_end_the_source(tmp_path, breakable_intake):
    texts = [f"{number}. {mains.DIES} {GOOD}" for number in range(IN_A_ROW + 1)]
    found = outcomes(
        [lines(tmp_path / "a.jsonl", [GOOD, *texts]), lines(tmp_path / "b.jsonl", [GOOD])]
    )
    assert told(found) == [GOOD, *[Reason.CRASHED] * IN_A_ROW, GOOD]
    assert "the rest of the file was not read" in found[IN_A_ROW].detail
    assert "the rest" not in found[IN_A_ROW - 1].detail


def test_intake_bad_lines_apart_do_not_end_the_source(tmp_path, breakable_intake):
    texts = [f"{mains.RAISES} {GOOD}", f"Between. {GOOD}"] * (IN_A_ROW + 1)
    found = outcomes([lines(tmp_path / "a.jsonl", texts)])
    assert told(found) == [Reason.CRASHED, f"Between. {GOOD}"] * (IN_A_ROW + 1)


def test_intake_time_is_for_each_input_and_not_for_a_source(tmp_path, breakable_intake):
    texts = [f"{number}. {mains.WAITS} {GOOD}" for number in range(5)]
    found = outcomes([lines(tmp_path / "a.jsonl", texts)])
    assert told(found) == texts


@pytest.fixture
def hard_to_walk(monkeypatch):
    monkeypatch.setattr("according.engine.intake.intake_main", mains.walker)


def test_intake_inputs_that_are_passed_over_take_no_time_of_the_next(tmp_path, hard_to_walk):
    # To pass 15 over takes longer than one input may.
    texts = [f"{number}. {GOOD}" for number in range(15)]
    more = [f"More {number}. {GOOD}" for number in range(3)]
    path = tmp_path / "slow.jsonl"
    found = outcomes([lines(path, [*texts, f"{mains.HANGS} {GOOD}", *more])])
    assert told(found) == [*texts, Reason.TOO_SLOW, *more]
    assert found[15].member == "input 16"
    assert "more than 1 s" in found[15].detail


@pytest.mark.parametrize("word", WORDS)
def test_intake_a_source_that_gives_nothing_is_one_refusal(tmp_path, hard_to_walk, word):
    sources = [lines(tmp_path / f"{word}.jsonl", [GOOD] * 4), lines(tmp_path / "b.jsonl", [GOOD])]
    found = outcomes(sources)
    assert told(found) == [WORDS[word], GOOD]
    assert found[0].member is None
    assert "the rest" not in found[0].detail


def test_intake_a_source_that_cannot_be_walked_on_is_one_refusal(tmp_path, hard_to_walk):
    texts = [f"One. {GOOD}", f"{mains.RAISES} {GOOD}", f"Two. {GOOD}", f"Three. {GOOD}"]
    found = outcomes([lines(tmp_path / f"3-{mains.DIES}.jsonl", texts)])
    assert told(found) == [texts[0], Reason.CRASHED, texts[2], Reason.CRASHED]
    assert [each.member for each in found[1::2]] == ["input 2", None]
    assert "the rest of the file was not read" in found[3].detail


def test_intake_time_to_pass_over_has_an_end(tmp_path, hard_to_walk, monkeypatch):
    monkeypatch.setattr("according.engine.intake.SKIP_SECONDS", 0.0)
    monkeypatch.setattr("according.engine.intake.IN_A_ROW", 9)
    texts = [f"One. {GOOD}", f"{mains.RAISES} {GOOD}", f"Two. {GOOD}"]
    found = outcomes([lines(tmp_path / f"2-{mains.HANGS}.jsonl", texts)])
    assert told(found) == [texts[0], Reason.CRASHED, Reason.TOO_SLOW]


def test_intake_sources_refused_as_such_keep_their_place(tmp_path):
    good = lines(tmp_path / "a.jsonl", [GOOD])
    gone = Source(str(tmp_path / "gone.txt"))
    refusal = Refusal("pattern*", Reason.UNREADABLE, "no file fits the pattern")
    found = outcomes([refusal, good, gone, refusal])
    assert told(found) == [Reason.UNREADABLE, GOOD, Reason.UNREADABLE, Reason.UNREADABLE]


def test_intake_no_sources():
    assert outcomes([]) == []


def test_intake_same_outcomes_as_without_a_child(tmp_path, demo):
    from according.intake import sources, take

    found = list(sources([str(demo)]))
    expected = [outcome for source in found for outcome in take(source, QUICK)]
    assert outcomes(found) == expected
