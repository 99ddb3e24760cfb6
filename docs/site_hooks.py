"""What mkdocs calls while it builds the site: pages that are made of the code, and links."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from docs import reference  # noqa: E402

CARD = ROOT / "src" / "according" / "data" / "encoder" / "CARD.md"

PAGES = {
    "reference/commands.md": reference.commands,
    "reference/settings.md": reference.settings,
    "reference/library.md": reference.library,
    "findings.md": reference.findings,
}

_SHIM = "https://unpkg.com/iframe-worker/shim"

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(((?:\.\./)+[^)#\s]+)(?:#[^)\s]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are made of the code."""
    for name, make in PAGES.items():
        files.append(File.generated(config, name, content=make()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Name files that are no part of the site instead of linking to them."""
    folder = (ROOT / "docs" / page.file.src_uri).parent

    def named(found: re.Match[str]) -> str:
        target = (folder / found.group(2)).resolve()
        if target.is_relative_to(ROOT / "docs"):
            return found.group()
        path = target.relative_to(ROOT).as_posix()
        words = found.group(1).strip("`")
        return f"`{path}`" if words in path else f"{words} (`{path}`)"

    card = _card() if page.file.src_uri == "model-card.md" else ""
    return _LINK.sub(named, markdown) + card


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Have pages take from the site what the theme would take from elsewhere."""
    return output.replace(_SHIM, "../" * page.url.count("/") + "frame-worker.js")


def on_post_template(output_content: str, **_: Any) -> str:
    """The same of pages that are no documents."""
    return output_content.replace(_SHIM, "frame-worker.js")


def on_post_build(config: Any) -> None:
    """Raise if a page asks for anything that is not part of the site."""
    site = Path(config["site_dir"])
    for path in sorted(site.rglob("*.html")):
        asked = asks_for(path.read_text(encoding="utf-8"))
        if asked:
            raise PluginError(f"{path.relative_to(site)} asks for {', '.join(sorted(asked))}")
    for path in site.rglob("*.css"):
        if re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")):
            raise PluginError(f"{path.relative_to(site)} asks for something off the site")


def asks_for(html: str) -> set[str]:
    """What a page has browsers get from other sites, links that people follow aside."""
    found = set()
    for tag, attributes in re.findall(r"<(\w+)\b([^>]*)>", html):
        named = dict(
            re.findall(r"\b(src|href|srcset|poster|data|action)=[\"']?([^\"'\s>]+)", attributes)
        )
        if tag == "a" or (tag == "link" and 'rel="canonical"' in attributes):
            named.pop("href", None)
        found |= {each for each in named.values() if re.match(r"(?:https?:)?//", each)}
    return found


def _card() -> str:
    """The card of the encoder, without its heading."""
    text = CARD.read_text(encoding="utf-8").partition("\n")[2]
    return re.sub(r"docs/(decisions/[\w-]+\.md|findings/\w+\.md|figures\.md)", r"[\1](\1)", text)
