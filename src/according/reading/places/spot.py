"""Spotting: which words may name a place.

spaCy's names of places are the start; names that the gazetteer knows are added from all other
capitalised words, also inside the names of organisations. What speaks for and against each is
kept as signs (`according.reading.places.signs`); whether it is a place's name is decided there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from according.model import Span
from according.reading.gazetteer.generic import load_areas
from according.reading.parse import Passage
from according.reading.places.candidates import Candidate, Candidates
from according.reading.places.words import Words

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_WIDTH = 4
"""Words of a name that is looked up in running text; longer ones are left to spaCy."""
_NAME_CHARS = 60
"""The longest words that are looked up at all."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """Words that may name a place: tokens ``first`` to ``last`` (exclusive) of a passage.

    ``order`` is that of a generic word beside it ("Idlib province": 1), None if there is none;
    ``settled`` says that a word beside it calls it a town. ``people`` marks an adjective or
    people. ``label`` is spaCy's for the words, "" for none.
    """

    passage: Passage
    first: int
    last: int
    text: str
    label: str
    candidates: tuple[Candidate, ...]
    people: bool = False
    order: int | None = None
    settled: bool = False
    countryside: bool = False

    @property
    def doc(self) -> Doc:
        """The passage's parse."""
        return self.passage.doc

    @property
    def span(self) -> Span:
        """Where the words stand in the report."""
        return self.passage.span(self.doc[self.first : self.last])

    @property
    def before(self) -> Token | None:
        """The token in front, white space passed over."""
        at = self.first - 1
        while at >= 0 and self.doc[at].is_space:
            at -= 1
        return self.doc[at] if at >= 0 else None

    @property
    def article(self) -> bool:
        """Whether "the" stands in front of it: "the Pacific"."""
        before = self.before
        return before is not None and before.lower_ == "the"

    @property
    def after(self) -> Token | None:
        """The token behind, white space passed over."""
        at = self.last
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return self.doc[at] if at < len(self.doc) else None


def is_people(spotted: Spotted) -> bool:
    """A people or adjective that the pipeline sees as one too: always kept, for it says nothing
    of where."""
    return spotted.people and spotted.label in ("NORP", "GPE")


def spot(passages: Iterable[Passage], candidates: Candidates, words: Words) -> list[Spotted]:
    """All that may name a place, in the order of the text; none overlaps another."""
    found: list[Spotted] = []
    for passage in passages:
        found.extend(_Spotter(passage, candidates, words).all())
    return found


def spot_given(
    passages: Iterable[Passage], spans: Iterable[Span], candidates: Candidates, words: Words
) -> list[Spotted]:
    """The given spans as spotted words; one outside of all passages is left out."""
    found = []
    ordered = sorted(set(spans))
    for passage in passages:
        spotter = _Spotter(passage, candidates, words)
        end, text = passage.end, passage.doc.text
        for span in ordered:
            if passage.start <= span.start and span.end <= end:
                phrase = passage.doc.char_span(
                    span.start - passage.start, span.end - passage.start, alignment_mode="expand"
                )
                if phrase is not None:
                    quote = text[span.start - passage.start : span.end - passage.start]
                    found.append(spotter.made(phrase.start, phrase.end, quote))
    return found


