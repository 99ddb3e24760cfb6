"""Who can do something: of the words that stand where doers do, those that name somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from according.data import load_sets
from according.model import ActorKind, Evidence, Mention, MentionForm, Report, Span, Toponym, Usage
from according.reading.events.ordered import Ordered
from according.reading.parse import Passage

FILE = "events/agents.json"
_NOUNS = ("NN", "PRP", "CD")
_WHEN = frozenset(("DATE", "TIME", "PERCENT", "MONEY"))
_BEFORE = frozenset(("amod", "compound", "nmod", "poss"))


@dataclass(frozen=True, slots=True)
class Agent:
    """Words that name somebody, and the actor of the report that they refer to, if any."""

    evidence: Evidence
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class AgentWords:
    """Words, lower case.

    ``nouns`` for those who act; of these, ``means`` that are somebody's, and nobody themselves
    ("warplanes"), and ``individuals`` for single persons whom nothing tells
    from others ("a gunman"); ``not_agents`` that pipelines take for names and that name nobody;
    ``light_verbs`` whose object tells what is done; ``unsure`` that say that who did it is not
    sure; ``violent_stems``: beginnings of words for acts of war; ``suffering``: verbs for what
    whoever suffers it does with a part of the ``body``; ``generic``: nouns,
    in the singular, for any body of men or its means.
    """

    nouns: frozenset[str]
    individuals: frozenset[str]
    not_agents: frozenset[str]
    light_verbs: frozenset[str]
    unsure: frozenset[str]
    violent_stems: frozenset[str]
    means: frozenset[str]
    suffering: frozenset[str]
    body: frozenset[str]
    generic: frozenset[str]


@cache
def load_words() -> AgentWords:
    """The words of ``data/events/agents.json``.

    Raises:
        DataError: the file is missing or damaged.
    """
    return load_sets(FILE, AgentWords)


@dataclass(frozen=True, slots=True)
class Agents:
    """Tells who acts, in one report."""

    report: Report
    mentions: Ordered[Mention]
    toponyms: Ordered[Toponym]

    def at(self, passage: Passage, head: Token, trigger: Span) -> Agent | None:
        """Who is named by the phrase of ``head``, as the doer of what ``trigger`` tells; None
        where nobody is who could do anything."""
        span = passage.word(head)
        if head.lower_ in load_words().not_agents or _is_none(head):
            return None
        mention = self._mention(span)
        if (
            mention is not None
            and not mention.evidence.span.overlaps(trigger)
            and _is_of(passage, mention, head)
        ):
            return Agent(mention.evidence, mention.actor_id)
        if head.lower_ in load_words().nouns:
            described = self._described(passage, head)
            somebodys = described.actor_id is not None or self._is_people(described.evidence.span)
            return described if somebodys or head.lower_ not in load_words().means else None
        if self._is_people(span):
            return Agent(Evidence.at(self.report, span.start, span.end), None)
        return None

    def anything(self, passage: Passage, head: Token, trigger: Span) -> Agent | None:
        """Whoever or whatever is named by the phrase of ``head``, a happening's word apart."""
        span = passage.word(head)
        if not head.tag_.startswith(_NOUNS) or span.overlaps(trigger) or head.ent_type_ in _WHEN:
            return None
        mention = self._mention(span)
        if mention is not None and _is_of(passage, mention, head):
            return Agent(mention.evidence, mention.actor_id)
        return self._described(passage, head)

    def _mention(self, span: Span) -> Mention | None:
        around = [each for each in self.mentions.around(span) if self._acts(each, span)]
        return max(around, key=lambda each: len(each.evidence.span), default=None)

    def _acts(self, mention: Mention, span: Span) -> bool:
        return mention.kind is not ActorKind.PLACE or self._is_people(span)

    def _is_people(self, span: Span) -> bool:
        """Whether it names a people or a government by its country: "Russian", "Tirana"."""
        return any(
            each.usage in (Usage.ADJECTIVAL, Usage.METONYMIC) for each in self.toponyms.around(span)
        )

    def _described(self, passage: Passage, head: Token) -> Agent:
        """ "Regime forces", "the Assad regime's warplanes": the noun with what stands before it."""
        first = head
        for child in head.children:
            if child.dep_ in _BEFORE and child.i < first.i:
                first = child
        named = [
            each
            for child in head.children
            if child.dep_ in _BEFORE
            and (each := self._mention(passage.word(child))) is not None
            and each.form is not MentionForm.PRONOUN
        ]
        span = passage.word(first, head)
        evidence = Evidence.at(self.report, span.start, span.end)
        return Agent(evidence, named[0].actor_id if named else None)


def _is_none(head: Token) -> bool:
    """ "No group has claimed it"."""
    return any(child.lower_ in ("no", "neither") for child in head.lefts)


def _is_of(passage: Passage, mention: Mention, head: Token) -> bool:
    """Whether ``head`` is the mention's own word or a part of its name, and not of what hangs on
    it: of "a ringleader in Basra" Basra is neither."""
    if mention.form is MentionForm.NAME and not mention.evidence.quote[0].islower():
        return True
    root = passage.phrase(mention.evidence.span).root
    return bool(root == head) or (head.dep_ in _BEFORE and bool(head.head == root))
