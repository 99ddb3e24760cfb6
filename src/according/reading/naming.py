"""Resolving: which names of one report mean the same.

Names are first put together by their words. Groups are then joined by rules that are exact
enough to say why, each with its reason, and only where a single group fits: a surname that two
people bear joins neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeAlias

from according.model import Actor, ActorKind, Evidence, Mention, MentionForm, Report, Span, actor_id
from according.reading.lexicon import Lexicon
from according.reading.names import Name, surname_start

SURNAME = "surname of the only person of that name in the report"
FIRST_NAME = "first name of the only person of that name in the report"
SAME_PERSON = "same first name and surname"
SHORT_FORM = "short form of the only organisation with that word in its name"
SHORT_VESSEL = "short for the only vessel of such a name"
LETTERS = "letters are the initials of the only such name in the report"
COUNTRY = "names of one country"
SHARED = "surname of several people of the report; which one is not told"
POSSESSIVE = "possessive that lost its apostrophe"

_ARTICLES = frozenset({"al", "el"})
"""Arabic articles that are written as words of their own."""

_NAMESAKES = 20
"""How many people of one first name and surname are told apart; further ones join nobody."""


@dataclass(slots=True)
class _Group:
    """Names that mean the same, while they are being put together.

    ``reasons`` say by their words why names joined; ``alone`` why these joined no other.
    """

    names: list[Name]
    reasons: dict[str, str] = field(default_factory=dict)
    alone: str | None = None

    @property
    def fullest(self) -> Name:
        """The longest name, the first of them; one joined as damaged only where none is whole."""
        whole = [name for name in self.names if self.reasons.get(_text(name)) != POSSESSIVE]
        return max(whole or self.names, key=lambda name: (len(name.words), len(name.span)))

    @property
    def key(self) -> tuple[str, ...]:
        return self.fullest.key

    def votes(self) -> Counter[ActorKind]:
        return Counter(vote for name in self.names for vote in name.votes)


def resolve(
    report: Report, names: Iterable[Name], lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Put ``names`` together into actors, and give the mentions that refer to them.

    Returns:
        Mentions in the order of the text, actors in the order of their first mention.
    """
    groups = list(_by_words(names))
    for join in _JOINS:
        groups = join(groups, lexicon)
    groups.sort(key=lambda group: min(_place(name.span) for name in group.names))
    actors: list[Actor] = []
    mentions: list[Mention] = []
    for group in groups:
        actor = _actor(report, group, lexicon)
        actors.append(actor)
        mentions.extend(_mentions(report, group, actor))
    mentions.sort(key=lambda mention: _place(mention.evidence.span))
    return tuple(mentions), tuple(actors)


def _place(span: Span) -> tuple[int, int]:
    """The order of the text; of two that begin together, the longer first."""
    return span.start, -span.end


def _text(name: Name) -> str:
    return " ".join(name.words)


def _by_words(names: Iterable[Name]) -> Iterator[_Group]:
    groups: dict[object, _Group] = {}
    for name in names:
        described = name.form is MentionForm.NOMINAL or name.vessel
        same: object = name.key
        if described and name.votes[:1] == (ActorKind.GOVERNMENT,):
            same = ("government of", name.country)
        elif name.vessel:
            same = ("vessel", name.key)
        groups.setdefault((described, same), _Group([])).names.append(name)
    for group in groups.values():
        first = group.names[0]
        for name in group.names[1:]:
            if name.key != first.key:
                group.reasons.setdefault(_text(name), COUNTRY)
        yield group


