import pytest
from lxml.html import fragment_fromstring

from according.errors import DataError
from according.intake.blocks import paragraphs
from according.intake.markup_names import names


def text(markup):
    return paragraphs(fragment_fromstring(markup, create_parent="div"))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a", "a"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a\n  b</p>", "a b"),
        ("a<br>b<br/> c", "a\nb\nc"),
        ("<div>a<div>b</div>c</div>d", "a\n\nb\n\nc\n\nd"),
        ("a <b>b</b><i>c</i> d", "a bc d"),
        ("<script>x</script>a<style>y</style>b<!-- z -->c", "abc"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\n\nc"),
        ("<p> </p><p>a</p><p></p>", "a"),
        ("<script><p>x</p></script>a", "a"),
        ("<svg><text>x</text></svg>a", "a"),
        ("a&nbsp;b &amp; c", "a b & c"),
    ],
)
def test_blocks_are_paragraphs(markup, expected):
    assert text(markup) == expected


def test_there_is_no_group_of_another_name():
    with pytest.raises(DataError):
        names("about")
    with pytest.raises(DataError):
        names("nothing")


def test_groups_hold_element_names():
    for group in ("blocks", "breaks", "cells", "left_out", "page_roots", "not_nesting"):
        assert all(name.isalnum() and name == name.lower() for name in names(group))
    assert not names("blocks") & names("left_out")
