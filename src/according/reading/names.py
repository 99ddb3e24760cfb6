"""Spotting: which spans name someone or a place.

spaCy's names are the start. They are widened to whole hyphenated words and to the capitalised
words that belong to them, trimmed of articles, titles and possessives, and completed by names
that the pipeline missed: defined acronyms, runs of proper nouns, and every further occurrence
of a name that the report has shown to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from according.model import ActorKind, MentionForm, Span, Toponym, Usage
from according.reading.acronyms import definitions
from according.reading.lexicon import Lexicon
from according.reading.parse import Passage
from according.reading.vessels import kinds_of_vessels

_KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "NORP": ActorKind.GROUP,
    "GPE": ActorKind.PLACE,
    "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
}
"""OntoNotes' name classes that are actors or places; the others (dates, laws) are not."""

_PROPER = frozenset({"NNP", "NNPS"})

_LOUD = 4
"""Votes of the gazetteer: more than the pipeline's and one sign of the surroundings together."""

_LIKE_A_PLACE = 1
"""Votes of its signs alone, where the gazetteer does not have it."""

_ARTICLES = ("the", "a", "an")

_MANY = frozenset({"people", "women", "men", "children"})
_OWNED = 4
"""Words of a name that many own, behind the mark: "People's Liberation Army"."""

_BEFORE_PLACES = {"in": 1, "near": 2, "off": 2, "outside": 2}
"""Prepositions that speak for a place, and how loudly: one may be in a party as well."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spotted span. ``words`` are its words without articles, as written.

    ``votes`` are the kinds that its surroundings speak for. ``long_form`` is the span of the
    name that this acronym was defined by. ``country`` is set for governments and peoples.
    ``owns_next`` says that it stands, without an article, directly before a noun that belongs
    to it ("Tomans party"), so that an "s" at its end may be a possessive's. ``vessel`` says that
    it is a ship's or the like.
    """

    span: Span
    words: tuple[str, ...]
    votes: tuple[ActorKind, ...] = ()
    form: MentionForm = MentionForm.NAME
    long_form: Span | None = None
    defined_by: str | None = None
    country: str | None = None
    owns_next: bool = False
    vessel: bool = False
    key: tuple[str, ...] = field(init=False, compare=False)
    """The words as they are compared: without case, "al-" and points of abbreviations."""

    def __post_init__(self) -> None:
        # Asked for some fifty times for each name while they are put together.
        object.__setattr__(self, "key", tuple(comparable(word) for word in self.words))


def comparable(word: str) -> str:
    """A word as names are compared by it."""
    plain = word.lower().replace("’", "'").replace(".", "")
    if "-" not in plain:
        return plain
    for article in ("al-", "el-", "ash-", "as-", "ar-", "an-"):
        if plain.startswith(article) and len(plain) > len(article) + 2:
            return plain[len(article) :]
    return plain


def spot(
    passages: tuple[Passage, ...], lexicon: Lexicon, vessels: Sequence[Span] = ()
) -> list[Name]:
    """All names in the order of the text; none overlaps another.

    Args:
        vessels: where names of vessels stand.
    """
    found: list[Name] = []
    common = _common(passages)
    for passage in passages:
        taken = _Taken(passage, lexicon, common)
        taken.add_vessels(vessels)
        taken.add_defined()
        taken.add_owned()
        taken.add_entities()
        taken.add_runs()
        found.extend(taken.names())
    known = {name.words for name in found if not name.vessel}
    for name in found:
        if not name.vessel and _may_have_surname(name, lexicon):
            known |= _surnames(name.words, lexicon)
    known |= {(*words[:-1], f"{words[-1]}s") for words in known if len(words[-1]) > 3}
    known |= {_in_capitals(name.words) for name in found if len(name.span) > 3 and not name.vessel}
    found.extend(_again(passages, known, found))
    return sorted(found, key=lambda name: name.span)


