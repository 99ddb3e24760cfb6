"""Users, passwords, sessions, and limits on how often one may try."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from according.errors import (
    JudgementError,
    NotFound,
    SettingsError,
    SignInFailed,
    StoreError,
    TooMany,
)
from according.reviewing import signing as signing_module
from according.reviewing import users
from according.reviewing.roles import Action, Role, Viewer, may
from according.reviewing.signing import (
    Signing,
    form_key,
    is_form_key,
    sign_in,
    sign_out,
    signed_in,
)
from according.store import Record, schema

PASSWORD = "eleven geese swim"
HOME = "192.0.2.7"


class Clock:
    def __init__(self):
        self.at = datetime(2024, 3, 11, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.at

    def goes(self, **span):
        self.at += timedelta(**span)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Costs of tests, not of use."""
    monkeypatch.setattr(users, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    users._decoy.cache_clear()
    yield
    users._decoy.cache_clear()


@pytest.fixture
def record(tmp_path):
    with Record(str(tmp_path / "record.db"), create=True) as opened:
        users.add(opened, "Ana", Role.CODER, PASSWORD)
        yield opened


@pytest.fixture
def clock():
    return Clock()


def test_who_signs_in_is_known_by_the_token(record, clock):
    token = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    assert signed_in(record, token, clock=clock) == Viewer("ana", Role.CODER)
    assert signed_in(record, token + "x", clock=clock) is None
    assert signed_in(record, "", clock=clock) is None
    assert signed_in(record, None, clock=clock) is None
    sign_out(record, token)
    assert signed_in(record, token, clock=clock) is None


def test_neither_password_nor_token_is_in_the_record(record, clock, tmp_path):
    token = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    record.close()
    for path in tmp_path.glob("record.db*"):
        data = path.read_bytes()
        assert PASSWORD.encode() not in data
        assert token.encode() not in data
    with Record(str(tmp_path / "record.db")) as again:
        assert again.people.user("ana").hash.startswith("$argon2id$")
        assert not any(table in ("users", "sessions", "attempts") for table, _ in again.dump())


def test_a_wrong_name_and_a_wrong_password_are_told_alike(record):
    said = set()
    for name, password in (("ana", "wrong geese swim"), ("eve", PASSWORD), ("", "")):
        with pytest.raises(SignInFailed) as failed:
            sign_in(record, name, password, HOME)
        said.add(str(failed.value))
    assert len(said) == 1


def test_a_name_that_nobody_has_takes_as_long(record, monkeypatch):
    dear = PasswordHasher(time_cost=2, memory_cost=16_384, parallelism=1)
    monkeypatch.setattr(users, "HASHER", dear)
    users._decoy.cache_clear()
    users.set_password(record, "ana", PASSWORD)

    def seconds(name):
        began = time.process_time()
        assert not users.is_right(record.people.user(name), "wrong geese swim")
        return time.process_time() - began

    seconds("eve")
    known = statistics.median(seconds("ana") for _ in range(9))
    unknown = statistics.median(seconds("eve") for _ in range(9))
    assert 0.5 < known / unknown < 2


def test_names_are_limited_whether_anybody_has_them_or_not(record, clock):
    signing = Signing(by_name=3)
    for name in ("ana", "eve"):
        for number in range(3):
            with pytest.raises(SignInFailed):
                sign_in(record, name, "wrong", f"198.51.100.{number}", signing=signing, clock=clock)
        with pytest.raises(TooMany) as many:
            sign_in(record, name, PASSWORD, HOME, signing=signing, clock=clock)
        assert 0 < many.value.seconds <= 15 * 60 + 1
    clock.goes(seconds=many.value.seconds)
    assert sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)


def test_addresses_are_limited_over_all_names(record, clock):
    signing = Signing(by_address=4)
    for number in range(4):
        with pytest.raises(SignInFailed):
            sign_in(record, f"user{number}", "wrong", HOME, signing=signing, clock=clock)
    with pytest.raises(TooMany):
        sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)
    assert sign_in(record, "ana", PASSWORD, "203.0.113.9", signing=signing, clock=clock)


def test_success_is_no_attempt_and_clears_none(record, clock):
    signing = Signing(by_address=3)
    for _ in range(2):
        with pytest.raises(SignInFailed):
            sign_in(record, "eve", "wrong", HOME, signing=signing, clock=clock)
    for _ in range(5):
        sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)
    assert record.people.attempt_count() == 2
    with pytest.raises(SignInFailed):
        sign_in(record, "eve", "wrong", HOME, signing=signing, clock=clock)
    with pytest.raises(TooMany):
        sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)
    clock.goes(days=2)
    sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)
    assert record.people.attempt_count() == 0, "what is old is forgotten"


def test_waiting_does_not_begin_again_with_each_try(record, clock):
    signing = Signing(by_name=2)
    for _ in range(2):
        with pytest.raises(SignInFailed):
            sign_in(record, "ana", "wrong", HOME, signing=signing, clock=clock)
    for _ in range(20):
        clock.goes(seconds=40)
        with pytest.raises(TooMany):
            sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)
    clock.goes(minutes=2)
    assert sign_in(record, "ana", PASSWORD, HOME, signing=signing, clock=clock)


def test_many_at_once_are_no_more_than_one_after_the_other(record):
    signing = Signing(by_name=5)

    def attempt(number):
        try:
            sign_in(record, "ana", "wrong", f"198.51.100.{number}", signing=signing)
        except TooMany:
            return "too many"
        except SignInFailed:
            return "failed"
        return "in"

    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(attempt, range(24)))
    assert "in" not in came
    assert came.count("failed") <= 5


