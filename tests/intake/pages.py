"""Saved pages of several kinds, all invented."""

from __future__ import annotations

import json

TITLE = "Two die at Velden bridge"
PARAGRAPHS = (
    "Two people died at the Velden bridge on Monday, the Harbour Rescue League (HRL) said in a "
    "statement that it put on its website late in the evening.",
    "“We counted two,” said Mara Lindqvist, who leads the HRL. Lindqvist gave no names, and the "
    "police would not confirm the figure before the families had been told.",
    "The bridge was closed for six hours. It was opened again at night, when the water had gone "
    "down and the engineers of the county had looked at each of its pillars.",
)
BODY = "\n\n".join(PARAGRAPHS)
_MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
_FOOT = (
    "<footer><p>© Quay Post. All rights reserved. <a href='/terms'>Terms of use</a></p></footer>"
)


def article(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The article's own paragraphs."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(
    head: str = "", body: str | None = None, lang: str = " lang='en'", before: str = ""
) -> str:
    """A page with menu and footer around an article."""
    inner = f"<article><h1>{TITLE}</h1>{before}{article()}</article>" if body is None else body
    return (
        f"<!DOCTYPE html>\n<html{lang}><head><meta charset='utf-8'>{head}</head>"
        f"<body>{_MENU}<main>{inner}</main>{_FOOT}</body></html>"
    )


OPEN_GRAPH = f"""
<title>{TITLE} | Quay Post</title>
<meta property="og:site_name" content="Quay Post">
<meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2024-03-12T01:30:00+02:00">
<meta name="author" content="Ina Holm">
<link rel="canonical" href="https://www.quaypost.example/news/bridge">
"""

_DATA = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Quay Post Online"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2024-03-11T18:00:00Z",
                "author": [{"@type": "Person", "name": "Ina Holm"}, {"name": "Jon Holm"}],
                "publisher": {"@type": "Organization", "name": "Quay Post"},
            },
        ],
    }
)
JSON_LD = f"<script type='application/ld+json'>{_DATA}</script><title>x</title>"

OLD = (
    "<html><head><title>Quay Post - news</title></head><body bgcolor=white><center>"
    f"<font size=5><b>{TITLE}</b></font></center><table><tr><td>{article()}</td></tr></table>"
    "</body></html>"
)