def with_places(
    names: list[Name], toponyms: Sequence[Toponym], passages: tuple[Passage, ...]
) -> list[Name]:
    """``names`` with a loud vote for a place where the gazetteer's reading says that they are
    one: the pipeline takes small towns for people and organisations; and with a low one where
    what stands around them says so. A place that is on the map is a name, here and wherever else
    it stands, also where the pipeline takes it for a product ("burned houses in Kursk")."""
    votes = {
        toponym.evidence.span: (ActorKind.PLACE,) * (_LOUD if toponym.place else _LIKE_A_PLACE)
        for toponym in toponyms
        if toponym.usage is Usage.LITERAL and (toponym.place is None or toponym.says_where)
    }
    voted = [replace(name, votes=name.votes + votes.get(name.span, ())) for name in names]
    named = {offset for name in names for offset in range(name.span.start, name.span.end)}
    missed = [
        Name(each.evidence.span, tuple(each.evidence.quote.split()), votes[each.evidence.span])
        for each in toponyms
        if each.place is not None
        and each.evidence.span in votes
        and named.isdisjoint(range(each.evidence.start, each.evidence.end))
    ]
    if not missed:
        return voted
    voted += missed
    voted.extend(_again(passages, {name.words for name in missed}, voted))
    return sorted(voted, key=lambda name: name.span)


def _surnames(words: tuple[str, ...], lexicon: Lexicon) -> set[tuple[str, ...]]:
    """A surname as reports repeat it: "al-Abadi" and "Abadi", "bin Tarif" and "Bin Tarif"."""
    last, plain = words[-1], comparable(words[-1])
    found: set[tuple[str, ...]] = {(last,)}
    if plain and last.lower().endswith(plain):
        found.add((last[-len(plain) :],))
    start = surname_start(words, lexicon)
    if start < len(words) - 1:
        found |= {words[start:], (words[start].capitalize(), *words[start + 1 :])}
    return found


def surname_start(words: tuple[str, ...], lexicon: Lexicon) -> int:
    """Where the last word with the particles in front of it begins: 1 in "Omar bin Tarif"."""
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in lexicon.particles:
        start -= 1
    return start


def _in_capitals(words: tuple[str, ...]) -> tuple[str, ...]:
    """As datelines write it: "TULCEA, Romania (MNA)"."""
    return tuple(word.upper() for word in words)


def _may_have_surname(name: Name, lexicon: Lexicon) -> bool:
    marks = lexicon.organisation_words | lexicon.place_words | lexicon.not_names
    return 2 <= len(name.words) <= 4 and name.words[-1].lower() not in marks


