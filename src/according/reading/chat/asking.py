"""What the endpoint is asked: one prompt, a data file, and the report as material."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache

from according.data import load_text
from according.model import FigureKind, Report
from according.reading.events.ontology import load_ontology

FILE = "chat/prompt.txt"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said before every report. ``sha256`` tells one prompt from another."""

    text: str
    sha256: str

    def messages(self, report: Report, start: int, end: int) -> list[dict[str, str]]:
        """What is sent for the code points ``start`` to ``end`` of ``report``: of the report its
        text, outlet and day, and nothing else."""
        day = report.published.isoformat() if report.published else None
        material = {"outlet": report.outlet, "published": day, "text": report.text[start:end]}
        return [
            {"role": "system", "content": self.text},
            {"role": "user", "content": json.dumps(material, ensure_ascii=False)},
        ]


@cache
def load_prompt() -> Prompt:
    """The prompt of ``data/chat/prompt.txt``, with the types and kinds that there are.

    Raises:
        DataError: a data file is missing or damaged.
    """
    types = [
        f"- {name} ({', '.join(root.modes) or 'none'}): {root.definition}"
        for name, root in load_ontology().items()
    ]
    text = load_text(FILE).strip()
    text = text.replace("$KINDS", ", ".join(FigureKind)).replace("$TYPES", "\n".join(types))
    return Prompt(text, hashlib.sha256(text.encode("utf-8")).hexdigest())
