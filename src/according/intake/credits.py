"""Agency credits: the marks by which a text says that it is, or rests on, an agency's.

Counted are datelines ("BEIRUT (AP) —", "MOSCOW, May 3. /TASS/"), signs at the end ("--Reuters",
"(With AFP)"), lines of contribution and copyright, and "Tasnim reported". A mention ("according
to AFP", "told SANA") is none, and nor is the credit of a photograph: "(AFP Photo)", "Ngan/AFP".

Names are found first; each rule then looks at a few dozen characters on either side, so that
time grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from according.intake.agencies import Named, agencies, named
from according.intake.unlisted import unlisted
from according.model import Credit

_NEAR = 80
_LINE = 300
"""Characters of a line of contribution that are looked at before its verb."""

_TOP = 400
"""Where a byline can stand: the headline and a little more."""

_LISTED = 6
"""Agencies in one list at most."""

_MANY = 500
"""Lines of contribution at most; a digest of many reports has one for each."""

_DASH = r"(?:[-–—_]|--)"
_BETWEEN = re.compile(r"(?:, and |,? with |, | and | & | ?/ ?|; |-)(?:[Tt]he )?")
_LONGEST_BETWEEN = len(" and with the ")
_THE = re.compile(r"[Tt]he \Z")
_PLACE = re.compile(
    r"(?:\A|[\n.!?:;”\"’)|]\s{0,3}|\s{2})"
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]{2,30}"
    r"(?:[,/ ]{1,2}(?:[A-ZÀ-Þ][\w.’'-]{0,20}|\d{1,4}(?:st|nd|rd|th)?)){0,6}"
    r"[,.:]? ?\Z"
)
_PLACE_COMMA = re.compile(
    r"(?:\A|\n|[.!?”\"] )(?:[A-Z][\w’'.-]{1,20}[ /]?){1,4}"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?, ?\Z"
)
_DASH_AFTER = re.compile(rf"[)\]]\s?{_DASH}")
_DASH_NEXT = re.compile(rf"\s?{_DASH}")
_WITH = re.compile(
    r"(?:[(\[]With |[Ww]ith (?:additional |agency )?"
    r"(?:inputs?|files?|reporting|reports?|material|information) (?:from|by) )\Z"
)
_SIGN = re.compile(rf"(?:\A|\n|[.!?”\"’'*)\]]\s?)({_DASH}{{1,3}}\s?|/)\Z")
_PARAGRAPH_END = re.compile(r"[.)\]]{0,2}[^\S\n]*(?:\n|\Z)")
_SOURCE = re.compile(r"(?:\A|\W)(Sources?(?::|\s?[-–—])\s?)\Z")
_MATERIAL = re.compile(r"\b([Mm]aterial (?:from|by|of) )\Z")
_COPYRIGHT = re.compile(
    r"((?:Copyright|©|\([Cc]\))\s?(?:©|\([Cc]\))?\s?(?:\d{4},?\s)?(?:by )?)\Z", re.IGNORECASE
)
_REPORTED = re.compile(
    r"(?: \([A-Z]{2,6}\))?(?: (?:state|state-run|official|news|wire|agency|service)){0,3}"
    r",?(?: (?:also|has|had|earlier|later)){0,2} reported\b"
)
_REPORTS = re.compile(
    r"(?: (?:state|state-run|official|news|wire|agency|service)){0,3}(?: also)? (reports|says)\b"
)
_NOT_VERB = re.compile(
    r" (?:of|were|was|are|have|had|about|from|on|in|by|said|say|show|suggest|it|its|he|she|they)\b"
)
_QUOTED = re.compile(r"[^\S\n]*(?:[.,;:)\n]|\Z)| that\b")
_OPENS = re.compile(r"(?:\A|\n|[.!?:][”\"’)]{0,2}\s{1,2})\Z")
_COMMA_BEFORE = re.compile(r",[”\"’]?\s\Z")
_UNSAID = re.compile(
    r"\b(?:neither|nor|whether|if|unless|den(?:y|ies|ied) that|doubt(?:s|ed)? that)\s"
    r"(?:[\w’'-]{1,20} (?:and|or|nor) (?:the )?)?\Z",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(
    r"(?<!\w)(?:(?!\w{3,6}day )[A-Z][a-z’'-]{1,15}|[A-Z]\.|(?:Mr|Ms|Mrs|Dr)\.?) \Z"
)
_ACCORDING = re.compile(r"(?:according to|told|quoted by|cited by)\s(?:the )?\Z", re.IGNORECASE)
_STAFF = re.compile(r" Staff(?: Writers?)?\b")
_DATED = re.compile(
    r",? (?:\| )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? \d{4}\b"
)
_BY = re.compile(r"(?:\A|\n)By [A-Z][^\n,]{2,60}(?:,|\n{1,2}) ?\Z")
_BY_ALONE = re.compile(r"(?:\A|\n)[^\S\n]?([Bb][Yy]:? )\Z")
_DASHES = re.compile(rf"{_DASH}{{1,3}}")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:additional )?reporting(?=[^\S\n]*(?:[.;,)\]\n]|\Z))|"
    r"\bcontributed (?:reporting |to )?(?:(?:to )?th(?:is|e) (?:report|story|article)\b)?"
)
_SENTENCE_END = re.compile(r"\n|[)\]] |[a-z]{3}[.!?…][”\"’)]{0,2} ")
_CREDIT_LINE = re.compile(r"\b(?:Contributing:|(?:Reporting|Writing|Editing|Compiled) by )")
_LINE_END = re.compile(r"\n|\Z")
_PLACE_ACRONYM = re.compile(rf"\(([A-Z]{{2,6}})\)\s?{_DASH}")
_SIGN_ACRONYM = re.compile(rf"[.!?”\"]\s?({_DASH}{{1,2}} ?([A-Z]{{2,6}}))\s*\Z")


@dataclass(frozen=True, slots=True)
class _Run:
    """One name, or several in a list, with what stands around them; ``person`` if it is one's."""

    names: Sequence[Named]
    start: int
    end: int
    left: str
    right: str
    top: bool
    person: bool


