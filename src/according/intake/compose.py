"""A draft becomes a report: cleaned, checked, with its language and its credits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from according.errors import InputRefused, Reason
from according.intake.charset import clean
from according.intake.credits import find_credits
from according.intake.item import Draft
from according.intake.language import detect
from according.model import Report, published_text
from according.settings import Given, Limits

_TITLE_CHARS = 1_000
"""A longer "headline" is a body in the wrong column; it is left out of the headline's place."""


def text_report(
    text: str,
    *,
    outlet: str | None = None,
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """Make a report of text that is at hand.

    The text is kept as it is, but for line ends (LF), a byte order mark, and U+FFFD for NUL
    and lone surrogates. ``language`` is a declaration, used where detection is unsure.

    Raises:
        InputRefused: EMPTY, or TOO_LARGE by ``limits.text_chars``.
    """
    draft = Draft(text, title, outlet, published, None, byline, url, language)
    return compose(draft, Given(), limits or Limits())


def compose(draft: Draft, given: Given, limits: Limits) -> Report:
    """The report of a draft; what the user gave fills what the material lacks.

    Raises:
        InputRefused: EMPTY or NO_TEXT, or TOO_LARGE by ``limits.text_chars``.
    """
    _check_length(draft.body, limits)
    title = tidy(draft.title)
    if title is not None and len(title) > _TITLE_CHARS:
        title = None
    body = clean(draft.body)
    if not any(map(str.isalnum, body)):
        if body.strip():
            raise InputRefused(Reason.NO_TEXT, "no letter or digit in it")
        raise InputRefused(Reason.EMPTY, "nothing in it, or only white space")
    text = published_text(title, body)
    _check_length(text, limits)
    outlet = tidy(draft.outlet) or tidy(given.outlet) or tidy(draft.host)
    return Report(
        text,
        outlet=outlet,
        published=draft.published or (None if draft.date_unread else given.published),
        title=title,
        published_at=draft.published_at,
        byline=tidy(draft.byline),
        credits=find_credits(text, outlet),
        url=tidy(draft.url),
        language=detect(text, draft.language),
    )


def tidy(value: str | None) -> str | None:
    """A name, headline or address on one line; None if nothing is left."""
    return " ".join(clean(value).split()) or None if value else None


def filled(draft: Draft, url: str | None) -> Draft:
    """``draft`` with the container's address where the material has none itself."""
    return draft if draft.url else replace(draft, url=url)


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.text_chars:
        raise InputRefused(
            Reason.TOO_LARGE, f"{len(text):,} code points; at most {limits.text_chars:,} are read"
        )
