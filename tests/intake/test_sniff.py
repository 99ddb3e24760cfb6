import pytest

from according.data import load_json
from according.errors import InputRefused, Reason
from according.intake.sniff import Kind, sniff
from according.settings import Settings
from tests.intake.helpers import SENTENCE


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (SENTENCE, "a.txt", Kind.TEXT),
        (SENTENCE, "a", Kind.TEXT),
        ("[Update] Two died.", "a.txt", Kind.TEXT),
        ("{Two} died.", "a", Kind.TEXT),
        (" date 2024-03-11 Quay Post - Two died.", "a.txt", Kind.CRAWL),
        ("\ufeffdate 2024-03-11 Quay Post - Two died.", "a.txt", Kind.CRAWL),
        ("<!DOCTYPE html><p>", "a.txt", Kind.HTML),
        ("\n<!-- saved --><html>", "a", Kind.HTML),
        ("<p>Two died.", "a", Kind.HTML),
        ("Two <b>died</b>.", "a.html", Kind.HTML),
        ("Two <b>died</b>.", "a.txt", Kind.TEXT),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html>", "a.xml", Kind.HTML),
        ("<?xml version='1.0'?>\n<rss version='2.0'>", "a.xml", Kind.FEED),
        ("<?xml version='1.0'?><!-- x --><atom:feed xmlns:atom='x'>", "a", Kind.FEED),
        ("<rdf:RDF xmlns='x'>", "a.html", Kind.FEED),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "a", Kind.FEED),
        ('{"text": "x"}', "a.txt", Kind.JSON_LINES),
        ('{"text": "x"}\n{"text": "y"}', "a.json", Kind.JSON_LINES),
        ('{\n "text": "x"}', "a.json", Kind.JSON),
        ('{"text": "x",\n "a": 1}', "a", Kind.JSON),
        ('[{"text": "x"}]', "a", Kind.JSON),
        ("[]", "a.json", Kind.JSON),
        (SENTENCE, "a.json", Kind.JSON),
        (SENTENCE, "a.jsonl", Kind.JSON_LINES),
        ("id,text\n1,Two died.", "a", Kind.TABLE),
        (SENTENCE, "a.csv", Kind.TABLE),
        ("WARC/1.0\r\n", "a.txt", Kind.WARC),
        ("%PDF-1.4\n", "a.html", Kind.PDF),
        ("junk %PDF-1.4\n", "a.pdf", Kind.PDF),
        ("A file that begins with %PDF- is none.", "a.txt", Kind.TEXT),
        ("ID3 is a tag. BZh is none.", "a.txt", Kind.TEXT),
        ("BZhakhar is a town.", "a.txt", Kind.TEXT),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a", Kind.MHTML),
        ("Subject: x\r\nContent-Type: text/html\r\n", "a.mht", Kind.MHTML),
        ("Subject: the bridge\n\nTwo died.", "a.txt", Kind.TEXT),
    ],
)
def test_content_comes_first_and_the_name_second(head, name, kind):
    assert sniff(head.encode(), name, None, Settings()) is kind


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_seen_through(encoding):
    page = "<!DOCTYPE html><html><body>"
    assert sniff(page.encode(encoding), "a", None, Settings()) is Kind.HTML


@pytest.mark.parametrize(
    ("media_type", "kind"), [("text/html", Kind.HTML), ("application/json", Kind.JSON)]
)
def test_a_servers_word_counts_like_a_name(media_type, kind):
    head = b"Two <b>died" if kind is Kind.HTML else b"[{}]"
    assert sniff(head, "", media_type, Settings()) is kind


def test_what_is_not_read_is_named():
    for entry in load_json("magic.json")["unsupported"]:
        head = bytes(entry["offset"]) + bytes.fromhex(entry["hex"]) + bytes(200)
        with pytest.raises(InputRefused) as caught:
            sniff(head, "a.txt", None, Settings())
        assert caught.value.reason is Reason.UNSUPPORTED
        assert entry["what"] in caught.value.detail
    with pytest.raises(InputRefused, match="XML"):
        sniff(b"<?xml version='1.0'?><note>", "a.xml", None, Settings())
