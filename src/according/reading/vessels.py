"""Names of ships and the like, which name no place and nobody: "the ferry Saxon", "HMS Harbour",
"aboard the Lower Osk", "the Osk Star, a tanker".

Once a report has told by such words that a name is a vessel's, it is one's wherever it stands,
but for where a preposition without an article stands before it: the ferry Osk sinks off Osk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from according.data import load_json
from according.errors import DataError
from according.model import Span
from according.reading.parse import Passage

FILE = "vessels.json"
_LONGEST = 5
"""Words of a name, at most."""
_BEHIND = 5
"""Tokens from the article behind a name to the word that says what it is, at most."""

_WITHIN = frozenset(["of", "the", "and", "&", "de", "du", "da", "del", "la", "van", "von"])
_QUOTES = frozenset(('"', "“", "”", "‘", "’", "'", "*", "_", "``", "''", "«", "»"))
_ARTICLES = frozenset(("the", "a", "an"))
_WHEN = frozenset(("DATE", "TIME"))
_WHERE = frozenset(
    ["at", "for", "from", "in", "into", "near", "of", "off", "outside", "to", "toward", "towards"]
)
_NOUNS = ("NN", "CD", "HYPH", "POS")


@dataclass(frozen=True, slots=True)
class _Lists:
    kinds: frozenset[str]
    prefixes: frozenset[str]
    aboard: frozenset[str]


@cache
def _lists() -> _Lists:
    """The lists of ``data/vessels.json``.

    Raises:
        DataError: the file is missing or damaged.
    """
    plain = load_json(FILE)
    try:
        return _Lists(*(frozenset(plain[name]) for name in ("kinds", "prefixes", "aboard")))
    except (KeyError, TypeError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def kinds_of_vessels() -> frozenset[str]:
    """Common nouns for vessels, lower case, in the singular."""
    return _lists().kinds


def vessels(passages: Sequence[Passage], titles: frozenset[str] = frozenset()) -> list[Span]:
    """Where names of vessels stand in a report, in the order of the text; none overlaps another.

    Args:
        titles: words, lower case, that stand before people's names: "the boat Captain Osk left".
    """
    told = [sorted(set(_told(passage.doc, titles))) for passage in passages]
    names = {
        tuple(token.text for token in passage.doc[first:last])
        for passage, spans in zip(passages, told, strict=True)
        for first, last in spans
    }
    if not names:
        return []
    found: set[Span] = set()
    for passage, spans in zip(passages, told, strict=True):
        taken = {at for first, last in spans for at in range(first, last)}
        again = (each for each in _again(passage.doc, names) if not taken & set(range(*each)))
        found.update(passage.span(passage.doc[first:last]) for first, last in (*spans, *again))
    return sorted(found)


def _told(doc: Doc, titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Names that words beside them call a vessel's: first token, and past the last."""
    lists = _lists()
    at = 0
    while at < len(doc):
        token = doc[at]
        name = None
        if token.text in lists.prefixes:
            name = _name(doc, at + 1, titles)
            name = name and (at, name[1])
        elif _is_kind(doc, at) and not _is_in_headline(token):
            name = _name(doc, _past_quote(doc, at + 1), titles)
            name = None if name and (_is_of_people(doc, name) or _acts(doc, name)) else name
        elif token.lower_ in lists.aboard or _is_on_board(doc, at):
            name = _aboard(doc, at + 1, titles)
        elif token.lower_ == "the" and (name := _name(doc, _past_quote(doc, at + 1), titles)):
            name = name if _is_called(doc, name[1]) else None
        if name:
            yield name
            at = max(name[1], at + 1)
        else:
            at += 1


def _is_kind(doc: Doc, at: int) -> bool:
    """A carrier may be an airline; an aircraft carrier is none."""
    token, word = doc[at], doc[at].lower_
    if not token.is_lower and not token.is_sent_start:
        return False  # "the Lower Osk Tanker Company"
    return word in _lists().kinds or (
        word == "carrier" and at > 0 and doc[at - 1].lower_ == "aircraft"
    )


def _is_of_people(doc: Doc, name: tuple[int, int]) -> bool:
    """ "From the boat Greek guards saw it": an adjective of what stands behind it."""
    first, last = name
    behind = doc[last] if last < len(doc) else None
    return doc[first].ent_type_ == "NORP" and behind is not None and behind.tag_[:2] == "NN"


