"""XML that asks its parser to read files, to call servers, or to grow without end.

Each is made for a file with a secret and for a port of this machine: neither may be touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SECRET = "the heron sleeps under the ninth arch"
"""What stands in the file. Nothing that is read may say it."""

TEXT = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said. "


def subsets(secret: Path, port: int) -> dict[str, str]:
    """Declarations that stand before the root element, by name; each declares ``&x;`` or acts
    by itself."""
    file, server = secret.as_uri(), f"http://127.0.0.1:{port}"
    laughs = "<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    steps = "".join(f"<!ENTITY % p{n} '{f'&#37;p{n - 1};' * 10}'>" for n in range(1, 10))
    return {
        "entity": "<!DOCTYPE r [<!ENTITY x 'ha'>]>",
        "laughs": f"<!DOCTYPE r [{laughs}<!ENTITY x '&a9;'>]>",
        "quadratic": f"<!DOCTYPE r [<!ENTITY a '{'a' * 100_000}'><!ENTITY x '{'&a;' * 10_000}'>]>",
        "loop": "<!DOCTYPE r [<!ENTITY x '&y;'><!ENTITY y '&x;'>]>",
        "external file": f"<!DOCTYPE r [<!ENTITY x SYSTEM '{file}'>]>",
        "external path": f"<!DOCTYPE r [<!ENTITY x SYSTEM '{secret}'>]>",
        "external server": f"<!DOCTYPE r [<!ENTITY x SYSTEM '{server}/x'>]>",
        "public": f"<!DOCTYPE r [<!ENTITY x PUBLIC '-//X//X//EN' '{server}/x'>]>",
        "unparsed": f"<!DOCTYPE r [<!NOTATION n SYSTEM '{server}/n'>"
        f"<!ENTITY u SYSTEM '{file}' NDATA n><!ENTITY x ''>]>",
        "parameter file": f"<!DOCTYPE r [<!ENTITY % p SYSTEM '{file}'>%p;<!ENTITY x ''>]>",
        "parameter server": f"<!DOCTYPE r [<!ENTITY % p SYSTEM '{server}/p'>%p;<!ENTITY x ''>]>",
        "parameter laughs": f"<!DOCTYPE r [<!ENTITY % p0 'ha'>{steps}<!ENTITY x '%p9;'>]>",
        "parameter out": f"<!DOCTYPE r [<!ENTITY % f SYSTEM '{file}'>"
        f"<!ENTITY % e \"<!ENTITY &#37; s SYSTEM '{server}/?%f;'>\">%e;%s;<!ENTITY x ''>]>",
        "grammar file": f"<!DOCTYPE r SYSTEM '{file}'>",
        "grammar server": f"<!DOCTYPE r SYSTEM '{server}/r.dtd'>",
        "grammar public": f"<!DOCTYPE r PUBLIC '-//X//DTD X//EN' '{server}/r.dtd'>",
        "default": "<!DOCTYPE r [<!ATTLIST r a CDATA '" + "a" * 100_000 + "'><!ENTITY x ''>]>",
        "style sheet": f"<?xml-stylesheet type='text/xsl' href='{server}/s.xsl'?>",
        "include file": "",
        "include server": "",
    }


def inside(name: str, secret: Path, port: int) -> str:
    """What stands within the root element, for the declarations ``name``."""
    include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='{}'/>"
    if name == "include file":
        return include.format(secret.as_uri())
    if name == "include server":
        return include.format(f"http://127.0.0.1:{port}/i")
    return "" if name.startswith(("grammar", "style")) else "&x;"


def documents(secret: Path, port: int) -> Iterator[tuple[str, str, bytes]]:
    """All of them: name, file name and bytes, for every format that has markup in it."""
    for name, before in subsets(secret, port).items():
        used = inside(name, secret, port)
        for ending, document in _documents(before, used):
            yield name, f"{name.replace(' ', '_')}.{ending}", document.encode()


def _documents(before: str, used: str) -> Iterator[tuple[str, str]]:
    item = f"<item><title>Two die</title><description>{TEXT * 3}{used}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Quay Post</title>{item}</channel></rss>"
    paragraphs = f"<p>{TEXT * 4}</p><p>{used}</p><p>{TEXT * 4}</p>"
    page = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Two die</title></head>"
        f"<body><article><h1>Two die</h1>{paragraphs}</article></body></html>"
    )
    declared = "<?xml version='1.0' encoding='utf-8'?>"
    yield "rss", declared + before.replace("DOCTYPE r", "DOCTYPE rss") + feed
    yield "html", before.replace("DOCTYPE r", "DOCTYPE html") + page
    yield "xhtml", declared + before.replace("DOCTYPE r", "DOCTYPE html") + page
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = "--b\r\nContent-Type: application/xhtml+xml; charset=utf-8\r\n\r\n{}\r\n--b--\r\n"
    yield "mhtml", head + part.format(declared + before.replace("DOCTYPE r", "DOCTYPE html") + page)


def casses(secret: Path, port: int) -> Iterator[tuple[str, bytes]]:
    """The same before a CAS in XMI: in what elements hold and in an attribute, where a parser puts
    entities in that it leaves alone elsewhere."""
    for name, before in subsets(secret, port).items():
        used = inside(name, secret, port)
        value = used if used.startswith("&") and not name.startswith("external") else ""
        yield (
            name,
            "<?xml version='1.0' encoding='utf-8'?>"
            f"{before.replace('DOCTYPE r', 'DOCTYPE xmi:XMI')}"
            "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' xmlns:cas='http:///uima/cas.ecore'>"
            f"<cas:Sofa sofaString='{TEXT}{value}'/>{used}</xmi:XMI>".encode(),
        )
