"""Questions that have names, as SQL over the tables of a dataset."""

from __future__ import annotations

from dataclasses import dataclass

from according.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``columns`` says what its columns hold, ``asks`` what must be given with it,
    ``faces`` whether it asks `event_faces`, which not every export has."""

    name: str
    what: str
    columns: tuple[str, ...]
    sql: str
    asks: tuple[str, ...] = ()
    faces: bool = False


def named(name: str) -> Question:
    """The question of this name.

    Raises:
        SettingsError: there is none.
    """
    if name not in QUESTIONS:
        raise SettingsError(f"no question {name!r}; there are {', '.join(QUESTIONS)}")
    return QUESTIONS[name]


_BY_ORIGINS = """
SELECT high AS origins_at_most, count(*) AS events, sum(reports)::BIGINT AS reports
  FROM event_faces GROUP BY high ORDER BY high
"""

_IN_CONFLICT = """
SELECT event_id, place, earliest::DATE AS day, unnest(string_split(differs, ', ')) AS kind,
  reports, outlets, high AS origins_at_most
  FROM event_faces WHERE differs <> '' ORDER BY reports DESC, event_id, kind
"""

_NAMING = """
SELECT actor_id, outlet, month, name, how, reports, times
  FROM naming WHERE actor_id IN (SELECT actor_id FROM called WHERE name = lower($of))
  ORDER BY actor_id, outlet, month, times DESC, name, how
"""

QUESTIONS = {
    each.name: each
    for each in (
        Question(
            "events-by-origins",
            "how many events rest on how many origins at most",
            ("origins_at_most", "events", "reports"),
            _BY_ORIGINS,
            faces=True,
        ),
        Question(
            "figures-in-conflict",
            "figures of one event that are in conflict",
            ("event_id", "place", "day", "kind", "reports", "outlets", "origins_at_most"),
            _IN_CONFLICT,
            faces=True,
        ),
        Question(
            "naming",
            "what outlets call somebody, month by month, also by loaded words; --of says whom, by "
            "any of their names",
            ("actor_id", "outlet", "month", "name", "how", "reports", "times"),
            _NAMING,
            ("of",),
        ),
    )
}