class _Taken:
    """The names of one passage while they are being collected; a token belongs to one at most."""

    def __init__(self, passage: Passage, lexicon: Lexicon, common: frozenset[str]) -> None:
        self._passage = passage
        self._common = common
        self._doc: Doc = passage.doc
        self._lexicon = lexicon
        self._owner: list[bool] = [False] * len(passage.doc)
        self._names: list[Name] = []

    def names(self) -> list[Name]:
        return self._names

    def add_vessels(self, vessels: Sequence[Span]) -> None:
        for span in vessels:
            if self._passage.start <= span.start and span.end <= self._passage.end:
                phrase = self._passage.phrase(span)
                name = self._name(phrase, ())
                if name is not None:
                    self._keep(phrase, replace(name, vessel=True))

    def add_defined(self) -> None:
        for long_form, acronym, rule in definitions(self._doc):
            kind = self._kind_of_defined(long_form)
            long_name = self._name(long_form, (kind,))
            short_name = self._name(acronym, (kind,))
            if long_name is None or short_name is None:
                continue
            linked = Name(
                short_name.span,
                short_name.words,
                short_name.votes,
                long_form=long_name.span,
                defined_by=rule,
            )
            self._keep(long_form, long_name)
            self._keep(acronym, linked)

    def _kind_of_defined(self, long_form: Phrase) -> ActorKind:
        """An organisation, unless the pipeline takes it for something else: "(MBS)"."""
        last = long_form[-1]
        if last.lower_ in self._lexicon.organisation_words:
            return ActorKind.ORGANISATION
        return _KINDS.get(last.ent_type_, ActorKind.ORGANISATION)

    def add_owned(self) -> None:
        """ "the Workers' Party", "the People's Front": one name, of whomever it is; but where the
        pipeline has more of it ("People's Front for the Freedom of Osk")."""
        whole = [each for each in self._doc.ents if each.label_ in _KINDS]
        for mark in self._doc:
            owner, first = mark.i - 1, mark.i + 1
            if mark.tag_ != "POS" or owner < 0 or not self._owns_name(self._doc[owner], mark):
                continue
            end = first
            while end < min(first + _OWNED, len(self._doc)) and _is_proper(self._doc[end]):
                end += 1
            while end > first and self._doc[end - 1].lower_ not in self._lexicon.organisation_words:
                end -= 1
            if end > first and not any(e.start <= owner and end <= e.end for e in whole):
                self._add(self._widen(self._doc[owner:end]), (ActorKind.ORGANISATION,))

    def _owns_name(self, owner: Token, mark: Token) -> bool:
        """Many without a name: no country and nobody in particular."""
        if not owner.text[:1].isupper() or owner.lower_ in self._lexicon.demonyms:
            return False
        return owner.lower_ in _MANY or (
            owner.lower_.endswith("s")
            and mark.text in ("'", "’")
            and owner.lower_ in self._lexicon.group_nouns | self._lexicon.owners
        )

    def add_entities(self) -> None:
        for entity in self._doc.ents:
            kind = _KINDS.get(entity.label_)
            if kind is None or self._is_adjective(entity) or self._is_common(entity):
                continue
            trimmed = self._trim(self._widen(entity))
            if trimmed is not None:
                self._add(self._with_particles(trimmed), (kind,))

    def add_runs(self) -> None:
        headlines: dict[int, bool] = {}  # by the start of a sentence: told once for each
        for run in self._proper_runs():
            trimmed = self._trim(run)
            if trimmed is None:
                continue
            sentence = trimmed.sent
            if sentence.start not in headlines:
                headlines[sentence.start] = _title_case(sentence)
            if not headlines[sentence.start] and not _is_lone_opener(trimmed, sentence):
                self._add(self._with_particles(trimmed), ())

    def _add(self, phrase: Phrase, votes: tuple[ActorKind, ...]) -> None:
        if any(self._owner[phrase.start : phrase.end]):
            return
        name = self._name(phrase, votes + self._context(phrase))
        if name is not None:
            self._keep(phrase, name)

    def _keep(self, phrase: Phrase, name: Name) -> None:
        if any(self._owner[phrase.start : phrase.end]):
            return
        self._owner[phrase.start : phrase.end] = [True] * len(phrase)
        self._names.append(name)

    def _name(self, phrase: Phrase, votes: tuple[ActorKind, ...]) -> Name | None:
        words = tuple(phrase.text.split())
        if not words or (words[0].lower() in self._lexicon.not_names and len(words) == 1):
            return None
        return Name(self._passage.span(phrase), words, votes, owns_next=_owns_next(phrase))

    def _is_adjective(self, entity: Phrase) -> bool:
        """ "Albanian police": the adjective names no one by itself; "two Sudanese" does."""
        if entity.label_ != "NORP":
            return False
        if entity.root.dep_ in ("amod", "compound"):
            return True
        of_nouns = ("det", "nummod")
        return entity.root.tag_ == "JJ" and all(
            each.dep_ not in of_nouns for each in entity.root.lefts
        )

    def _is_common(self, entity: Phrase) -> bool:
        """ "Ferry captain Osk": a lone word that opens a sentence, and is no name elsewhere."""
        lone = _is_lone_opener(entity, entity.sent) and entity.label_ in ("PERSON", "ORG")
        return lone and entity[0].lower_ in self._common

    def _widen(self, entity: Phrase) -> Phrase:
        start, end = entity.start, entity.end
        while start > 0 and self._belongs(self._doc[start - 1], self._doc[start]):
            start -= 1
        while end < len(self._doc) and self._belongs(self._doc[end], self._doc[end - 1]):
            end += 1
        return self._doc[start:end]

    def _belongs(self, token: Token, neighbour: Token) -> bool:
        """Whether a token beside a name is part of it: hyphened to it, or a further proper noun."""
        if token.is_space or token.sent != neighbour.sent:
            return False
        first, second = sorted((token, neighbour), key=lambda each: each.i)
        if "-" in (first.text, second.text) and not first.whitespace_:
            return True
        if "-" in (first.text, second.text) or not first.whitespace_:
            return False
        if token.ent_type_ and not (token.ent_type_ in _KINDS and first.dep_ == "compound"):
            return False
        return _is_proper(token) and not self._is_title(token)

    def _with_particles(self, phrase: Phrase) -> Phrase:
        """ "bin Tarif", "Van der Molen": particles in front are the surname's.

        But for those within a longer name that was not spotted whole: "Rue de Velden".
        """
        start, first = phrase.start, phrase.sent.start
        while start > first and self._is_particle(self._doc[start - 1]):
            start -= 1
        before = self._doc[start - 1] if start > first else None
        if before is not None and _is_proper(before) and not self._is_title(before):
            return phrase
        return self._doc[start : phrase.end]

    def _is_particle(self, token: Token) -> bool:
        return (
            token.lower_ in self._lexicon.particles
            and token.tag_ in _PROPER
            and bool(token.whitespace_)
            and not self._owner[token.i]
        )

    def _is_title(self, token: Token) -> bool:
        word = token.lower_
        return word in self._lexicon.honorifics or word in self._lexicon.offices

    def _is_office(self, token: Token) -> bool:
        """ "Prime Minister", "First Admiral" by themselves name nobody."""
        return self._is_title(token) or token.lower_ in self._lexicon.office_modifiers

    def _trim(self, phrase: Phrase) -> Phrase | None:
        start, end = phrase.start, phrase.end
        while start < end and self._is_edge(self._doc[start], self._doc[start + 1 : end]):
            start += 1
        while end > start and self._is_tail(self._doc[end - 1]):
            end -= 1
        if all(self._is_office(token) for token in self._doc[start:end]):
            return None
        return self._doc[start:end] if start < end else None

    def _is_edge(self, token: Token, rest: Phrase) -> bool:
        if self._modifies_title(token, rest):
            return True
        if token.text[:1].isupper() or token.text[:1].isdigit():
            return (
                token.lower_ in _ARTICLES
                or self._is_title(token)
                or token.lower_ in self._lexicon.not_names
            )
        return not (token.text[-1:].isalpha() and token.lower_.startswith(("al", "el", "de")))

    def _modifies_title(self, token: Token, rest: Phrase) -> bool:
        """ "Crown" in front of "Prince", "Deputy" in front of "Prime Minister"."""
        modifiers = self._lexicon.office_modifiers | self._lexicon.before_titles
        if token.lower_ not in modifiers:
            return False
        following = next((each for each in rest if each.lower_ not in modifiers), None)
        return following is not None and self._is_title(following)

    def _is_tail(self, token: Token) -> bool:
        return token.tag_ == "POS" or not token.text[:1].isalnum() or token.text in ("'s", "’s")

    def _proper_runs(self) -> Iterator[Phrase]:
        start = None
        for token in self._doc:
            proper = _is_proper(token) and not token.ent_type_
            if start is not None and (not proper or token.is_sent_start or self._owner[token.i]):
                yield self._doc[start : token.i]
                start = None
            if proper and start is None and not self._owner[token.i]:
                start = token.i
        if start is not None:
            yield self._doc[start:]

    def _context(self, phrase: Phrase) -> tuple[ActorKind, ...]:
        """Kinds that the words around speak for, each counted as two votes of the pipeline."""
        votes: list[ActorKind] = []
        before = self._doc[phrase.start - 1] if phrase.start else None
        if before is not None and self._is_title(before):
            votes += [ActorKind.PERSON] * 2
        if self._is_described_as_person(phrase):
            votes += [ActorKind.PERSON] * 2
        if before is not None and before.lower_ in _BEFORE_PLACES and before.dep_ == "prep":
            votes += [ActorKind.PLACE] * _BEFORE_PLACES[before.lower_]
        return tuple(votes)

    def _is_described_as_person(self, phrase: Phrase) -> bool:
        for child in phrase.root.children:
            if child.dep_ == "appos" and child.lower_ in self._lexicon.offices:
                return True
            if child.dep_ == "appos" and child.lower_.endswith("leader"):
                return True
            if child.dep_ == "relcl" and any(part.lower_ == "who" for part in child.lefts):
                return True
        return False