def _acts(doc: Doc, name: tuple[int, int]) -> bool:
    """ "The boat Osk hid under": who did what is told of it."""
    root = doc[slice(*name)].root
    return root.dep_ == "nsubj" and root.head.dep_ == "relcl"


def _is_on_board(doc: Doc, at: int) -> bool:
    return doc[at].lower_ == "board" and at > 0 and doc[at - 1].lower_ == "on"


def _aboard(doc: Doc, at: int, titles: frozenset[str]) -> tuple[int, int] | None:
    """ "Aboard the Lower Osk", not "aboard the Osk ferry" or "aboard the Boeing 737"."""
    if at >= len(doc) or doc[at].lower_ != "the":
        return None
    name = _name(doc, _past_quote(doc, at + 1), titles)
    if name is None or any(token.is_digit for token in doc[name[0] : name[1]]):
        return None
    behind = doc[name[1]] if name[1] < len(doc) else None
    return None if behind is not None and behind.tag_.startswith(_NOUNS) else name


def _is_called(doc: Doc, at: int) -> bool:
    """Whether what stands behind a name says that it is a vessel's: ", a passenger ferry"."""
    at = _past_quote(doc, at)
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in _ARTICLES:
        return False
    for token in doc[at + 2 : at + 2 + _BEHIND]:
        if token.lower_ in _lists().kinds:
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            return following is None or not following.tag_.startswith(("NN", "HYPH", "POS"))
        if not token.tag_.startswith(("NN", "JJ", "CD", "HYPH", "VBN", "VBG")):
            return False
    return False


def _past_quote(doc: Doc, at: int) -> int:
    return at + 1 if at < len(doc) and doc[at].text in _QUOTES else at


def _name(doc: Doc, at: int, titles: frozenset[str]) -> tuple[int, int] | None:
    """The capitalised words from ``at`` on, with small words between them: "Spirit of Osk"."""
    first, last = at, at
    while last < len(doc) and last - first < _LONGEST and _is_part(doc, last, first):
        if _is_name(doc[last]) or last == first or doc[last].is_digit:
            last += 1
        elif last + 1 < len(doc) and _is_name(doc[last + 1]):
            last += 2
        else:
            break
    if last == first or doc[first].lower_ in titles or doc[first].ent_type_ in _WHEN:
        return None
    return first, last


def _is_part(doc: Doc, at: int, first: int) -> bool:
    token = doc[at]
    if token.is_sent_start and at > first:
        return False
    if _is_name(token):
        return token.ent_type_ not in _WHEN
    return at > first and (token.is_digit or token.lower_ in _WITHIN)


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag_.startswith(("NN", "JJ", "FW"))


def _is_in_headline(token: Token) -> bool:
    """Whether capitals say nothing: "Ferry Sinks Off Osk"."""
    words = [each for each in token.sent if each.is_alpha and len(each) > 3]
    return len(words) > 3 and sum(each.text[0].isupper() for each in words) > 0.7 * len(words)


def _again(doc: Doc, names: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where the names stand again, and with an article the first words of one alone."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_first.setdefault(name[0], []).append(name)
        bare = name[1:] if name[0] in _lists().prefixes else name
        if bare and bare != name:
            by_first.setdefault(bare[0], []).append(bare)
    for at, token in enumerate(doc):
        for name in by_first.get(token.text, ()):
            whole = tuple(each.text for each in doc[at : at + len(name)]) == name
            if whole and not _is_place_after(doc, at):
                yield at, at + len(name)
                break
            if not whole and _is_short(doc, at):
                yield at, at + 1
                break


def _is_place_after(doc: Doc, at: int) -> bool:
    """Whether a preposition without an article stands before it: "off Osk"."""
    return at > 0 and doc[at - 1].lower_ in _WHERE


def _is_short(doc: Doc, at: int) -> bool:
    """Whether one word stands by itself behind an article: "the Osk", not "the Osk Guard"."""
    before, behind = at - 1, at + 1
    alone = behind >= len(doc) or not (
        doc[behind].text[:1].isupper() or doc[behind].tag_.startswith(_NOUNS)
    )
    return before >= 0 and doc[before].lower_ == "the" and alone