def test_a_session_ends_when_it_is_old_or_idle(record, clock):
    token = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    for _ in range(11):
        clock.goes(hours=1)
        assert signed_in(record, token, clock=clock)
    clock.goes(hours=1)
    assert signed_in(record, token, clock=clock) is None, "twelve hours after it began"
    other = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    clock.goes(hours=2)
    assert signed_in(record, other, clock=clock) is None, "two hours unused"


def test_signing_in_gives_another_token_and_ends_the_old_session(record, clock):
    first = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    elsewhere = sign_in(record, "ana", PASSWORD, HOME, clock=clock)
    second = sign_in(record, "ana", PASSWORD, HOME, before=first, clock=clock)
    assert len({first, second, elsewhere}) == 3
    assert signed_in(record, first, clock=clock) is None
    assert signed_in(record, second, clock=clock)
    assert signed_in(record, elsewhere, clock=clock)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: users.set_role(record, "ana", Role.READER),
        lambda record: users.set_password(record, "ana", "twelve geese swim"),
        lambda record: users.remove(record, "ana"),
    ],
)
def test_another_role_or_password_ends_all_sessions(record, change):
    token = sign_in(record, "ana", PASSWORD, HOME)
    change(record)
    assert signed_in(record, token) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda record: users.set_password(record, "ana", "twelve geese swim"),
        lambda record: users.remove(record, "ana"),
    ],
)
def test_a_change_while_the_password_is_looked_at_counts(record, monkeypatch, change):
    before = sign_in(record, "ana", PASSWORD, HOME)

    def slow(user, password):
        right = users.is_right(user, password)
        change(record)
        return right

    monkeypatch.setattr(signing_module, "is_right", slow)
    with pytest.raises(SignInFailed, match="no such name with this password"):
        sign_in(record, "ana", PASSWORD, HOME, before)
    assert record.people.attempt_count() == 1
    with record._reading() as connection:
        assert not connection.execute(select(schema.sessions)).all()


def test_who_was_removed_is_out_and_the_name_is_theirs(record):
    users.remove(record, "ana")
    with pytest.raises(SignInFailed):
        sign_in(record, "ana", PASSWORD, HOME)
    assert users.users(record) == []
    with pytest.raises(NotFound):
        users.set_role(record, "ana", Role.CODER)
    users.add(record, "ana", Role.ADJUDICATOR, PASSWORD)
    assert signed_in(record, sign_in(record, "ana", PASSWORD, HOME)).role is Role.ADJUDICATOR


def test_names_that_look_alike_are_one(record):
    with pytest.raises(StoreError, match="already"):
        users.add(record, "  ANA ", Role.READER, PASSWORD)
    assert sign_in(record, "ＡＮＡ", PASSWORD, HOME)
    users.add(record, "José Núñez", Role.READER, PASSWORD)
    assert sign_in(record, "JOSE\u0301 NÚÑEZ", PASSWORD, HOME)


@pytest.mark.parametrize("name", ["", " ", "a" * 65, "-", "a\nb\x00", "<b>", "_", "\udcff"])
def test_what_is_no_name(record, name):
    with pytest.raises(JudgementError):
        users.add(record, name, Role.READER, PASSWORD)
    with pytest.raises(SignInFailed):
        sign_in(record, name, PASSWORD, HOME)


@pytest.mark.parametrize("password", ["", "short", "a" * 1025])
def test_what_is_no_password(record, password):
    with pytest.raises(JudgementError, match="10 to 1024"):
        users.set_password(record, "ana", password)
    with pytest.raises(SignInFailed):
        sign_in(record, "ana", password, HOME)


def test_odd_passwords_are_passwords(record):
    for password in ("\udcff" * 10, "pa\x00ssword-with-nul", "е́жики в тумане"):
        users.set_password(record, "ana", password)
        assert sign_in(record, "ana", password, HOME)
        with pytest.raises(SignInFailed):
            sign_in(record, "ana", password + "x", HOME)


def test_hashes_of_lesser_costs_are_made_anew(record, monkeypatch):
    before = record.people.user("ana").hash
    dearer = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)
    monkeypatch.setattr(users, "HASHER", dearer)
    sign_in(record, "ana", PASSWORD, HOME)
    after = record.people.user("ana").hash
    assert after != before
    assert dearer.verify(after, PASSWORD)


def test_forms_carry_what_others_cannot_know(record):
    token = sign_in(record, "ana", PASSWORD, HOME)
    key = form_key(token)
    assert token not in key
    assert is_form_key(token, key)
    assert not is_form_key(token, form_key(token + "x"))
    assert not is_form_key(token, "é")


def test_settings_that_let_nobody_in_are_refused():
    with pytest.raises(SettingsError):
        Signing(by_name=0)
    with pytest.raises(SettingsError):
        Signing(idle=timedelta(0))


def test_roles_are_in_one_place_and_each_may_what_the_lesser_may():
    allowed = [{each for each in Action if may(role, each)} for role in Role]
    reader, coder, adjudicator = allowed
    assert reader == {Action.READ}
    assert reader < coder < adjudicator == set(Action)
    assert not coder & {Action.ADJUDICATE, Action.ASSIGN, Action.SEE_ALL, Action.MANAGE}