def find_credits(text: str, outlet: str | None = None) -> tuple[Credit, ...]:
    """All agency credits of ``text`` in their order, each with its quote.

    Args:
        outlet: whose text it is; one that is not known as an agency credits nobody by itself.
    """
    fixed = list(_phrases(text))
    names = [name for name in named(text) if not any(_inside(name, each) for each in fixed)]
    found: dict[tuple[int, int, str], Credit] = {}
    listed = [*fixed, *_all(text, names)]
    taken = {at for each in listed for at in (each.start, each.end)}
    others = (each for each in unlisted(text, outlet) if not taken & {each.start, each.end})
    for credit in (*listed, *others):
        found.setdefault((credit.start, credit.end, credit.agency), credit)
    return tuple(sorted(found.values(), key=lambda credit: (credit.start, credit.end)))


def _inside(name: Named, credit: Credit) -> bool:
    return credit.start <= name.start < credit.end


def _phrases(text: str) -> Iterator[Credit]:
    for pattern, agency in agencies().phrases:
        for match in islice(pattern.finditer(text), _LISTED):
            yield Credit(match.start(), match.end(), match.group(), agency)


def _all(text: str, names: list[Named]) -> Iterator[Credit]:
    for run in _runs(text, names):
        reach = next((reach for rule in _RULES if (reach := rule(run))), None)
        if reach is not None:
            yield from _credits(text, run.names, run.start - reach[0], run.end + reach[1])
    yield from _contributions(text, names)
    yield from _credit_lines(text, names)
    if "news agency" in text.lower():
        yield from _acronyms(text, names)


def _credits(text: str, names: Sequence[Named], start: int, end: int) -> Iterator[Credit]:
    for name in names:
        yield Credit(start, end, text[start:end], text[name.start : name.end])


def _runs(text: str, names: list[Named]) -> Iterator[_Run]:
    at = 0
    while at < len(names):
        last, joined = at, False
        while last + 1 < min(len(names), at + _LISTED):
            between = text[names[last].end : names[last + 1].start][:_LONGEST_BETWEEN]
            if not _BETWEEN.fullmatch(between):
                break
            joined = joined or not between.startswith(", ") or "and" in between
            last += 1
        run = _run(text, names[at : last + 1])
        # "claimed by the Amaq news agency, Reuters reported" is no list.
        if joined or _WITH.search(run.left) or _MATERIAL.search(run.left):
            yield run
        else:
            yield from (_run(text, [name]) for name in run.names)
        at = last + 1


def _run(text: str, names: Sequence[Named]) -> _Run:
    start, end = names[0].start, names[-1].end
    article = _THE.search(text, max(0, start - 4), start)
    start = article.start() if article else start
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    person = text[names[-1].start : end] in agencies().surnames and _FIRST_NAME.search(left)
    return _Run(names, start, end, left, right, start < _TOP, bool(person))


# Each rule gives how far the credit reaches to the left and right of the names, or None.
_Reach = tuple[int, int] | None


def _brackets(run: _Run) -> _Reach:
    """ "(Reuters) -", "DAMASCUS (Sputnik)", and "(AFP)" as the text's last word."""
    if run.left[-1:] not in ("(", "[") or run.right[:1] not in (")", "]"):
        return None
    before = run.left[:-1]
    at_end = run.right[1:].strip(" .\n") == "" and len(run.right) < _NEAR
    if (
        _DASH_AFTER.match(run.right)
        or _PLACE.search(before)
        or (at_end and before.rstrip()[-1:] in tuple('.!?”"’'))
    ):
        return 1, 1
    return None


def _slashes(run: _Run) -> _Reach:
    """ "MOSCOW, September 3. /TASS/."."""
    if run.left.endswith("/") and run.right.startswith("/") and _PLACE.search(run.left[:-1]):
        return 1, 1
    return None


def _commas(run: _Run) -> _Reach:
    """ "Damascus, SANA –"."""
    if _DASH_NEXT.match(run.right) and _PLACE_COMMA.search(run.left):
        return 0, 0
    return None


