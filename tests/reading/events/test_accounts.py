import according
from according.model import Report
from according.reading.events.accounts import MOST, as_weights
from according.reading.events.harm import load_harm
from according.reading.events.likeness import FEATURES


def read(text: str):
    return according.read(text, outlet="Quay Post", published="2024-03-14")


def test_every_event_mention_is_in_one_account():
    text = (
        "A bomb killed nine people in Aleppo on Monday. The blast wounded 20 more.\n\n"
        "In Damascus, gunmen shot dead three guards on Tuesday."
    )
    reading = read(text)
    inside = [each for account in reading.accounts for each in account.event_mention_ids]
    assert sorted(inside) == sorted(each.id for each in reading.events)


def test_no_event_at_all():
    assert read("The museum has a fine collection of teapots.").accounts == ()


def test_a_long_table_of_casualties_is_read_in_bounds():
    lines = " ".join(f"In that village {n + 2} people were killed." for n in range(MOST + 50))
    reading = read(lines)
    assert len(reading.figures) > MOST
    told = [each for account in reading.accounts for each in account.event_mention_ids]
    assert sorted(told) == sorted(each.id for each in reading.events)
    (limit,) = reading.limits
    assert str(MOST) in limit


def test_a_word_has_one_kind_in_each_form():
    harm = load_harm()
    assert harm.any("killed") == "killed"
    assert harm.any("teapot") is None


def test_what_has_happened_is_not_dated_after_the_report():
    reading = according.read(
        "The charge was like the one that killed a cleaner a week earlier in Galati, but results "
        "were not expected before the weekend.",
        outlet="Quay Post",
        published="2024-03-12",
    )
    for account in reading.accounts:
        assert account.latest is None or account.latest.date().isoformat() <= "2024-03-13"


def test_a_headline_has_no_account_of_its_own(reader, monkeypatch):
    alone = as_weights({name: -1.0 if name == "always" else 0.0 for name in FEATURES})
    monkeypatch.setattr(reader.events, "likeness", alone)
    text = "Strike leaves two dead\n\nWarplanes bombed a school in Aleppo. Gunmen shot a guard."
    reading = reader.read(Report(text))
    words = {each.id: each.trigger.quote for each in reading.events}
    told = [{words[each] for each in one.event_mention_ids} for one in reading.accounts]
    assert len(told) == len(words) - 1
    assert "dead" in next(each for each in told if len(each) > 1)
