"""What XML can hold, and offsets as Java counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from according.export.formats.utf16 import Utf16
from according.export.formats.xmltext import attribute, content, legal

WILD = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\x01\x08\x0b\t\n\r\x1f\x7f\ufffe\uffff😀𐍈é\u0301אب\"'<>&"),
    )
)


@given(WILD)
def test_offsets_are_those_of_utf_16(text):
    at = Utf16(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert at.units(offset) == units
        assert at.code_points(units) == offset


def test_an_offset_within_a_character_is_refused():
    assert Utf16("a😀b").code_points(3) == 2
    with pytest.raises(ValueError, match="within a character"):
        Utf16("a😀b").code_points(2)


@given(WILD)
def test_whatever_a_text_has_xml_can_hold_the_rest(text):
    kept, replaced = legal(text)
    assert len(kept) == len(text)
    assert sum(one != other for one, other in zip(kept, text, strict=True)) == replaced
    root = etree.fromstring(f'<a b="{attribute(kept)}">{content(kept)}</a>'.encode())
    assert root.get("b") == kept
    assert (root.text or "") == kept
