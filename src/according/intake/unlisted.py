"""Credits of agencies and outlets whose names are in no list.

A dateline says by its form that a name is an agency's: "CHIOS, Greece (Blue Strait Lines) - Two
died". Elsewhere in a text's margins ("Reported by Blue Strait News" on a line of its own, "- Blue
Strait News" at its end) people are named alike, so there the name has to have a word in it that
outlets have: `Agencies.media`.

Each rule looks at the beginning of a line or at the end of the text, so that time grows with the
length of the text and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from according.intake.agencies import agencies
from according.model import Credit

_TOP = 600
"""Where a dateline can begin: behind a headline and lines about the page."""

_END = 120
"""Code points of the end that a sign is looked for in."""

_MANY = 500
"""Lines that are credits, at most."""

_WORD = r"[A-ZÀ-Þ][\w’'.&-]{0,20}"
_NAME = rf"({_WORD}(?: (?:(?:of|and|&|the|for) ){{0,2}}{_WORD}){{0,5}})"
_DASH = r"(?:[-–—_]|--)"
_DAY = (
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_DATELINE = re.compile(
    rf"({_WORD}(?:[ /]{_WORD}){{0,3}}(?: ?, ?{_WORD}(?: {_WORD}){{0,2}})?(?: ?[,/] ?{_DAY})?"
    r"[ /]?[,:]? ?)?"
    rf"[(\[]{_NAME}[)\]]\s?{_DASH}{{1,2}}\s?[“\"'‘]?[A-ZÀ-Þ0-9]"
)
_DONE = r"[Rr]eported|[Ww]ritten|[Pp]roduced|[Pp]rovided|[Ss]upplied|[Dd]istributed|[Pp]repared"
_CREDIT = re.compile(
    r"[^\S\n]*[(\[]?((?:(?:This|The) (?:report|story|article) (?:was|is) )?(?:first |originally )?"
    rf"(?:{_DONE}) by:? |[Bb]y:? |[Cc]ourtesy of |[Ss]ource: ?)(?:[Tt]he )?{_NAME}[.)\]]{{0,2}}"
    r"[^\S\n]*(?:\n|\Z)"
)
_LAST = re.compile(
    rf"[.!?”\"’)]\s{{1,3}}(?:((?:{_DONE}) by:? )(?:[Tt]he )?{_NAME}"
    rf"|({_DASH}{{1,3}}\s?)(?:The )?{_NAME}|([(\[])(?:The )?{_NAME}[)\]])\.?\s*\Z"
)
_CONTRIBUTED = re.compile(
    rf"(?:\A|\n|[.!?] )(?:The )?{_NAME} contributed (?:reporting )?to th(?:is|e) "
    r"(?:report|story|article)\b"
)
_POSSESSIVE = re.compile(r"(?:[’']s?) ")
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_NO_AGENCY = re.compile(
    r"\A(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
    r"|\A\w+\.\Z|\A[A-Z]-|(?i:\b(?:photos?|pictured?|video|file|graphic|update[ds]?|exclusive|"
    r"opinion|analysis|editorial)\b)"
)
"""Words in brackets that are a day, a state ("Calif."), a party ("D-NY") or say what follows."""


def unlisted(text: str, outlet: str | None = None) -> Iterator[Credit]:
    """The credits that the form of a text's margins shows, but for those of agencies that are
    listed, which have rules of their own (`according.intake.credits`), and of the outlet itself:
    "Washington (Quay TV) -" in Quay TV's own report."""
    for start, end, name in _found(text):
        agency = text[slice(*name)].rstrip(".")
        end -= int(end == name[1] and text[end - 1] == ".")
        if not agencies().is_listed(agency) and not _is_own(agency, outlet):
            yield Credit(start, end, text[start:end], agency)


def _is_own(agency: str, outlet: str | None) -> bool:
    own, name = (_plain(each or "") for each in (outlet, agency))
    return bool(own) and (own[: len(name)] == name or name[: len(own)] == own)


def _plain(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower())
    return words[words[:1] == ["the"] :]


def _found(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for line in islice(_LINE.finditer(text, 0, min(len(text), _TOP)), _MANY):
        match = _DATELINE.match(text, line.end())
        if match and _is_dateline(match[1] or "", match[2]):
            yield match.start(2) - 1, match.end(2) + 1, match.span(2)
    for line in islice(_LINE.finditer(text), _MANY):
        match = _CREDIT.match(text, line.end())
        if match and _is_outlet(match[2]):
            yield match.start(1), match.end(2), match.span(2)
    for match in islice(_CONTRIBUTED.finditer(text), _MANY):
        # "Quay TV's Ina Holm contributed to this report".
        name = _POSSESSIVE.split(match[1], 1)[0]
        if _is_outlet(name):
            yield match.start(1), match.end(), (match.start(1), match.start(1) + len(name))
    last = _LAST.search(text, max(0, len(text) - _END))
    if last:
        before = next(at for at in (1, 3, 5) if last[at])
        if _is_outlet(last[before + 1]):
            closing = int(before == 5)
            yield last.start(before), last.end(before + 1) + closing, last.span(before + 1)


def _is_dateline(before: str, name: str) -> bool:
    """Whether the words before a name in brackets are a place. "World Health Office (WHO) - Two"
    explains its letters, and is none."""
    words = re.findall(r"\w+", before)
    gloss = len(words) > 1 and name.isupper() and name[0] == words[0][0]
    return not gloss and not _NO_AGENCY.search(name)


def _is_outlet(name: str) -> bool:
    words = {word.strip(".’'").lower() for word in name.split()}
    known = agencies()
    of_media = len(words) > 1 and bool(words & known.media)
    return of_media and not words & known.offices and not _NO_AGENCY.search(name)
