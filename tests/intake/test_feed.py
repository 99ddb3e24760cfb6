from datetime import UTC, date, datetime

import pytest

from according.errors import InputRefused, Reason
from according.intake import Refusal, Taken
from according.intake.feed_check import checked
from tests.intake.helpers import SENTENCE, given, outcomes, reason, report, taken

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Post</title><link>https://quaypost.example/</link><language>en</language>
%s
</channel></rss>"""
ITEM = f"""<item><title>Two die &amp; more</title><link>https://quaypost.example/1</link>
<description>Short.</description><pubDate>Mon, 11 Mar 2024 23:30:00 -0500</pubDate>
<dc:creator>Ina Holm</dc:creator>
<content:encoded><![CDATA[<p>{SENTENCE}</p><p>It <b>is</b> said.<br/>So.</p>]]>
</content:encoded></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Post</title>
<entry><title>Two die</title><link href="https://quaypost.example/2"/>
<updated>2024-03-12T10:00:00Z</updated><published>2024-03-11T10:00:00Z</published>
<author><name>Ina Holm</name></author><content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content>
</entry>
<entry><title>Three die</title><summary>{SENTENCE}</summary></entry>
</feed>"""


def test_an_rss_entry_is_a_report():
    found = taken("a.xml", RSS % ITEM)
    assert found.report.text == f"Two die & more\n\n{SENTENCE.strip()}\n\nIt is said.\nSo."
    assert (found.report.outlet, found.report.byline) == ("Quay Post", "Ina Holm")
    assert found.report.published == date(2024, 3, 11)
    assert found.report.published_at == datetime(2024, 3, 12, 4, 30, tzinfo=UTC)
    assert found.report.url == "https://quaypost.example/1"
    assert found.capture.member == "entry 1"
    assert found.data == ITEM.encode()
    assert found.capture.media_type == "application/rss+xml"


def test_an_atom_entry_is_a_report():
    found = outcomes("a.atom", ATOM)
    assert [each.report.title for each in found] == ["Two die", "Three die"]
    assert found[0].report.published_at == datetime(2024, 3, 11, 10, tzinfo=UTC)
    assert found[0].report.byline == "Ina Holm"
    assert found[1].report.published is None
    assert found[0].capture.media_type == "application/atom+xml"


def test_an_entry_with_a_title_only_is_refused():
    found = outcomes("a.rss", RSS % f"{ITEM}<item><title>Two die</title></item>{ITEM}")
    assert [type(each) for each in found] == [Taken, Refusal, Taken]
    assert (found[1].reason, found[1].member) == (Reason.NO_TEXT, "entry 2")


def test_what_stands_before_the_damage_is_taken():
    found = outcomes("a.xml", RSS % f"{ITEM}{ITEM}<item><title>Two</item>{ITEM}")
    assert [type(each) for each in found] == [Taken, Taken, Refusal]
    assert "XML error in line" in found[2].detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("declared", [True, False])
def test_entities_and_grammars_are_forbidden_in_any_encoding(encoding, declared):
    name = "utf-16" if encoding.startswith("utf-16") else encoding
    head = f"<?xml version='1.0' encoding='{name}'?>" if declared else ""
    for subset in ("<!ENTITY a 'x'>", "<!ELEMENT rss ANY>", "<!ENTITY % p SYSTEM 'x'>%p;", " "):
        text = f"{head}<!DOCTYPE rss [{subset}]><rss><channel>{ITEM}</channel></rss>"
        assert reason("a.xml", text.encode(encoding)) is Reason.FORBIDDEN


def test_a_grammar_hidden_behind_a_comment_is_forbidden():
    text = f"<!-- <!DOCTYPE rss> --><!DOCTYPE rss [<!ELEMENT rss ANY>]><rss>{ITEM}</rss>"
    assert reason("a.xml", "<?xml version='1.0'?>" + text) is Reason.FORBIDDEN


def test_an_outer_grammar_is_not_fetched_and_named_characters_are_read():
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://quaypost.example/r.dtd">'
    )
    item = (
        f"<item><title>Caf&eacute;</title><description>{SENTENCE}&nbsp;&amp;</description></item>"
    )
    found = report(
        "a.xml",
        f"<?xml version='1.0'?>{doctype}<rss version='0.91'><channel>{item}</channel></rss>",
    )
    assert found.title == "Café"
    assert found.text.endswith("&")


def test_declared_character_sets_are_used():
    text = RSS.replace("utf-8", "windows-1252") % ITEM.replace("Two die", "Café: two die")
    assert report("a.xml", text.encode("cp1252")).title == "Café: two die & more"


def test_a_feed_without_entries_is_empty():
    assert reason("a.xml", RSS % "") is Reason.EMPTY


def test_an_entrys_own_source_is_its_outlet():
    source = "<source url='https://other.example/'>Other Post</source>"
    assert report("a.xml", RSS % ITEM.replace("</item>", f"{source}</item>")).outlet == "Other Post"


def test_an_entrys_date_that_is_not_read_is_not_replaced_by_the_given_one():
    settings = given(published=date(2020, 1, 1))
    item = ITEM.replace("Mon, 11 Mar 2024 23:30:00 -0500", "03/04/2024")
    assert report("a.xml", RSS % item, settings).published is None
    item = ITEM.replace("<pubDate>Mon, 11 Mar 2024 23:30:00 -0500</pubDate>", "")
    assert report("a.xml", RSS % item, settings).published == date(2020, 1, 1)


def test_checked_feeds_are_well_formed():
    data = checked(RSS % f"{ITEM}<item>").data.decode()
    assert data.startswith("<rss")
    assert data.endswith("</item></channel></rss>")
    with pytest.raises(InputRefused):
        checked(RSS % "<item>")
