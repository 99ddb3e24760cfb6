"""`EventDetail`: an event with its accounts side by side, also for notebooks."""

from __future__ import annotations

from dataclasses import dataclass, fields

from according.happening import Happening
from according.model.notebook import box, line, table


@dataclass(frozen=True, repr=False)
class EventDetail(Happening):
    """A `Happening` that notebooks show."""

    @classmethod
    def of(cls, found: Happening) -> EventDetail:
        """The same, to be shown."""
        return cls(**{each.name: getattr(found, each.name) for each in fields(found)})

    @property
    def id(self) -> str:
        """Of the event."""
        return self.line.id

    def __repr__(self) -> str:
        rests = self.basis
        return (
            f"EventDetail({self.id[:10]}, {self.label!r}, reports={len(self.told)}, "
            f"origins={rests.low}-{rests.high}, fields={len(self.fields)})"
        )

    def _repr_html_(self) -> str:
        """For notebooks: every value of every field, with who gives it and how the field stands."""
        rests = self.basis
        origins = f"{rests.low}" if rests.low == rests.high else f"{rests.low} to {rests.high}"
        about = f"{len(self.told)} reports, {origins} independent origins · {self.id[:10]}"
        rows = [
            (
                field.name,
                value.said,
                ", ".join(dict.fromkeys(f"{each.holder} ({each.outlet})" for each in value.held)),
                field.standing.value,
            )
            for field in self.fields
            for value in field.values
        ]
        checks = table(("check",), [(each.said,) for each in self.checks]) if self.checks else ""
        return box(
            line(self.label, about),
            table(("field", "value", "who gives it", "how the field stands"), rows),
            checks,
        )
