import json
from datetime import date

import pytest
from lxml.html import document_fromstring

from according.intake.page_meta import meta_names, page_meta
from tests.intake.pages import JSON_LD, OPEN_GRAPH, TITLE, page


def meta(head="", body=None, url=None, **more):
    return page_meta(document_fromstring(page(head, body, **more).encode()), url)


@pytest.mark.parametrize("separator", [" - ", " | ", " – ", " — ", " :: ", " • "])
@pytest.mark.parametrize("name", ["Quay Post", "The Quay Post", "QuayPost.example", "quaypost"])
def test_the_outlets_name_is_no_part_of_the_headline(separator, name):
    head = (
        f"<title>{TITLE}{separator}{name}</title><meta property='og:site_name' content='Quay Post'>"
    )
    found = meta(head, "<p>x</p>", url="https://www.quaypost.example/a")
    assert found.title == TITLE


def test_other_endings_are_kept():
    found = meta("<title>Two die - police</title>", "<p>x</p>", url="https://quaypost.example/a")
    assert found.title == "Two die - police"


def test_the_headline_is_the_one_that_readers_saw():
    head = "<meta property='og:title' content='Two die at bridge: what we know'>"
    assert meta(head, "<h1>Quay Post</h1><h1>Two die at Velden  bridge</h1>").title == TITLE
    assert meta(head, "<h1>Sport and weather</h1>").title == "Two die at bridge: what we know"
    assert meta("", "<h1>Two die</h1>").title == "Two die"
    assert meta("", "<h1>Two die</h1><h1>Three die</h1>").title is None


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        (OPEN_GRAPH, None, "Quay Post"),
        (JSON_LD, None, "Quay Post"),
        ("", "https://www.quaypost.example:8080/a", None),
    ],
)
def test_the_outlet_is_named(head, url, outlet):
    assert meta(head, url=url).outlet == outlet


@pytest.mark.parametrize(
    ("head", "url", "host"),
    [
        ("", "https://www.quaypost.example:8080/a", "quaypost.example"),
        ("<link rel='canonical' href='https://m.quaypost.example/b'>", None, "m.quaypost.example"),
        ("", None, None),
    ],
)
def test_the_host_is_that_of_the_pages_address(head, url, host):
    assert meta(head, url=url).host == host


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2024-03-11T10:00:00Z'>",
        "<meta name='DC.date.issued' content='2024-03-11'>",
        "<meta name='pubdate' content='20240311'>",
        "<meta itemprop='datePublished' content='March 11, 2024'>",
        "<meta name='date' content='soon'><meta name='pubdate' content='11 Mar 2024'>",
        "<link rel='canonical' href='https://quaypost.example/2024/03/11/two-die'>",
        "<link rel='canonical' href='https://quaypost.example/two-die-2024-03-11.html'>",
        "<meta property='og:url' content='https://quaypost.example/20240311/two-die'>",
    ],
)
def test_the_day_stands_in_the_metadata_or_the_address(head):
    assert meta(head).when.day == date(2024, 3, 11)


def test_a_number_of_thousands_of_digits_costs_no_metadata():
    many = "9" * 5000
    data = f'{{"@type": "NewsArticle", "wordCount": {many}, "datePublished": "2024-03-11"}}'
    found = meta(f'<script type="application/ld+json">{data}</script>')
    assert found.when.day == date(2024, 3, 11)


@pytest.mark.parametrize(
    "before",
    [
        "<time datetime='2024-03-11'>yesterday</time>",
        "<time datetime='2024-03-11T08:00Z'>a</time><time datetime='2024-03-11T09:00Z'>b</time>",
        "<time pubdate datetime='2024-03-11'>a</time><time datetime='2024-03-12'>b</time>",
        "<time datetime='2020-01-01'>a</time>"
        "<time itemprop='datePublished' datetime='2024-03-11'>b</time>",
        "<aside><time datetime='2020-01-01'>x</time></aside><time datetime='2024-03-11'>a</time>",
    ],
)
def test_the_day_stands_in_a_time_element(before):
    assert meta(before=before).when.day == date(2024, 3, 11)


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("", "<p>11 March 2024</p>"),
        ("", "<time>11 March 2024</time>"),
        ("", "<time datetime='2024-03-11'>a</time><time datetime='2024-03-12'>b</time>"),
        ("", "<nav><time datetime='2024-03-11'>a</time></nav>"),
        ("<meta name='date' content='03/04/2024'>", ""),
        ("<meta name='last-modified' content='2024-03-11'>", ""),
        ("<link rel='canonical' href='https://quaypost.example/2024/03/two-die'>", ""),
        ("<link rel='canonical' href='https://quaypost.example/id-20249931'>", ""),
        ("<link rel='canonical' href='https://quaypost.example/99990311/'>", ""),
    ],
)
def test_other_days_are_not_guessed(head, before):
    assert meta(head, before=before).when.day is None


