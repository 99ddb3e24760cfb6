"""Governments and peoples that are described rather than named.

"The government of Albania", "the Tirana government", "Slovenian police", "Kurdish fighters".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from according.model import ActorKind, MentionForm, Span
from according.reading.lexicon import Lexicon
from according.reading.names import Name
from according.reading.parse import Passage

_BETWEEN = 2
"""How many modifiers may stand between a people's adjective and its noun: "Albanian
counter-terrorism police" has two tokens beside the hyphen."""

_NOT_BETWEEN = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "IN", "RP", "CC"})
"""Tags of verbs, prepositions and conjunctions: the noun behind them is another phrase's."""

_MODIFIERS = ("NN", "JJ", "POS", "PRP$", "VBN", "VBG", "CD", "HYPH")
"""How the tags of words begin that say more about the noun behind them; an article does not."""

_OF_PEOPLES = frozenset({"government", "regime", "authorities"})
"""What is a government's also behind an adjective that no country has in the table; "Republican
leadership" and "Islamic State" are not."""


def describe(passages: tuple[Passage, ...], lexicon: Lexicon, names: list[Name]) -> list[Name]:
    """All such descriptions in the order of the text, from the article on.

    One that is the same as one of ``names``, lies within it or crosses it is that name, not a
    description; one that holds a name ("the government of Albania") stands beside it.
    """
    owner = {offset: name.span for name in names for offset in range(*_ends(name.span))}
    found: dict[Span, Name] = {}
    for passage in passages:
        for token in passage.doc:
            for description in _at(passage, token, lexicon):
                span = description.span
                inside = {owner[at] for at in range(*_ends(span)) if at in owner}
                if all(span.covers(name) and span != name for name in inside):
                    found.setdefault(span, description)
    return list(found.values())


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _at(passage: Passage, token: Token, lexicon: Lexicon) -> Iterator[Name]:
    word = token.lower_
    if word in lexicon.government_words and not _in_longer_name(token):
        yield from _government(passage, token, lexicon)
    elif word in lexicon.group_nouns:
        yield from _people(passage, token, lexicon)


def _government(passage: Passage, head: Token, lexicon: Lexicon) -> Iterator[Name]:
    doc = passage.doc
    start, owner, end = _owner_before(doc, head, lexicon)
    if owner is None:
        end, owner = _owner_after(doc, head, lexicon)
        start = head.i
    if owner is not None:
        start = _with_article(doc, start)
        yield _name(passage, start, end, ActorKind.GOVERNMENT, owner)


def _in_longer_name(head: Token) -> bool:
    """ "US State Department": a capitalised head with a proper noun after it."""
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return head.text[0].isupper() and following is not None and following.text[:1].isupper()


def _owner_before(doc: Doc, head: Token, lexicon: Lexicon) -> tuple[int, str | None, int]:
    """ "the Tirana government", "Albania's government", "the Albanian government"."""
    end = head.i + 1
    at = head.i - 1
    if at >= 0 and doc[at].tag_ == "POS":
        at -= 1
    for width in (3, 2, 1):
        start = at - width + 1
        if start >= 0:
            country = _country(doc[start : at + 1].text, lexicon, peoples=True)
            if country is not None:
                return start, country, end
    if at >= 0 and head.lower_ in _OF_PEOPLES and _is_unknown_people(doc[at]):
        return at, doc[at].lower_, end
    return head.i, None, end


def _is_unknown_people(token: Token) -> bool:
    return token.ent_type_ == "NORP" and token.ent_iob_ == "B" and token.text[0].isupper()


def _owner_after(doc: Doc, head: Token, lexicon: Lexicon) -> tuple[int, str | None]:
    """ "the government of Albania", "authorities in Albania"."""
    none = head.i + 1, None
    at = head.i + 1
    if at >= len(doc) or not _may_be_owned(doc, head, doc[at].lower_):
        return none
    at += 1
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    for width in (4, 3, 2, 1):
        country = _country(doc[at : at + width].text, lexicon, peoples=False)
        if country is not None and at + width <= len(doc):
            return at + width, country
    return none


def _may_be_owned(doc: Doc, head: Token, preposition: str) -> bool:
    """Whether what follows ``preposition`` can be the owner of ``head``.

    In front of it nobody else may be named: "Hamas officials in Lebanon" are not Lebanon's.
    Officials and leaders in a country may be anybody's, and so may local authorities.
    """
    at = head.i - 1
    if preposition == "in":
        said_more = at >= 0 and _is_modifier(doc[at])
        return head.lower_ not in ("officials", "leadership") and not said_more
    while at >= 0 and _is_modifier(doc[at]):
        if doc[at].ent_type_ == "NORP" or not doc[at].tag_.startswith("JJ"):
            return False
        at -= 1
    return preposition == "of"


def _is_modifier(token: Token) -> bool:
    """Whether it says more about the noun behind it: "on Monday authorities" has none."""
    return token.tag_.startswith(_MODIFIERS) and token.ent_type_ not in ("DATE", "TIME")


def _country(words: str, lexicon: Lexicon, *, peoples: bool) -> str | None:
    if not words[:1].isupper():
        return None
    name = words.lower()
    found = lexicon.countries.get(name) or lexicon.capitals.get(name)
    if found is None and peoples:
        found = lexicon.demonyms.get(name)
    return found


def _people(passage: Passage, head: Token, lexicon: Lexicon) -> Iterator[Name]:
    """A noun for a group with a people's or a party's adjective in front of it."""
    doc = passage.doc
    for start in range(head.i - 1, max(head.i - 3 - _BETWEEN, -1), -1):
        token = doc[start]
        if (token.is_punct and token.text != "-") or token.tag_ in _NOT_BETWEEN:
            return
        if token.ent_type_ == "NORP" and token.text[:1].isupper():
            first = start
            while first > 0 and doc[first - 1].ent_type_ == "NORP" and doc[first].ent_iob_ == "I":
                first -= 1
            owner = lexicon.demonyms.get(doc[first : start + 1].text.lower())
            yield _name(passage, first, head.i + 1, ActorKind.GROUP, owner)
            return


def _with_article(doc: Doc, start: int) -> int:
    return start - 1 if start > 0 and doc[start - 1].lower_ == "the" else start


def _name(passage: Passage, start: int, end: int, kind: ActorKind, owner: str | None) -> Name:
    phrase = passage.doc[start:end]
    span: Span = passage.span(phrase)
    return Name(span, tuple(phrase.text.split()), (kind,), MentionForm.NOMINAL, country=owner)
