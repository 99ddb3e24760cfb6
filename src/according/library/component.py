"""The component for spaCy: ``nlp.add_pipe("according")`` gives every doc ``doc._.according``."""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from according.errors import SettingsError
from according.intake import text_report
from according.model import Reading
from according.reading.reader import Reader
from according.settings import Settings

NAME = "according"
KEY = "according"
"""Where a doc keeps what is known of its report, in ``doc.user_data``: a dict with ``outlet``,
``published`` (a date, or "2024-03-13") and ``title``, each of which may be left out."""

_KNOWN = frozenset(("outlet", "published", "title"))


class Component:
    """Reads each doc as a report. Where the pipeline is the reader's own, its parse serves and
    nothing is parsed twice; ``shared`` counts such docs."""

    def __init__(self, nlp: Language, settings: Settings) -> None:
        self._nlp = nlp
        self._reader = Reader(settings)
        self.shared = 0
        if not Doc.has_extension(NAME):
            Doc.set_extension(NAME, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with its reading.

        Raises:
            InputRefused: it has no text.
            SettingsError: something is told of its report that a report has not got.
        """
        doc._.according = self.read(doc)
        return doc

    def read(self, doc: Doc) -> Reading:
        """What is read in a doc. Offsets count in ``reading.report.text``, which begins with the
        title, if one is told."""
        known: dict[str, Any] = dict(doc.user_data.get(KEY) or {})
        if not set(known) <= _KNOWN:
            raise SettingsError(f"of a report can be told: {', '.join(sorted(_KNOWN))}")
        if isinstance(known.get("published"), str):
            known["published"] = date.fromisoformat(known["published"])
        report = text_report(doc.text, **known)
        passages = None
        if report.text == doc.text:
            passages = self._reader.parser.taken(self._nlp, doc)
            self.shared += passages is not None
        return self._reader.read(report, passages=passages)


@Language.factory(NAME, default_config={"gazetteer": None, "encoder": None})
def make(nlp: Language, name: str, gazetteer: str | None, encoder: str | None) -> Component:
    """The component, for ``nlp.add_pipe``.

    Args:
        gazetteer: as ``according read --gazetteer``.
        encoder: as ``according read --encoder``.

    Raises:
        SettingsError, DataError: the reader cannot be loaded.
    """
    return Component(nlp, Settings(gazetteer=gazetteer, encoder=encoder))