class _Spotter:
    """One passage's words while they are being spotted; a token belongs to one at most."""

    def __init__(self, passage: Passage, candidates: Candidates, words: Words) -> None:
        self._passage = passage
        self._doc = passage.doc
        self._tokens = list(passage.doc)  # a Doc makes a token anew at each look
        self._candidates = candidates
        self._words = words
        self._areas = load_areas()
        self._taken = [False] * len(passage.doc)
        self._found: dict[tuple[str, int | None, bool], tuple[Candidate, ...]] = {}
        """Candidates of names that came before in this passage."""

    def all(self) -> list[Spotted]:
        found: list[Spotted] = []
        for entity in self._doc.ents:
            if entity.label_ in PLACE_LABELS:
                found.extend(self._entity(entity.start, entity.end))
        found.extend(self._scan(0, len(self._doc)))
        return sorted(found, key=lambda each: each.first)

    def _entity(self, start: int, end: int) -> Iterator[Spotted]:
        first, last = self._trimmed(start, end)
        if first >= last or any(self._taken[first:last]) or self._is_none(first, last):
            return
        first, last = self._widened(first, last)
        whole = self.made(first, last)
        if whole.candidates:
            yield self._take(whole)
            return
        inside = list(self._scan(first, last))
        yield from inside
        if not inside and not whole.people:
            yield self._take(whole)

    def _take(self, spotted: Spotted) -> Spotted:
        self._taken[spotted.first : spotted.last] = [True] * (spotted.last - spotted.first)
        return spotted

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without articles, possessives and marks at the ends."""
        while start < end and (
            self._tokens[start].lower_ in ("the", "a", "an")
            or not self._tokens[start].text[0].isalnum()
        ):
            start += 1
        while end > start and (
            self._tokens[end - 1].tag_ == "POS" or not self._tokens[end - 1].text[0].isalnum()
        ):
            end -= 1
        return start, end

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """With what belongs to the name and the pipeline left out: "Iraqi" in front of
        "Kurdistan", the "'s" of "St. John's"; only if the gazetteer has the whole."""
        possessive = last < len(self._doc) and self._tokens[last].tag_ == "POS" and last - first > 1
        if possessive and self._candidates.known(self._text(first, last + 1)):
            return first, last + 1
        before = self._tokens[first - 1] if first > 0 else None
        capital = before is not None and before.text[:1].isupper() and before.lower_ != "the"
        longer = capital and self._may_be_name(first - 1, last)
        if longer and self._candidates.known(self._text(first - 1, last)):
            return first - 1, last
        return first, last

    def _scan(self, start: int, end: int) -> Iterator[Spotted]:
        """Known names among free tokens, the longest first at each."""
        at = start
        while at < end:
            spotted = None if self._taken[at] else self._at(at, end)
            if spotted is not None:
                yield self._take(spotted)
                at = spotted.last
            else:
                at += 1

    def _at(self, at: int, end: int) -> Spotted | None:
        token = self._tokens[at]
        if not token.text[:1].isupper() or len(token) > _NAME_CHARS:
            return None
        for width in range(min(_WIDTH, end - at), 0, -1):
            last = at + width
            if not self._may_be_name(at, last):
                continue
            text = self._text(at, last)
            if self._is_known(text, at, last):
                spotted = self.made(at, last)
                if spotted.candidates:
                    return spotted
        return None

    def _is_known(self, text: str, first: int, last: int) -> bool:
        """A people, a name of the gazetteer, or one with an article in another spelling."""
        if text in self._words.peoples or self._candidates.known(text):
            return True
        inner = self._tokens[first + 1 : last - 1]
        with_article = any(token.lower_ in self._words["articles"] for token in inner)
        return with_article and self._candidates.known_loosely(text)

    def _is_none(self, first: int, last: int) -> bool:
        """ "North" by itself, and "SANA", which is no Sana'a."""
        token = self._tokens[first]
        agency = token.is_upper and token.lower_ in self._words["agencies"]
        return last - first == 1 and (agency or token.lower_ in self._words["generic"])

    def _may_be_name(self, first: int, last: int) -> bool:
        """Capitalised at both ends, of one sentence and line, no token taken."""
        tail = self._tokens[last - 1]
        if any(self._taken[first:last]) or not tail.text[:1].isupper():
            return False
        if last - first == 1:
            if self._is_none(first, last):
                return False
            known = tail.text in self._words.countries  # "US", which is no "us"
            return known or (tail.lower_ not in self._words["not_places"] and not tail.is_space)
        inner = self._tokens[first + 1 : last]
        if any(token.is_sent_start or token.is_space or token.text in ",;:()" for token in inner):
            return False
        return (
            last - first == 1 or self._tokens[last - 1].idx - self._tokens[first].idx < _NAME_CHARS
        )

    def _text(self, first: int, last: int) -> str:
        return str(self._doc[first:last].text)

    def made(self, first: int, last: int, text: str | None = None) -> Spotted:
        """The tokens with what stands beside them and what they could mean."""
        text = self._text(first, last) if text is None else text
        order, settled, countryside = self._beside(first, last)
        people = text in self._words.peoples
        found = self._candidates.of_people(text) if people else ()
        if not found:
            people = False
            found = self._meanings(text, order, countryside)
        return Spotted(
            passage=self._passage,
            first=first,
            last=last,
            text=text,
            label=self._label(first, last),
            candidates=found,
            people=people,
            order=order,
            settled=settled,
            countryside=countryside,
        )

    def _meanings(self, text: str, order: int | None, countryside: bool) -> tuple[Candidate, ...]:
        wanted = (text, order, countryside)
        if wanted not in self._found:
            whole = self._candidates.of(f"{text} countryside", 1) if countryside else ()
            order = 1 if countryside else order
            self._found[wanted] = whole or self._candidates.of(text, order)
        return self._found[wanted]

    def _label(self, first: int, last: int) -> str:
        labels = [token.ent_type_ for token in self._tokens[first:last]]
        return next((label for label in labels if label), "")

    def _beside(self, first: int, last: int) -> tuple[int | None, bool, bool]:
        """Order of a generic word beside, whether a word calls it a town, and "countryside"."""
        after = self._tokens[last] if last < len(self._doc) else None
        if after is not None and after.tag_ == "POS" and last + 1 < len(self._doc):
            after = self._tokens[last + 1]
        word = after.lower_ if after is not None else ""
        if word in self._areas.countryside:
            return 0, False, True
        order = self._areas.generic.get(word)
        settled = word in self._words["settlement"]
        before = self._words_before(first)
        if before:
            settled = settled or before[-1] in self._words["settlement"]
        if len(before) > 1 and before[-1] == "of" and not self._is_owned(first):
            noun = before[-2]
            settled = settled or noun in self._words["settlement"]
            order = self._areas.generic.get(noun, order)
            if noun in self._areas.countryside:
                return 0, False, True
        return (None if settled else order), settled, False

    def _is_owned(self, first: int) -> bool:
        """ "the Kibera district of Nairobi": the noun in front of "of" is another name's."""
        at = first - 1
        while at > 0 and self._tokens[at].lower_ in ("the", "of"):
            at -= 1
        return at > 0 and self._tokens[at - 1].text[:1].isupper()

    def _words_before(self, first: int) -> Sequence[str]:
        start = max(0, first - 3)
        words = [token.lower_ for token in self._tokens[start:first]]
        return words[:-1] if words and words[-1] == "the" else words
