"""Who says what, how surely and in whose words: entries for pages and terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from according.export.entry import Entry, Group
from according.model import (
    Attribution,
    Certainty,
    EventMention,
    Holder,
    Quotation,
    Reading,
    SourceKind,
    Span,
    Wording,
)

T = TypeVar("T")

SOURCE_NAMES = {
    SourceKind.NAMED: "Persons by name",
    SourceKind.ROLE: "Persons by office or part alone",
    SourceKind.ORGANISATION: "Bodies and governments",
    SourceKind.DOCUMENT: "Documents and recordings",
    SourceKind.OUTLET: "Other outlets and agencies",
    SourceKind.ANONYMOUS: "Sources that are not identified",
    SourceKind.NONE: "No source given",
}
CERTAINTY_NAMES = {
    Certainty.ASSERTED: "Said to have happened",
    Certainty.POSSIBLE: "Said to be possible or suspected",
    Certainty.PLANNED: "Planned, ordered, threatened or tried",
    Certainty.DENIED: "Denied",
    Certainty.HYPOTHETICAL: "Only if, or only wished or asked for",
}
_QUOTATIONS = {
    Quotation.DIRECT: "quoted",
    Quotation.MIXED: "partly quoted",
    Quotation.INDIRECT: "in the outlet's paraphrase",
}
OWN = "the outlet itself"


class Voices:
    """The entries of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._by_id = {each.id: each for each in reading.attributions}
        self._names = {actor.id: actor.name.quote for actor in reading.actors}

    def attributions(self) -> tuple[Group, ...]:
        """Attributions by the kind of their source."""
        return tuple(
            _groups(
                self._reading.attributions,
                SOURCE_NAMES,
                "attribution",
                lambda each: each.source_kind,
                self._attribution,
            )
        )

    def events(self) -> tuple[Group, ...]:
        """Event mentions by how they are held; what is done by saying it stands with the
        attributions."""
        cues = {part for each in self._reading.attributions for part in _words(each.cue.span)}
        told = [each for each in self._reading.events if each.trigger.start not in cues]
        return tuple(
            _groups(
                told,
                CERTAINTY_NAMES,
                "event",
                lambda each: each.certainty,
                self._event,
            )
        )

    def wordings(self) -> tuple[Entry, ...]:
        """Loaded words, in the order of the text."""
        return tuple(
            self._wording(number, each) for number, each in enumerate(self._reading.wordings)
        )

    def naming(self, actor_id: str) -> tuple[str, ...]:
        """What loaded words the report has for an actor, and in whose voice."""
        by_voice: dict[str, dict[str, None]] = {}
        for each in self._reading.wordings:
            if each.target_actor_id == actor_id:
                words = by_voice.setdefault(self.voice(each.voice), {})
                words[f"“{each.evidence.quote}”"] = None
        return tuple(f"loaded, {voice}: {', '.join(words)}" for voice, words in by_voice.items())

    def voice(self, holder: Holder) -> str:
        """A holder chain in words, from the innermost to the outlet."""
        said = [self._source(self._by_id[each]) for each in holder.attribution_ids]
        if not said:
            return f"in the voice of {OWN}"
        return "according to " + ", as told by ".join(reversed(said))

    def _source(self, attribution: Attribution) -> str:
        if attribution.source is None:
            return f"no source (“{attribution.cue.quote}”)"
        named = self._names.get(attribution.source_actor_id or "")
        quote = attribution.source.quote
        return f"“{quote}” ({named})" if named and named not in quote else f"“{quote}”"

    def _attribution(self, number: int, each: Attribution) -> Entry:
        words = (*((each.source,) if each.source else ()), each.cue, *each.content)
        facts = [f"“{each.cue.quote}”, {_QUOTATIONS[each.quotation]}"]
        named = self._names.get(each.source_actor_id or "")
        if named and each.source and named not in each.source.quote:
            facts.append(f"that is: {named}")
        if each.inside in self._by_id:
            facts.append(f"as told by {self._source(self._by_id[str(each.inside)])}")
        label = each.source.quote if each.source else "no source given"
        return Entry(f"s{number}", "attribution", label, words, tuple(facts), parts=True)

    def _event(self, number: int, each: EventMention) -> Entry:
        label, facts = each.trigger.quote, (self.voice(each.holder),)
        return Entry(f"e{number}", "event", label, (each.trigger,), facts)

    def _wording(self, number: int, each: Wording) -> Entry:
        facts = [self.voice(each.voice)]
        if each.scare_quotes:
            facts.append("in quote marks that name nobody")
        if each.target_actor_id in self._names:
            facts.append(f"about {self._names[str(each.target_actor_id)]}")
        return Entry(f"w{number}", "wording", each.evidence.quote, (each.evidence,), tuple(facts))


def _words(span: Span) -> range:
    return range(span.start, span.end)


def _groups(
    found: Sequence[T],
    names: dict[Certainty, str] | dict[SourceKind, str],
    kind: str,
    key: Callable[[T], Certainty | SourceKind],
    entry: Callable[[int, T], Entry],
) -> Iterator[Group]:
    by_key: dict[str, list[Entry]] = {}
    for number, each in enumerate(found):
        by_key.setdefault(key(each).value, []).append(entry(number, each))
    for value, heading in names.items():
        if value.value in by_key:
            yield Group(kind, heading, tuple(by_key[value.value]))


def shortened(words: str, longest: int = 600) -> str:
    """The words, or their beginning and end where they are many."""
    if len(words) <= longest:
        return words
    half = longest // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
