"""What happens again and again, what is only vaguely told, and what is kept as it stands."""

from __future__ import annotations

from according.model import TimexType
from according.reading.times.asked import Asked
from according.reading.times.lengths import length_value, unit_of
from according.reading.times.resolved import Resolved
from according.reading.times.values import Bounds


def repeated(rule: str, asked: Asked) -> Resolved | None:
    """ "Daily", "each Thursday", "Tuesday nights": its value has X for the year."""
    if "FREQUENCY" in asked.parts:
        return Resolved(TimexType.SET, asked.text("FREQUENCY"))
    part = asked.text("PART") or asked.text("PARTS")
    within = f"T{part}" if part else ""
    weekday = asked.parts.get("WEEKDAY") or asked.parts.get("WEEKDAYS")
    if weekday is not None:
        return Resolved(TimexType.SET, f"XXXX-WXX-{int(weekday.value) + 1}{within}")
    month = asked.parts.get("MONTH")
    if month is not None:
        day = asked.value("DAY")
        return Resolved(
            TimexType.SET, f"XXXX-{int(month.value):02}" + (f"-{day:02}" if day else "")
        )
    season = asked.text("SEASON") or asked.text("SEASONS")
    if season:
        return Resolved(TimexType.SET, f"XXXX-{season}")
    if part:
        return Resolved(TimexType.SET, f"XXXX-XX-XXT{part}")
    count = asked.parts.get("COUNT")
    other = "other" in asked.words
    number = 2.0 if other else float(count.value) if count is not None else 1.0
    return Resolved(TimexType.SET, length_value(number, unit_of(asked)))


def vague(rule: str, asked: Asked) -> Resolved:
    """ "Now", "recently", "soon": bounded by the publication on one side or both."""
    value = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[rule]
    base = asked.anchors.own()
    if base is None:
        return Resolved(TimexType.DATE, value)
    first, last = base.when.bounds
    bounds: dict[str, Bounds] = {
        "present": (first, last),
        "past": (None, last),
        "future": (first, None),
    }
    return Resolved(TimexType.DATE, value, bounds[rule], against=base.against)


def kept(rule: str, asked: Asked) -> Resolved:
    """Another calendar's day, another language's word: a date, and no guess which."""
    return Resolved(TimexType.DATE)