def _with(run: _Run) -> _Reach:
    """ "(With Reuters and AFP)", "with inputs from PTI"."""
    match = _WITH.search(run.left)
    if match is None:
        return None
    closing = match.group()[0] in "([" and run.right[:1] in (")", "]")
    return len(match.group()), int(closing)


def _signed(run: _Run) -> _Reach:
    """ "--Reuters" or "-Reuters-" behind the last sentence of a paragraph."""
    match = _SIGN.search(run.left)
    if match is None:
        return None
    closing = _DASHES.match(run.right)
    end = closing.end() if closing else 0
    return (len(match[1]), end) if _PARAGRAPH_END.match(run.right, end) else None


def _sourced(run: _Run) -> _Reach:
    """ "Source: Reuters" at the end of a paragraph, "Source Reuters" at the end of the text."""
    match = _SOURCE.search(run.left)
    if match and _PARAGRAPH_END.match(run.right):
        return len(match[1]), 0
    if run.left.endswith("Source ") and not run.right.strip(" .\n"):
        return len("Source "), 0
    return None


def _material(run: _Run) -> _Reach:
    """ "contains material from Reuters"; "Copyright 2019 The Associated Press"."""
    match = _MATERIAL.search(run.left) or _COPYRIGHT.search(run.left)
    return (len(match[1]), 0) if match else None


def _reported(run: _Run) -> _Reach:
    """ "Tasnim reported", "the SANA state news agency reported", "two died, Tasnim says"."""
    if not run.names[-1].sure or _ACCORDING.search(run.left) or _UNSAID.search(run.left):
        return None
    if run.person:
        return None
    match = _REPORTED.match(run.right)
    if match:
        return 0, match.end()
    match = _REPORTS.match(run.right)
    return (0, match.end()) if match and _is_verb(run, match.end()) else None


def _is_verb(run: _Run, end: int) -> bool:
    """Whether "reports" or "says", which ends at ``end`` on the right, says what an agency wrote:
    "AFP reports were denied" and "AFP says it will sue" do not."""
    if _QUOTED.match(run.right, end):
        return bool(_COMMA_BEFORE.search(run.left) or _OPENS.search(run.left))
    return bool(_OPENS.search(run.left)) and not _NOT_VERB.match(run.right, end)


def _byline(run: _Run) -> _Reach:
    """Near the top: "Reuters Staff", "AFP Friday 22 July 2016", "By Jon Holm, Associated Press",
    and "By Reuters" on a line of its own."""
    if not run.top:
        return None
    match = _STAFF.match(run.right) or _DATED.match(run.right)
    if match:
        return 0, match.end()
    if not _PARAGRAPH_END.match(run.right):
        return None
    alone = _BY_ALONE.search(run.left)
    if alone:
        return len(alone[1]), 0
    return (0, 0) if _BY.search(run.left) else None


_RULES: tuple[Callable[[_Run], _Reach], ...] = (
    _brackets,
    _slashes,
    _commas,
    _with,
    _signed,
    _sourced,
    _material,
    _reported,
    _byline,
)


def _contributions(text: str, names: list[Named]) -> Iterator[Credit]:
    """ "Ina Holm and The Associated Press contributed to this report"."""
    starts = [name.start for name in names]
    for match in islice(_CONTRIBUTED.finditer(text), _MANY):
        if match.group().endswith("contributed "):
            continue
        close = match.start() + len(match.group().rstrip())
        begin = max(0, match.start() - _LINE)
        for end in _SENTENCE_END.finditer(text, begin, match.start()):
            begin = end.end()
        first, last = bisect_left(starts, begin), bisect_left(starts, match.start())
        for name in names[max(first, last - _LISTED) : last]:
            yield from _credits(text, [name], _with_article(text, name), close)


def _credit_lines(text: str, names: list[Named]) -> Iterator[Credit]:
    """ "Contributing: Ina Holm, Velden; The Associated Press"."""
    starts = [name.start for name in names]
    for match in islice(_CREDIT_LINE.finditer(text), _MANY):
        limit = min(len(text), match.end() + _LINE)
        stop = _LINE_END.search(text, match.end(), limit)
        end = stop.start() if stop else limit
        first, last = bisect_left(starts, match.end()), bisect_left(starts, end)
        for name in names[first : min(last, first + _LISTED)]:
            yield from _credits(text, [name], _with_article(text, name), name.end)


def _with_article(text: str, name: Named) -> int:
    article = _THE.search(text, max(0, name.start - 4), name.start)
    return article.start() if article else name.start


def _acronyms(text: str, names: list[Named]) -> Iterator[Credit]:
    """ "VELDEN (QNB) –" and "-- QNB" at the end, in a text that speaks of a news agency: one
    whose name is not known."""
    known = {name.start for name in names}
    for match in islice(_PLACE_ACRONYM.finditer(text), _MANY):
        left = text[max(0, match.start() - _NEAR) : match.start()]
        if match.start(1) not in known and _PLACE.search(left):
            yield Credit(match.start(), match.end(1) + 1, f"({match[1]})", match[1])
    sign = _SIGN_ACRONYM.search(text, max(0, len(text) - _NEAR))
    if sign and sign.start(2) not in known:
        yield Credit(sign.start(1), sign.end(1), sign[1], sign[2])