def _defined(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """The acronym joins the name that it was defined by."""
    at = {name.span: group for group in groups for name in group.names}
    joins = [
        (at[name.long_form], group, name.defined_by or "")
        for group in groups
        for name in group.names
        if name.long_form in at
    ]
    return _joined(groups, joins)


def _countries(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    first: dict[str, _Group] = {}
    joins = []
    for group in _named(groups):
        country = lexicon.countries.get(_text(group.fullest).lower())
        if country is not None and country in first:
            joins.append((first[country], group, COUNTRY))
        elif country is not None:
            first[country] = group
    return _joined(groups, joins)


def _possessives(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "Assads" joins "Assad", "Syrias" joins "Syria": crawls lose apostrophes."""
    by_key = {group.key: group for group in _named(groups)}
    joins = []
    for group in _named(groups):
        last = group.key[-1]
        whole = by_key.get((*group.key[:-1], last[:-1])) if last.endswith("s") else None
        if whole is not None and len(last) > 4 and _lost_apostrophe(group, whole, lexicon):
            joins.append((whole, group, POSSESSIVE))
    return _joined(groups, joins)


def _lost_apostrophe(group: _Group, whole: _Group, lexicon: Lexicon) -> bool:
    """Whether every mention stands like an owner; a plural or another name does not.

    A city or a party has none: "Hamas fighters" stand like an owner's, and are not Hama's.
    """
    text = _text(group.fullest).lower()
    if text in lexicon.countries or text in lexicon.demonyms or text in lexicon.capitals:
        return False
    if not all(name.owns_next for name in group.names):
        return False
    kinds = (ActorKind.PERSON, ActorKind.UNKNOWN)
    return _is_country(whole, lexicon) or _kind(whole, lexicon) in kinds


def _same_person(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "Barack Obama" and "Barack H. Obama", but not "Ali Omar Saleh" and "Ali Musa Saleh"."""
    people: dict[tuple[str, str], list[_Group]] = {}
    for group in _named(groups):
        if len(group.key) > 1 and _kind(group, lexicon) is ActorKind.PERSON:
            surname = " ".join(group.key[surname_start(group.key, lexicon) :])
            people.setdefault((group.key[0], surname), []).append(group)
    joins = []
    for bearers in people.values():
        wholes: list[_Group] = []
        # The fullest first: one that two of them may be shortened to is left apart.
        for group in sorted(bearers, key=lambda each: len(each.key), reverse=True):
            fits = [whole for whole in wholes if _middle_fits(group.key, whole.key)]
            if len(fits) == 1:
                joins.append((fits[0], group, SAME_PERSON))
            elif not fits and len(wholes) < _NAMESAKES:
                wholes.append(group)
    return _joined(groups, joins)


def _middle_fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the middle words of ``short`` are the first of ``full``'s, or their initials.

    Later ones alone are no sign: "George W. Bush" is not "George H. W. Bush".
    """
    return all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in zip(short[1:-1], full[1:-1], strict=False)
    )


def _short_people(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "Rajavi" joins "Maryam Rajavi", "Saddam" joins "Saddam Hussein"."""
    by_first, by_last = _people(groups, lexicon)
    joins = []
    for group in _named(groups):
        if _is_country(group, lexicon) or " ".join(group.key) in lexicon.capitals:
            continue
        bearers = _bearers(by_last.get(group.key, []), lexicon)
        firsts = by_first.get(group.key, [])
        if len(bearers) > 1 and any(_kind(each, lexicon) is ActorKind.PERSON for each in bearers):
            group.alone = SHARED
        elif len(bearers) == 1 and _more_person_than_place(bearers[0], group):
            joins.append((bearers[0], group, SURNAME))
        elif not bearers and len(firsts) == 1 and _speaks_for_person(group):
            joins.append((firsts[0], group, FIRST_NAME))
    for whole, _, _ in joins:
        whole.names[0] = _with_vote(whole.names[0], ActorKind.PERSON)
    return _joined(groups, joins)


_ByWords: TypeAlias = dict[tuple[str, ...], list[_Group]]


def _people(groups: list[_Group], lexicon: Lexicon) -> tuple[_ByWords, _ByWords]:
    """Who may be a person, by first name and by each surname that they may be called by."""
    by_first: _ByWords = {}
    by_last: _ByWords = {}
    for group in _named(groups):
        if _may_be_person(group, lexicon):
            key = group.key
            if key[0] not in lexicon.particles:
                by_first.setdefault(key[:1], []).append(group)
            for start in range(1, len(key)):
                if key[start - 1] not in lexicon.particles:
                    by_last.setdefault(key[start:], []).append(group)
    return by_first, by_last


def _bearers(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """Who may bear a surname; of several not what begins like a place, as "New York" does."""
    if len(groups) < 2:
        return groups
    return [group for group in groups if group.key[0] not in lexicon.place_starts]


def _short_organisations(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "The Council" joins "Sarovian National Council", but not "Council Watch"."""
    by_head: dict[str, list[_Group]] = {}
    for group in _named(groups):
        if len(group.key) > 1 and _kind(group, lexicon) is ActorKind.ORGANISATION:
            head = _head(group.key, lexicon)
            if head != group.key[-1] or head not in lexicon.chambers:
                by_head.setdefault(head, []).append(group)
    joins = []
    for group in _named(groups):
        if len(group.key) == 1 and group.key[0] in lexicon.organisation_words:
            fits = by_head.get(group.key[0], [])
            if len(fits) == 1:
                joins.append((fits[0], group, SHORT_FORM))
    return _joined(groups, joins)


def _short_vessels(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "The Osk" joins "Osk Star", "Saxon" joins "MV Saxon", of one such vessel."""
    own = [group for group in groups if group.names[0].vessel]
    joins = []
    for group in own:
        key = group.key
        fits = [
            each
            for each in own
            if each is not group and key in (each.key[: len(key)], each.key[1:])
        ]
        if len(fits) == 1:
            joins.append((fits[0], group, SHORT_VESSEL))
    return _joined(groups, joins)


def _letters(groups: list[_Group], lexicon: Lexicon) -> list[_Group]:
    """ "FSA" joins "Free Syrian Army" though no bracket says so."""
    long: dict[str, list[_Group]] = {}
    for group in _named(groups):
        if len(group.key) > 2:
            for letters in _initials(group.key, lexicon):
                long.setdefault(letters, []).append(group)
    joins = []
    for group in _named(groups):
        word = group.fullest.words[0]
        if len(group.key) != 1 or not word.isupper() or len(word) < 3:
            continue
        fits = long.get(word.lower(), [])
        if len(fits) == 1:
            joins.append((fits[0], group, LETTERS))
    return _joined(groups, joins)


def _initials(key: tuple[str, ...], lexicon: Lexicon) -> set[str]:
    """First letters of all words, and of all but the connectors."""
    words = [word for part in key for word in part.split("-") if word]
    strong = [word for word in words if word not in lexicon.connectors]
    return {"".join(word[0] for word in words), "".join(word[0] for word in strong)}


def _named(groups: list[_Group]) -> list[_Group]:
    return [
        group
        for group in groups
        if group.names[0].form is MentionForm.NAME and not group.names[0].vessel
    ]


def _joined(groups: list[_Group], joins: list[tuple[_Group, _Group, str]]) -> list[_Group]:
    """The groups after ``joins``, each (whole, part, reason), were carried out in order."""
    into: dict[int, _Group] = {}
    for target, part, reason in joins:
        whole = _end_of(into, target)
        part = _end_of(into, part)
        if whole is part:
            continue
        for name in part.names:
            whole.reasons.setdefault(_text(name), reason)
        whole.reasons.update(part.reasons)
        whole.names.extend(part.names)
        into[id(part)] = whole
    return [group for group in groups if id(group) not in into]


def _end_of(into: dict[int, _Group], group: _Group) -> _Group:
    while id(group) in into:
        group = into[id(group)]
    return group


def _is_country(group: _Group, lexicon: Lexicon) -> bool:
    return _text(group.fullest).lower() in lexicon.countries


def _speaks_for_person(group: _Group) -> bool:
    return group.votes()[ActorKind.PERSON] > 0


def _may_be_person(group: _Group, lexicon: Lexicon) -> bool:
    """Two to four words, none of them a word of organisations or places."""
    if not 2 <= len(group.key) <= 4 or _is_country(group, lexicon):
        return False
    connectors = lexicon.connectors - lexicon.particles - _ARTICLES
    marks = lexicon.organisation_words | lexicon.place_words | connectors
    return not any(word in marks for word in group.key[1:])


def _more_person_than_place(whole: _Group, part: _Group) -> bool:
    """The pipeline often takes a rare name for an organisation, but "New York" for a place."""
    votes = whole.votes() + part.votes()
    return votes[ActorKind.PLACE] <= votes[ActorKind.PERSON] + votes[ActorKind.ORGANISATION]


def _with_vote(name: Name, kind: ActorKind) -> Name:
    return replace(name, votes=(*name.votes, kind, kind))


def _kind(group: _Group, lexicon: Lexicon) -> ActorKind:
    """What the words say where they are clear, else what most mentions speak for."""
    if group.names[0].vessel:
        return ActorKind.UNKNOWN
    if _is_country(group, lexicon) or " ".join(group.key) in lexicon.capitals:
        return ActorKind.PLACE
    if group.alone == SHARED:
        return ActorKind.PERSON
    votes = group.votes()
    if len(group.key) > 1 and group.names[0].form is MentionForm.NAME:
        head = _head(group.key, lexicon)
        if head in lexicon.organisation_words:
            votes[ActorKind.ORGANISATION] += 3
        elif head in lexicon.place_words or group.key[0] in lexicon.place_words:
            votes[ActorKind.PLACE] += 3
    if not votes:
        return ActorKind.UNKNOWN
    most = max(votes.values())
    # On a tie the order of ActorKind decides, so that it never hangs on the order of the text.
    return next(kind for kind in ActorKind if votes[kind] == most)


def _head(words: tuple[str, ...], lexicon: Lexicon) -> str:
    """The last word before "of", "for", "in": "observatory" of an observatory for something."""
    for before, word in pairwise(words):
        if word in ("of", "for", "in", "on"):
            return before
    return words[-1]


_JOINS = (
    _defined,
    _countries,
    _possessives,
    _same_person,
    _short_people,
    _short_organisations,
    _short_vessels,
    _letters,
)
"""In this order: what a report defines itself first, guesses from letters last."""


def _actor(report: Report, group: _Group, lexicon: Lexicon) -> Actor:
    fullest = group.fullest
    first = min(name.span for name in group.names)
    name = Evidence.at(report, fullest.span.start, fullest.span.end)
    identity = actor_id(Evidence.at(report, first.start, first.end))
    return Actor(identity, _kind(group, lexicon), name, _reasons(report, group))


def _reasons(report: Report, group: _Group) -> tuple[tuple[str, str], ...]:
    """Each way of writing a name that joined, as it stands, with the reason; in their order."""
    fullest = _text(group.fullest)
    found: dict[str, str] = {}
    for name in group.names:
        reason = group.reasons.get(_text(name)) if _text(name) != fullest else group.alone
        if reason is not None:
            found.setdefault(report.text[name.span.start : name.span.end], reason)
    return tuple(sorted(found.items()))


def _mentions(report: Report, group: _Group, actor: Actor) -> Iterator[Mention]:
    for name in group.names:
        evidence = Evidence.at(report, name.span.start, name.span.end)
        yield Mention(evidence, actor.kind, name.form, actor.id)
