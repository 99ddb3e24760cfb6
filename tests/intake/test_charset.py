import pytest
from hypothesis import given, strategies

from according.data import load_json
from according.errors import InputRefused, Reason
from according.intake.charset import clean, codec, declared_codec, decode, is_binary
from tests.intake.helpers import SENTENCE


@given(strategies.text())
def test_utf8_comes_back_as_it_was(text):
    plain = text.removeprefix("\ufeff").encode("utf-8", "replace").decode()
    assert decode(plain.encode()) == plain.removeprefix("\ufeff")


@given(strategies.text(alphabet=strategies.characters(codec="cp1251"), min_size=1))
def test_a_given_encoding_is_used(text):
    data = text.encode("cp1251")
    assert decode(data, given="windows-1251") == text


@given(strategies.text(alphabet=strategies.characters(exclude_categories=["Cs"])))
def test_a_mark_outweighs_what_is_given(text):
    data = b"\xff\xfe" + text.encode("utf-16-le")
    if not data.startswith(b"\xff\xfe\0\0"):
        assert decode(data, given="cp1252", declared="utf-8") == text


def test_given_outweighs_declared():
    assert decode("é".encode("cp1252"), given="cp1252", declared="cp1251") == "é"


def test_bytes_that_are_not_utf8_are_refused_with_their_place():
    with pytest.raises(InputRefused, match=r"0xE9 at offset 3.*--encoding") as caught:
        decode(b"caf\xe9")
    assert caught.value.reason is Reason.CHARSET


@pytest.mark.parametrize("length", [999, 1000])
def test_a_declared_set_may_have_one_damaged_character_in_a_thousand(length):
    data = b"a" * (length - 1) + b"\xff"
    if length < 1000:
        with pytest.raises(InputRefused, match="1 damaged"):
            decode(data, declared="utf-8")
    else:
        assert decode(data, declared="utf-8") == "a" * 999 + "\ufffd"
    with pytest.raises(InputRefused):
        decode(data)


def test_a_replacement_character_that_was_published_is_no_damage():
    data = ("\ufffd" * 5 + "a" * 1000).encode() + b"\xff"
    assert decode(data, declared="utf-8").count("\ufffd") == 6


@pytest.mark.parametrize("name", ["idna", "unicode_escape", "utf-7", "base64", "nope", "", "a\0b"])
def test_what_is_no_character_set_is_none(name):
    assert codec(name) is None
    with pytest.raises(InputRefused):
        decode(b"abc", given=name or "none")
    assert decode(b"abc", declared=name) == "abc"


def test_declared_latin_1_is_windows_1252():
    assert declared_codec("ISO-8859-1") == "cp1252"
    assert decode(b"\x93quoted\x94", declared="iso-8859-1") == "“quoted”"
    assert codec("latin-1") == "iso8859-1"


def test_the_data_file_names_codecs_that_exist():
    data = load_json("charsets.json")
    for name in data["codecs"]:
        assert codec(name) == name or codec(codec(name) or "") is not None, name
        "abc".encode(name)
    assert set(data["declared"]) | set(data["declared"].values()) <= set(data["codecs"])


@given(strategies.text(alphabet=strategies.characters(exclude_characters="\r\ufeff\0")))
def test_cleaning_changes_nothing_else(text):
    kept = text.encode("utf-8", "replace").decode()
    assert clean(kept) == kept


def test_cleaning_unifies_line_ends_and_replaces_what_no_text_holds():
    assert clean("\ufeffa\r\nb\rc\0d\ud800e") == "a\nb\nc\ufffdd\ufffde"


@given(strategies.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text.removeprefix("\ufeff"))
    assert clean(once.removeprefix("\ufeff")) == once.removeprefix("\ufeff")
    once.encode()


def test_binary_is_told_from_text():
    assert is_binary(bytes(range(32)) * 10)
    assert not is_binary(SENTENCE.encode() * 3 + b"\0")
    assert not is_binary(b"\t\n\r" * 100)