def _common(passages: Sequence[Passage]) -> frozenset[str]:
    """Words that a report has as common nouns, or that are such anywhere; none that it also has
    with a capital where that is a sign of a name."""
    nouns: set[str] = set(kinds_of_vessels())
    proper: set[str] = set()
    for passage in passages:
        for token in passage.doc:
            if token.is_lower and token.tag_ in ("NN", "NNS"):
                nouns.add(token.text)
        for sentence in passage.doc.sents:
            if not _title_case(sentence):
                first = _first_word(sentence)
                proper.update(
                    token.lower_ for token in sentence if token.i > first and _is_proper(token)
                )
    return frozenset(nouns - proper)


def _is_proper(token: Token) -> bool:
    return token.tag_ in _PROPER and token.text[:1].isupper()


def _is_lone_opener(run: Phrase, sentence: Phrase) -> bool:
    """A lone word that opens a sentence, where a capital is no sign of a name."""
    return len(run) == 1 and run.start == _first_word(sentence)


def _first_word(sentence: Phrase) -> int:
    return next((token.i for token in sentence if token.text[:1].isalpha()), sentence.start)


def _title_case(sentence: Phrase) -> bool:
    """A headline in title case, where capitals are no sign of a name."""
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(words) > 3 and sum(word.text[0].isupper() for word in words) > 0.7 * len(words)


