import gzip
import io
import zlib

import pytest
from hypothesis import given, strategies

from according.errors import InputRefused, Reason
from according.intake.streams import HEAD, inflated, lines, read_all, with_head
from tests.hostile.malformed import bomb_of

MIB = 1024 * 1024


@given(strategies.binary(max_size=300), strategies.integers(1, 40))
def test_lines_are_all_there_or_counted(data, cap):
    found = list(lines(io.BytesIO(data), cap))
    whole = data.splitlines(keepends=True) if b"\r" not in data else data.split(b"\n")
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert len(found) == len(io.BytesIO(data).readlines())
    for (_, line), expected in zip(found, io.BytesIO(data).readlines(), strict=True):
        assert line == (expected if len(expected) <= cap + 1 and line else line)
        assert line is None or line == expected
    assert whole is not None


@given(strategies.binary(max_size=5000))
def test_reading_all_stops_at_the_cap(data):
    if len(data) > 1000:
        with pytest.raises(InputRefused):
            read_all(io.BytesIO(data), 1000)
    else:
        assert read_all(io.BytesIO(data), 1000) == data


@pytest.mark.parametrize("size", [0, 1, HEAD - 1, HEAD, HEAD + 1, 3 * HEAD])
def test_the_head_is_read_and_stays(size):
    data = bytes(range(256)) * (size // 256 + 1)
    head, stream = with_head(io.BytesIO(data[:size]))
    assert head == data[: min(size, HEAD)]
    assert stream.read() == data[:size]


@given(strategies.lists(strategies.binary(max_size=2000), min_size=1, max_size=4))
def test_gzip_members_follow_one_another(parts):
    packed = b"".join(map(gzip.compress, parts))
    assert inflated(packed, 31, MIB, 200) == b"".join(parts)
    assert inflated(packed + bytes(7), 31, MIB, 200) == b"".join(parts)


@given(strategies.binary(max_size=2000), strategies.data())
def test_a_cut_anywhere_is_seen(data, draw):
    packed = gzip.compress(data)
    cut = draw.draw(strategies.integers(1, len(packed) - 1))
    with pytest.raises(InputRefused) as caught:
        inflated(packed[:cut], 31, MIB, 200)
    assert caught.value.reason is Reason.TRUNCATED


def test_bombs_do_not_go_off():
    with pytest.raises(InputRefused, match="200 times") as caught:
        inflated(bomb_of(300 * MIB), 31, 1000 * MIB, 200)
    assert caught.value.reason is Reason.TOO_LARGE
    with pytest.raises(InputRefused, match="2 MiB") as caught:
        inflated(bomb_of(300 * MIB), 31, 2 * MIB, 10**6)
    honest = gzip.compress(bytes(range(256)) * 20_000)
    with pytest.raises(InputRefused, match="200 times"):
        inflated(honest * 3 + bomb_of(9 * MIB), 31, 1000 * MIB, 200)
    many = gzip.compress(bytes(MIB))
    with pytest.raises(InputRefused, match="200 times"):
        inflated(many * 50, 31, 1000 * MIB, 200)


def test_other_bytes_behind_are_seen():
    for rest in (b"x", b"\0\0x", b"\x1f", b"\x1fx"):
        with pytest.raises(InputRefused, match="other bytes"):
            inflated(gzip.compress(b"a") + rest, 31, MIB, 200)
    with pytest.raises(InputRefused, match="other bytes"):
        inflated(zlib.compress(b"a") + b"x", 15, MIB, 200)
