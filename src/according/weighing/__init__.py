"""Whether the accounts of an event accord, field by field; nobody's word is weighed."""

from according.weighing.fields import Field, Held, Value, fields, held_by
from according.weighing.standing import Standing
from according.weighing.told import Decided, Told

__all__ = ["Decided", "Field", "Held", "Standing", "Told", "Value", "fields", "held_by"]