def _again(
    passages: tuple[Passage, ...], known: set[tuple[str, ...]], found: list[Name]
) -> Iterator[Name]:
    """Further occurrences of known names that were not spotted by themselves."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(known, key=len, reverse=True):
        by_first.setdefault(_first_token(words[0]), []).append(words)
    covered = {offset for name in found for offset in range(name.span.start, name.span.end)}
    for passage in passages:
        # Doc.text is put together anew at each call: once for a passage, not once for a token.
        text = passage.doc.text
        for token in passage.doc:
            candidates = by_first.get(token.text)
            start = passage.start + token.idx
            if candidates is None or start in covered:
                continue
            matched = _match(text, token, candidates)
            if matched is not None:
                span = Span(start, start + len(" ".join(matched)))
                if covered.isdisjoint(range(span.start, span.end)):
                    covered.update(range(span.start, span.end))
                    phrase = passage.doc.char_span(token.idx, token.idx + len(span))
                    owns = phrase is not None and _owns_next(phrase)
                    yield Name(span, matched, owns_next=owns)


def _owns_next(phrase: Phrase) -> bool:
    """Whether a name stands like an owner, without an article, before a lower-case noun."""
    doc, last = phrase.doc, phrase[-1]
    if phrase.end == len(doc) or last.ent_type_ == "NORP":
        return False
    if phrase.start and doc[phrase.start - 1].lower_ in _ARTICLES:
        return False
    owned = doc[phrase.end]
    noun = owned.text.islower() and owned.tag_.startswith("NN")
    return noun and last.head == owned and last.dep_ in ("compound", "poss", "nmod")


def _first_token(word: str) -> str:
    return word.split("-")[0]


def _match(text: str, token: Token, candidates: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The longest of ``candidates`` that stands at ``token``; a lone surname only as a name."""
    for words in candidates:
        name = " ".join(words)
        end = token.idx + len(name)
        lone = len(words) == 1 and sum(letter.isupper() for letter in name) < 2
        if lone and token.tag_ not in _PROPER:
            continue
        if text.startswith(name, token.idx) and not text[end : end + 1].isalnum():
            return words
    return None