def test_the_address_is_absolute():
    head = "<link rel='canonical' href='/news/1'>"
    assert meta(head, url="https://quaypost.example/x?y").url == "https://quaypost.example/news/1"
    assert meta(head).url is None
    assert meta("<link rel='canonical' href='http://[bad'>").url is None
    assert meta("<!-- saved from url=(0028)https://quaypost.example/a -->").url == (
        "https://quaypost.example/a"
    )


def test_an_authors_page_is_no_name():
    head = "<meta property='article:author' content='https://quaypost.example/ina'>"
    assert meta(head).byline is None


@pytest.mark.parametrize("block", ["{bad", "[1, 2", '"text"', "[" * 2000, '{"@type": 5}', ""])
def test_a_damaged_block_is_passed_over(block):
    assert meta(f"<script type='application/ld+json'>{block}</script>{OPEN_GRAPH}").title == TITLE


OTHER = {
    "@type": "NewsArticle",
    "headline": "Mayor opens a school",
    "datePublished": "2020-01-01",
    "url": "https://quaypost.example/school",
}
OWN = {
    "@type": "NewsArticle",
    "headline": "Two die at  Velden bridge",
    "datePublished": "2024-03-11",
}


def data(*nodes, kind="application/ld+json"):
    return f"<script type='{kind}'>{json.dumps(nodes)}</script>"


@pytest.mark.parametrize(
    ("own", "head", "body"),
    [
        ({"url": "https://www.quaypost.example/a/"}, "", "<p>x</p>"),
        ({"url": "/a"}, "", "<p>x</p>"),
        ({"@id": "https://quaypost.example/a#article"}, "", "<p>x</p>"),
        ({"mainEntityOfPage": "http://quaypost.example/a"}, "", "<p>x</p>"),
        ({"mainEntityOfPage": {"@id": "https://quaypost.example/a"}}, "", "<p>x</p>"),
        ({}, f"<meta property='og:title' content='{TITLE}'>", "<p>x</p>"),
        ({}, f"<meta property='og:title' content='{TITLE} | Quay Post'>", "<p>x</p>"),
        ({}, "", f"<h1>{TITLE.upper()}</h1>"),
    ],
)
def test_the_article_is_that_of_the_page_and_no_related_one(own, head, body):
    canonical = "<link rel='canonical' href='https://quaypost.example/a'>"
    found = meta(canonical + data(OTHER, OWN | own) + head, body)
    assert found.when.day == date(2024, 3, 11)
    assert found.title.lower() == TITLE.lower()


def test_the_article_is_the_first_where_nothing_tells():
    assert meta(data(OTHER, OWN), "<p>x</p>").title == "Mayor opens a school"
    bad = {"url": "http://[bad", "mainEntityOfPage": {"@id": 5}}
    assert meta(data(OTHER | bad), "<p>x</p>").title == "Mayor opens a school"


def test_json_ld_with_a_character_set_and_html_in_its_strings():
    for kind in ("application/ld+json; charset=utf-8", " Application/LD+JSON"):
        told = {"@type": "Article", "headline": "Mayor&#039;s &quot;no&quot; &amp; more"}
        assert meta(data(told, kind=kind), "<p>x</p>").title == 'Mayor\'s "no" & more'


def test_the_language_is_declared():
    assert meta(lang=" lang='de-AT'").language == "de-AT"
    head = "<meta http-equiv='Content-Language' content='fr'>"
    assert meta(head, lang="").language == "fr"


def test_the_data_file_has_names_in_lower_case():
    for names in meta_names().values():
        assert len(names) == len(set(names)) > 0
        assert all(name == name.lower().strip() for name in names)
