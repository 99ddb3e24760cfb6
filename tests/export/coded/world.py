"""Events put together by hand, for tests of what is coded of them."""

from dataclasses import replace
from datetime import date, datetime, time

from according.happening import Happening
from according.linking.basis import Basis
from according.model import (
    Account,
    Actor,
    ActorKind,
    Attribution,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Mention,
    MentionForm,
    Place,
    PlaceKind,
    Quantity,
    Quotation,
    Reading,
    Report,
    Role,
    RoleFiller,
    SourceKind,
    Toponym,
    Wording,
)
from according.store import EventLine
from according.weighing import Told, fields

TULN = Place(2511001, "Tuln", 45.0, 28.0, 1, "a populated place is named", country="RO")
DISTRICT = Place(
    *(2511002, "Lower Tuln", 45.1, 28.1, 3, "a second-order division is named"),
    kind=PlaceKind.DIVISION_2,
    country="RO",
)
OSK = Place(2511003, "Osk", 46.5, 25.0, 1, "a populated place is named", country="RO")


class Text:
    """A report's text that is put together phrase by phrase."""

    def __init__(self, title=None):
        self.text = self.title = title or ""

    def say(self, words):
        """Add words to the text; their place in it, None where there are none."""
        if not words:
            return None
        if self.text:
            self.text += "\n\n" if self.text == self.title else " "
        start = len(self.text)
        self.text += words
        return start, start + len(words)


def telling(
    outlet="Quay Post",
    *,
    origin=1,
    day=12,
    on=(12, 12),
    at=TULN,
    type="ASSAULT",
    mode=None,
    says=None,
    blamed=None,
    certainty=BlameCertainty.ASSERTED,
    loaded=None,
    to=None,
    title=None,
    **figures,
):
    """A report's telling of an event.

    Args:
        on: the first and the last day that it puts it at; ``at`` the place.
        says: on whose word the figures are; the outlet's if nobody's.
        blamed: who did it; ``loaded`` is the part of these words that is loaded.
        to: to whom it was done.
        figures: as of `_figures`.
    """
    text = Text(title)
    spans = {
        name: text.say(words)
        for name, words in (
            ("trigger", "blast"),
            ("place", "here" if at is None else at.name),
            ("says", says),
            ("cue", says and "said"),
            ("blamed", blamed),
            ("to", to),
        )
    }
    counted = _figures(text, **figures)
    report = Report(text.text, outlet, date(2024, 3, day), title)
    words = {name: Evidence.at(report, *span) for name, span in spans.items() if span}
    holder, attributions = Holder(), ()
    if says:
        said = Attribution(
            *(words["cue"], (words["trigger"],), words["says"]),
            *(SourceKind.NAMED, Quotation.INDIRECT),
        )
        holder, attributions = Holder((said.id,)), (said,)
    some, quantities = counted(report, holder)
    named = {name: words[name] for name in ("blamed", "to") if name in words}
    event = EventMention(
        *(words["trigger"], type, Certainty.ASSERTED, mode, holder),
        tuple(_roles(report, words, at)),
        tuple(each.id for each in some),
    )
    blames = tuple(
        Blame(each, event.id, Holder(), certainty, f"{name} of {report.id}")
        for name, each in named.items()
        if name == "blamed"
    )
    account = Account(
        *(report.id, (event.id,), event.figure_ids, tuple(each.id for each in blames)),
        *(datetime.combine(date(2024, 3, each), time()) for each in on or ()),
    )
    reading = Reading(
        report,
        "a test",
        mentions=tuple(
            Mention(each, ActorKind.ORGANISATION, MentionForm.NAME, f"{name} of {report.id}")
            for name, each in named.items()
        ),
        actors=tuple(
            Actor(f"{name} of {report.id}", ActorKind.ORGANISATION, each)
            for name, each in named.items()
        ),
        toponyms=(Toponym(words["place"], at, 0.9),) if at else (),
        quantities=quantities,
        attributions=attributions,
        wordings=_wordings(report, loaded),
        events=(event,),
        figures=some,
        blames=blames,
        accounts=(account,),
    )
    return Told(reading, (account,), origin)


def _roles(report, words, at):
    if at:
        yield RoleFiller(Role.PLACE, words["place"])
    if "to" in words:
        yield RoleFiller(Role.RECIPIENT, words["to"], f"to of {report.id}")


def _wordings(report, loaded):
    if not loaded:
        return ()
    start = report.text.index(loaded)
    return (Wording(Evidence.at(report, start, start + len(loaded)), Holder()),)


def _figures(text, killed=None, wounded=None, of_whom=None, parts=(), superseded=False, rule=None):
    """What makes figures once there is a report.

    Args:
        killed, wounded: words, low, best, high.
        of_whom: who is counted; ``parts`` are (words, number, of whom) of the killed.
        rule: that of the killed's quantity, with the numbers that are stated.
    """
    spans = [text.say(each and each[0]) for each in (killed, wounded)]
    whom = text.say(of_whom)
    of_parts = [(text.say(words), text.say(who), number) for words, number, who in parts]

    def made(report, holder):
        def at(span):
            return Evidence.at(report, *span) if span else None

        found, quantities = [], ()
        if killed:
            total = Figure(
                *(at(spans[0]), FigureKind.KILLED, *killed[1:], holder, at(whom)),
                superseded=superseded,
            )
            found = [total]
            for span, who, number in of_parts:
                bounds = (number, number, number)
                kind = FigureKind.KILLED
                found.append(Figure(at(span), kind, *bounds, holder, at(who), total.id))
        if rule:
            quantities = (Quantity(at(spans[0]), *killed[1:], rule[0], stated=rule[1]),)
        if wounded:
            found.append(Figure(at(spans[1]), FigureKind.WOUNDED, *wounded[1:], holder))
        return tuple(found), quantities

    return made


def event(*told, same=None):
    """An event that some reports tell. ``same``: by words for somebody a name for who they are."""
    known = {each.id: each.name.quote for one in told for each in one.reading.actors}
    named = {who: (same or {}).get(words, words) for who, words in known.items()}
    told = [replace(each, same=named) for each in told]
    reports = tuple(each.reading.report.id for each in told)
    accounts = tuple(one.id for each in told for one in each.accounts)
    line = EventLine("0123456789abcdef" * 4, accounts, reports, date(2024, 3, 12))
    origins = {each.origin for each in told}
    groups = tuple(
        tuple(each.reading.report.id for each in told if each.origin == origin)
        for origin in sorted(origins)
    )
    rests = Basis(len(told), len(told), 1, len(origins), groups, ())
    stands = fields(told)
    return Happening(line, tuple(told), rests, stands, stands, (), (), (), (), (), {})
