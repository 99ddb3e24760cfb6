"""Corpora of toponyms in their layouts; all texts are invented."""

import pytest

from according.errors import BenchError
from evaluation.places_corpora import read_brat, read_xml

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="77">
    <feedid>3</feedid>
    <title>Fire in Velden</title>
    <domain>quaypost.example</domain>
    <url>
      https://quaypost.example/fire
    </url>
    <dltime>2011-01-02</dltime>
    <text>A fire in Velden, Carinthia.
Nobody in Velden was hurt.</text>
    <toponyms>
      <toponym><start>10</start><end>16</end><phrase>Velden</phrase>
        <gaztag geonameid="2763460"><name>Velden</name><fclass>P</fclass><fcode>PPL</fcode>
          <lat>46.6125</lat><lon>14.0433</lon><country geonameid="2782113">Austria</country>
        </gaztag></toponym>
      <toponym><start>41</start><end>47</end><phrase>Velden</phrase>
        <gaztag geonameid="2763460"><lat>46.6125</lat><lon>14.0433</lon></gaztag></toponym>
      <toponym><start>18</start><end>27</end><phrase>Carinthia</phrase></toponym>
      <toponym><start>0</start><end>6</end><phrase>Kamnik</phrase></toponym>
    </toponyms>
  </article>
</articles>
"""

GEOVIRUS = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article>
    <source>https://wiki.example/Outbreak</source>
    <text>Doctors in Velden worked.</text>
    <locations><location><name>Velden</name><start>12</start><end>18</end>
      <lat>46.61</lat><lon>14.04</lon>
      <page>https://wiki.example/wiki/Velden_(Carinthia)</page></location></locations>
  </article>
  <article>
    <source>https://wiki.example/Outbreak</source>
    <text>None here.</text><locations></locations>
  </article>
</articles>
"""


@pytest.fixture
def write(tmp_path):
    def to(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


def test_lgl_and_trnews_have_ids_and_points(write):
    (document,) = read_xml(write("LGL.xml", LGL))
    assert (document.id, document.group) == ("77", "77")
    assert document.url == "https://quaypost.example/fire"
    found = [(gold.start, gold.geonames_id, gold.point) for gold in document.toponyms]
    point = (46.6125, 14.0433)
    # The second Velden is moved to where it stands; Kamnik stands nowhere and is left out.
    assert found == [(10, 2763460, point), (18, None, None), (39, 2763460, point)]
    for gold in document.toponyms:
        assert document.text[gold.start : gold.end] in ("Velden", "Carinthia")


def test_geovirus_counts_from_one_and_groups_paragraphs(write):
    one, other = read_xml(write("GeoVirus.xml", GEOVIRUS))
    assert one.group == other.group
    assert one.text[one.toponyms[0].start : one.toponyms[0].end] == "Velden"
    assert one.toponyms[0].page == "Velden (Carinthia)"
    assert other.toponyms == ()


@pytest.mark.parametrize("text", ["", "<articles>", "<articles></articles>", "no xml"])
def test_malformed_xml_is_refused(write, text):
    with pytest.raises(BenchError):
        read_xml(write("x.xml", text))


def test_entities_are_not_resolved(write):
    bomb = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><articles><article>'
    bomb += "<text>x&b;y</text></article></articles>"
    (document,) = read_xml(write("x.xml", bomb))
    assert document.text == "x"


def test_geowebnews_brat(write, tmp_path):
    write("5.txt", "Police in Velden said the Austrian man fled to Sarovia.")
    write(
        "5.ann",
        "T1\tLiteral 10 16\tVelden\n#1\tAnnotatorNotes T1\t2763460\n"
        "T2\tNon_Literal_Modifier 26 34\tAustrian\n#2\tAnnotatorNotes T2\t2782113\n"
        "T3\tLiteral 47 54\tSarovia\n#3\tAnnotatorNotes T3\t46.5, -14.25\n"
        "T4\tMixed 0 6\tKamnik\nR1\tRelation Arg1:T1 Arg2:T2\n",
    )
    (document,) = read_brat(tmp_path)
    assert [(gold.geonames_id, gold.point, gold.type) for gold in document.toponyms] == [
        (2763460, None, "Literal"),
        (2782113, None, "Non_Literal_Modifier"),
        (None, (46.5, -14.25), "Literal"),
    ]


def test_brat_without_text_or_files_is_refused(write, tmp_path):
    with pytest.raises(BenchError, match=r"no \.ann files"):
        read_brat(tmp_path)
    write("5.ann", "T1\tLiteral 0 6\tVelden")
    with pytest.raises(BenchError, match=r"no 5\.txt"):
        read_brat(tmp_path)
