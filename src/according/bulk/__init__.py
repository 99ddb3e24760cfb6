"""The bulk lane: reports by the million into a Parquet dataset, on one machine or many."""

from according.bulk.flow import Written, run
from according.bulk.planning import PART_MIB

__all__ = ["PART_MIB", "Written", "run"]
